using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// Code 289(7): a quota subject divides its quota among its own installations. It is no sale, so it has no price and
/// no floor; units freed by a decrease of capacity stay where they are until their return (Code 295(8)).
/// </summary>
public static class OwnTransfers
{
    /// <summary>The act's name within its procedure.</summary>
    public const string ActName = "transfer";

    /// <summary>The act of the transfer, or the reason against it.</summary>
    /// <param name="order">The holder's order.</param>
    /// <param name="holder">The issuer as the journal knows it: BIN, or the opaque id of a natural person.</param>
    /// <param name="ledger">Accounts and balances.</param>
    /// <param name="promised">Units of the debited account that this act must leave alone.</param>
    public static Orders Decide(OwnTransfer order, string holder, LedgerState ledger, PromisedUnits promised)
    {
        var from = ledger.Find(new AccountReference.ByInstallation(order.From));
        var to = ledger.Find(new AccountReference.ByInstallation(order.To));
        if (from is null || to is null)
            return Refused(AccountNotFound, from is null ? order.From : order.To);
        // Asked before the rest, so that nobody learns anything of another holder's account.
        if (from.Holder != holder || to.Holder != holder)
            return Refused(NotOwnInstallation,
                from.Holder != holder ? order.From : order.To, order.Issuer.Name);
        if (from.IsClosed || to.IsClosed)
            return Refused(AccountClosed, from.IsClosed ? from.Number : to.Number);
        // Only the debited account may not be blocked: the units stay with the holder, who may not use those.
        if (from.IsBlocked)
            return Refused(RefusalCode.AccountBlocked,
                from.Number, string.Join(", ", from.Grounds.Select(ground => ground.Ground)));
        if (from == to)
            return Refused(SameAccount, from.Number);
        if (FreeUnits.Check(from, UnitKind.Quota, order.Units, promised) is { } refusal)
            return new Orders.Refuse(refusal);
        return new Orders.Post([new Order(ActName, "Code 289(7)", new Act.MoveUnits(
            MoveCode.T27,
            new AccountReference.ByInstallation(order.From),
            new AccountReference.ByInstallation(order.To),
            new Selection.Quantity(UnitKind.Quota, order.Units)))]);
    }

    /// <summary>True when a reason against a transfer lies in the account that would take the units.</summary>
    /// <param name="code">The reason.</param>
    /// <param name="order">The holder's order.</param>
    /// <param name="holder">The issuer as the journal knows it.</param>
    /// <param name="ledger">The ledger on which it was judged.</param>
    public static bool IsOfTaker(RefusalCode code, OwnTransfer order, string holder, LedgerState ledger)
    {
        var from = ledger.Find(new AccountReference.ByInstallation(order.From));
        return code switch
        {
            AccountNotFound => from is not null,
            NotOwnInstallation => from?.Holder == holder,
            AccountClosed => from is { IsClosed: false },
            SameAccount => true,
            _ => false,
        };
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
