using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;

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

/// <summary>A contract with its accounts as the ledger knows them.</summary>
/// <param name="Sale">The deal and its contract.</param>
/// <param name="Seller">The debited account.</param>
/// <param name="Buyer">The credited account.</param>
public sealed record ContractEvidence(Sale Sale, AccountNumber Seller, AccountNumber Buyer)
{
    /// <summary>
    /// What identifies the contract: its date, its parties and its number. Case, spaces and look-alike letters of the
    /// number make no other contract, since the same units must not be moved twice for a slip of the pen.
    /// </summary>
    public string Key { get; } = FormattableString.Invariant(
        $"{Sale.Contract.Date:yyyy-MM-dd}|{Seller}|{Buyer}|{Plain(Sale.Contract.Number)}");

    /// <summary>The contract for people.</summary>
    public string Name => Sale.Name;

    private static string Plain(string number) => string.Concat(
        LookAlike.Fold(NormalFormC.Of(number).ToUpperInvariant()).Where(unit => !char.IsWhiteSpace(unit)));
}

/// <summary>The other paper about the same contract.</summary>
/// <param name="Procedure">Its procedure.</param>
/// <param name="UnitKind">Which kind of unit was dealt, as it says.</param>
/// <param name="Units">How many.</param>
/// <param name="Price">In tenge for one unit.</param>
public sealed record OtherEvidence(string Procedure, UnitKind UnitKind, long Units, decimal Price);

/// <summary>A direct sale as one of its papers states it.</summary>
/// <param name="Terms">What was dealt.</param>
/// <param name="Contract">The contract; its date is the day of the deal.</param>
public sealed record Sale(DealTerms Terms, PaperReference Contract)
{
    /// <summary>The contract for people.</summary>
    public string Name => FormattableString.Invariant($"{Contract.Number} ({Contract.Date:yyyy-MM-dd})");
}

/// <summary>
/// ¶27; Order 221 ¶29 to ¶33: a direct sale, on the authority's notice or on the buyer's copy of the contract. Two
/// papers about one contract move its units once.
/// </summary>
public static class DirectSales
{
    /// <summary>The name of the sale's act within its procedure: the contract's number is the trade's id.</summary>
    public static string ActName(PaperReference contract) => TradeSheets.ActName(contract.Number);

    /// <summary>The contract behind a paper; null while one of its accounts does not exist.</summary>
    public static ContractEvidence? EvidenceOf(Sale sale, LedgerState ledger) =>
        ledger.Find(sale.Terms.Seller) is { } seller && ledger.Find(sale.Terms.Buyer) is { } buyer
            ? new ContractEvidence(sale, seller.Number, buyer.Number)
            : null;

    /// <summary>The act of the sale, or the reason against it.</summary>
    /// <param name="sale">The deal and its contract, whose day's quotation counts (¶29).</param>
    /// <param name="paragraph">The provision of the paper that carries it out.</param>
    /// <param name="others">Other papers about the contract that came earlier and still stand.</param>
    /// <param name="ground">What the registry knows.</param>
    public static Orders Decide(
        Sale sale, string paragraph, IReadOnlyList<OtherEvidence> others, DealGround ground)
    {
        var refusal = Deals.Check(sale.Terms, DealChannel.Direct, sale.Contract.Date, ground)
            ?? Disagreement(sale, others);
        if (refusal is not null)
            return new Orders.Refuse(refusal);
        return new Orders.Post([
            Deals.ActOf(ActName(sale.Contract), paragraph, sale.Terms, DealChannel.Direct, ground.Ledger)]);
    }

    /// <summary>
    /// 513: where two papers about one contract state different terms, the later one is refused by the names of the
    /// fields. Parties, date and number are the same, or it would be another contract.
    /// </summary>
    public static Refusal? Disagreement(Sale sale, IReadOnlyList<OtherEvidence> others)
    {
        foreach (var other in others)
        {
            var fields = new List<string>();
            if (sale.Terms.UnitKind != other.UnitKind)
                fields.Add("unitKind");
            if (sale.Terms.Units != other.Units)
                fields.Add("units");
            if (sale.Terms.Price != other.Price)
                fields.Add("price");
            if (fields.Count > 0)
            {
                return RefusalCatalogue.Refuse(
                    RefusalCode.EvidenceDiffers, sale.Name, other.Procedure, string.Join(", ", fields));
            }
        }
        return null;
    }
}
