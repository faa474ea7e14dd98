namespace CarbonRegistry.Domain.Notices;

/// <summary>A person as a document names it.</summary>
/// <param name="Id">BIN or IIN.</param>
/// <param name="Name">The name as written; not compared with any register.</param>
public sealed record Party(IdentificationNumber Id, string Name);

/// <summary>A representative of a holder (¶13.2). A natural person: nothing of it may reach the journal.</summary>
/// <param name="Iin">The representative's IIN, unique within its document.</param>
/// <param name="Name">The name as written.</param>
/// <param name="PowerOfAttorney">The power of attorney; null when the paper is still missing.</param>
public sealed record Representative(IdentificationNumber Iin, string Name, PowerOfAttorney? PowerOfAttorney);

/// <summary>A power of attorney (¶13.2).</summary>
/// <param name="Number">Its number as written.</param>
/// <param name="Date">The day on which it was given.</param>
/// <param name="Expires">Its last day, not before <paramref name="Date"/>.</param>
public sealed record PowerOfAttorney(string Number, DateOnly Date, DateOnly Expires);
