using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Infra.Procedures;

// What procedures of trade keep of their documents beside the common members: stored shapes, like the record itself.

/// <summary>Units that a pending act is going to take.</summary>
/// <param name="Act">The last part of the act's instruction.</param>
/// <param name="Account">The number of the account that will be debited.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many.</param>
public sealed record StoredPromise(string Act, string Account, UnitKind UnitKind, long Units);

/// <summary>What a paper says of a contract of direct sale.</summary>
/// <param name="Key">Two papers with one key speak of one contract.</param>
/// <param name="Contract">The contract's number and date, for people.</param>
/// <param name="Act">The last part of the act's instruction.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many.</param>
/// <param name="Price">In tenge for one unit.</param>
public sealed record StoredDeal(
    string Key, string Contract, string Act, UnitKind UnitKind, long Units, decimal Price);

/// <summary>A quotation of an exchange.</summary>
/// <param name="UnitKind">Of which kind of unit.</param>
/// <param name="QuotedOn">The trading day.</param>
/// <param name="Price">In tenge for one unit.</param>
public sealed record StoredQuotation(UnitKind UnitKind, DateOnly QuotedOn, decimal Price);

/// <summary>What became of one act of a procedure whose acts stand or fall alone.</summary>
/// <param name="Act">The last part of the act's instruction.</param>
/// <param name="Entries">Numbers of its journal entries; empty when it was refused.</param>
/// <param name="Code">Why it was refused; null otherwise.</param>
/// <param name="Paragraph">The provision behind the refusal; null otherwise.</param>
/// <param name="Text">
/// The refusal in words; null where a sheet has so many that the row would not hold them, and then the catalogue has
/// the sentence without its particulars.
/// </param>
public sealed record StoredPart(
    string Act, IReadOnlyList<long> Entries, RefusalCode? Code, string? Paragraph, LocalizedText? Text);
