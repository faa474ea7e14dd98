using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// Which papers carry a direct sale out (requirements C1): ¶27 names the authority's notice, Order 221 ¶31 and ¶33 the
/// buyer's copy of the contract.
/// </summary>
public enum EvidencePolicy
{
    /// <summary>Each of the two papers alone.</summary>
    Either = 1,

    /// <summary>Both together.</summary>
    Both = 2,
}

/// <summary>What one of the two papers says of a contract, with the accounts as the ledger knows them.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Seller">The debited account.</param>
/// <param name="Buyer">The credited account.</param>
/// <param name="Terms">What was dealt.</param>
public sealed record ContractEvidence(
    PaperReference Contract, AccountNumber Seller, AccountNumber Buyer, DealTerms Terms)
{
    /// <summary>
    /// What identifies the contract: its date, its parties and its number. Case, spaces and look-alike letters of the
    /// number make no other contract, since the same units must not be moved twice for a slip of the pen.
    /// </summary>
    public string Key { get; } = FormattableString.Invariant(
        $"{Contract.Date:yyyy-MM-dd}|{Seller}|{Buyer}|{Plain(Contract.Number)}");

    /// <summary>The contract for people.</summary>
    public string Name => FormattableString.Invariant($"{Contract.Number} ({Contract.Date:yyyy-MM-dd})");

    private static string Plain(string number) => string.Concat(
        LookAlike.Fold(NormalFormC.Of(number).ToUpperInvariant()).Where(unit => !char.IsWhiteSpace(unit)));
}

/// <summary>The other paper about the same contract.</summary>
/// <param name="Procedure">Its procedure.</param>
/// <param name="Terms">What it says was dealt.</param>
public sealed record OtherEvidence(string Procedure, DealTerms Terms);

/// <summary>
/// ¶27; Order 221 ¶29 to ¶33: a direct sale, on the authority's notice or on the buyer's copy of the contract. Two
/// papers about one contract move its units once.
/// </summary>
public static class DirectSales
{
    /// <summary>The name of the sale's act within its procedure: the contract's number is the trade's id.</summary>
    public static string ActName(PaperReference contract) => TradeSheets.ActName(contract.Number);

    /// <summary>The contract behind a paper; null while one of its accounts does not exist.</summary>
    public static ContractEvidence? EvidenceOf(DealTerms terms, PaperReference contract, LedgerState ledger) =>
        ledger.Find(terms.Seller) is { } seller && ledger.Find(terms.Buyer) is { } buyer
            ? new ContractEvidence(contract, seller.Number, buyer.Number, terms)
            : null;

    /// <summary>The act of the sale, or the reason against it.</summary>
    /// <param name="terms">What was dealt.</param>
    /// <param name="contract">The contract; its date is the day of the deal, whose quotation counts (¶29).</param>
    /// <param name="paragraph">The provision of the paper that carries it out.</param>
    /// <param name="receivedOn">The day on which the paper came.</param>
    /// <param name="others">Other papers about the contract that came earlier and still stand.</param>
    /// <param name="ground">What the registry knows.</param>
    public static Orders Decide(
        DealTerms terms,
        PaperReference contract,
        string paragraph,
        DateOnly receivedOn,
        IReadOnlyList<OtherEvidence> others,
        DealGround ground)
    {
        if (Deals.Check(terms, DealChannel.Direct, contract.Date, ground) is { } refusal)
            return new Orders.Refuse(refusal);
        var name = EvidenceOf(terms, contract, ground.Ledger)!.Name;
        foreach (var other in others)
        {
            if (Differences(terms, other.Terms) is { Count: > 0 } fields)
                return Refused(RefusalCode.EvidenceDiffers, name, other.Procedure, string.Join(", ", fields));
        }
        if (contract.Date > receivedOn)
            return Refused(RefusalCode.DealNotYetMade, contract.Date.ToString("yyyy-MM-dd", null));
        return new Orders.Post([
            Deals.ActOf(ActName(contract), paragraph, terms, DealChannel.Direct, ground.Ledger)]);
    }

    /// <summary>
    /// The fields in which two papers about one contract differ, by their names in the document; parties, date and
    /// number are the same or it would be another contract.
    /// </summary>
    public static IReadOnlyList<string> Differences(DealTerms one, DealTerms other)
    {
        var fields = new List<string>();
        if (one.UnitKind != other.UnitKind)
            fields.Add("unitKind");
        if (one.Units != other.Units)
            fields.Add("units");
        if (one.Price != other.Price)
            fields.Add("price");
        return fields;
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
