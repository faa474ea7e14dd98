using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// Units that leave circulation for another reason than emissions: at their owner's request (¶30), which a block stops
/// (requirements C7), and by decision of the authority (¶4), which it does not. Both are sinks.
/// </summary>
public static class Cancelling
{
    /// <summary>
    /// The act of ¶30, or the reason against it. It cannot be undone. Units freed by a decrease of capacity are not
    /// their owner's to cancel: they go back to the reserve (Code, article 295(8)).
    /// </summary>
    /// <param name="request">The owner's request.</param>
    /// <param name="issuer">BIN of the one who asks, or the opaque id of a natural person.</param>
    /// <param name="ledger">Tells whose the account is.</param>
    /// <param name="promised">Units of the account that earlier acts are going to take.</param>
    public static Orders Decide(
        VoluntaryCancellation request, string issuer, LedgerState ledger, PromisedUnits promised)
    {
        if (ledger.Find(request.Account) is not { } account)
            return Refused(RefusalCode.AccountNotFound, NameOf(request.Account));
        if (account.Holder != issuer)
            return Refused(RefusalCode.NotAccountHolder, account.Number, issuer);
        var free = promised.Free(account, request.UnitKind);
        if (free < request.Units && account.Balance(request.UnitKind) >= request.Units)
            return Refused(RefusalCode.InsufficientUnits, account.Number, free, request.Units);
        var toReturn = FreeUnits.Barred(account, request.UnitKind);
        if (toReturn > 0 && account.Balance(request.UnitKind) >= request.Units
            && account.Balance(request.UnitKind) - toReturn < request.Units)
            return Refused(RefusalCode.UnitsToReturn, account.Number, toReturn);
        return new Orders.Post([new Order("cancel", "¶30", new Act.MoveUnits(
            MoveCode.T22,
            request.Account,
            new AccountReference.ByKind(AccountKind.Cancellation, null),
            new Selection.Quantity(request.UnitKind, request.Units)))]);
    }

    /// <summary>The act of ¶4.</summary>
    /// <param name="decision">The authority's act.</param>
    public static Orders Decide(Withdrawal decision) =>
        new Orders.Post([new Order("withdraw", "¶4", new Act.MoveUnits(
            MoveCode.T23,
            decision.Account,
            new AccountReference.ByKind(AccountKind.Withdrawn, null),
            new Selection.Quantity(decision.UnitKind, decision.Units)))]);

    private static string NameOf(AccountReference account) => account switch
    {
        AccountReference.ByNumber byNumber => byNumber.Number.ToString(),
        AccountReference.ByInstallation byInstallation => byInstallation.Code,
        AccountReference.ByKind byKind => byKind.Kind.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, null),
    };

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
