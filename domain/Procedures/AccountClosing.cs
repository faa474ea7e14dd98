using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶3: closes an account whose holder has no more use for it, such as that of a liquidated installation. Order 251 says
/// nothing of closing, so the operator of the trading system starts it, and nothing may be lost by it: the account
/// holds no units and no procedure about it is open. An installation may have another account later.
/// </summary>
public static class AccountClosing
{
    /// <summary>The last part of the instruction's id.</summary>
    public const string ActName = "close";

    /// <summary>The act, or the reason against it.</summary>
    /// <param name="closure">The operator's note.</param>
    /// <param name="open">Ids of the procedures about the account that have not ended.</param>
    /// <param name="ledger">Tells what the account holds.</param>
    public static Orders Decide(AccountClosure closure, IReadOnlyList<string> open, LedgerState ledger)
    {
        if (ledger.Find(closure.Account) is { IsClosed: false } account)
        {
            var units = ledger.HoldingsOf(account.Number).Sum(holding => holding.Block.Count);
            if (units > 0)
                return Refused(RefusalCode.AccountNotEmpty, account.Number, units);
            if (open.Count > 0)
                return Refused(RefusalCode.ProceduresOpen, account.Number, string.Join(", ", open));
            if (account.Kind is not (AccountKind.Installation or AccountKind.OffsetApplicant))
                return Refused(RefusalCode.AccountStaysOpen, account.Number);
        }
        return new Orders.Post([new Order(ActName, "¶3", new Act.CloseAccount(closure.Account))]);
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
