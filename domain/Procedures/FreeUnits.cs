using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What a holder can dispose of: its balance less promises, less units under a bar on their sale.</summary>
internal static class FreeUnits
{
    /// <summary>
    /// 404 when the account's free units do not suffice, 407 when only units under a bar could make up for it (Order
    /// 221 ¶7; Code, article 289(9)); null when they suffice.
    /// </summary>
    /// <param name="account">The account that would be debited.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="units">How many are asked for.</param>
    /// <param name="promised">Units that are promised to others.</param>
    public static Refusal? Check(AccountState account, UnitKind kind, long units, PromisedUnits promised)
    {
        var free = promised.Free(account, kind);
        if (free < units)
            return RefusalCatalogue.Refuse(RefusalCode.InsufficientUnits, account.Number, free, units);
        // A promised return takes barred units itself, so promises and bars are not added up; the ledger has the last
        // word on what is left when the deal is carried out.
        return account.Balance(kind) - Barred(account, kind) < units
            ? RefusalCatalogue.Refuse(RefusalCode.NotForSale, account.Number, UnitKindNames.Of(kind))
            : null;
    }

    /// <summary>Units freed by a decrease of capacity, which go back to the reserve (Code, article 295(8)).</summary>
    internal static long Barred(AccountState account, UnitKind kind) => UnitOrder.Holdings(account)
        .Where(holding => holding.Block.Series.Kind == kind && holding.Attributes.NotForSale)
        .Sum(holding => holding.Block.Count);
}
