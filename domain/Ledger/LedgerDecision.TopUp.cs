using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Ledger;

public static partial class LedgerDecision
{
    private static readonly AccountKind[] Subaccounts =
    [
        AccountKind.ReserveNew,
        AccountKind.ReserveUnaccounted,
        AccountKind.ReserveCapacity,
        AccountKind.ReserveTransition,
    ];

    /// <summary>
    /// ¶23. A large act of which a crash left only the first entries goes on from the same subaccount, though another
    /// may be the largest by now.
    /// </summary>
    private static Decision DecideTopUp(
        LedgerState state, Instruction instruction, Act.TopUp topUp, IReadOnlyList<long> standing)
    {
        var all = new List<AccountState>();
        foreach (var kind in Subaccounts)
        {
            if (FindOpen(state, new AccountReference.ByKind(kind, topUp.Period), out var account) is { } refusal)
                return new Decision.Refused(refusal);
            all.Add(account!);
        }
        var target = all.Find(account => account.Kind == topUp.To)
            ?? throw new ArgumentException($"{topUp.To} is no subaccount of the reserve.", nameof(instruction));
        AccountNumber source;
        if (standing.Count > 0)
            source = state.PartOf(standing[0]).From;
        else if (FindSource(all, target, topUp, out source) is { } refusal)
            return new Decision.Refused(refusal);
        var form = new EntryBody.Moved(MoveCode.T13, [])
        {
            Balances = [.. all.Select(one => new AccountBalance(one.Number, one.Balance(UnitKind.Quota)))],
        };
        var part = new MovePart(
            new AccountReference.ByNumber(source),
            new AccountReference.ByNumber(target.Number),
            new Selection.Quantity(UnitKind.Quota, topUp.Units));
        return DecideMoves(state, instruction, form, [part], standing);
    }

    /// <summary>
    /// The law names the source: the subaccount with the largest volume. What it leaves open is asked and never chosen
    /// by the registry (requirements D6).
    /// </summary>
    private static Refusal? FindSource(
        List<AccountState> all, AccountState target, Act.TopUp topUp, out AccountNumber source)
    {
        source = default;
        if (topUp.Units <= 0)
            return RefusalCatalogue.Refuse(QuantityNotPositive, topUp.Units);
        var most = all.Max(account => account.Balance(UnitKind.Quota));
        var largest = all.FindAll(account => account != target && account.Balance(UnitKind.Quota) == most);
        if (largest.Count == 0)
            return RefusalCatalogue.Refuse(TargetIsLargest, target.Number, most);
        if (most < topUp.Units)
            return RefusalCatalogue.Refuse(LargestNotEnough, largest[0].Number, most, topUp.Units);
        var named = largest.Find(account => account.Kind == topUp.AtATie);
        if (largest.Count > 1 && named is null)
        {
            var numbers = string.Join(", ", largest.Select(account => account.Number));
            return RefusalCatalogue.Refuse(LargestTied, numbers, most);
        }
        source = (named ?? largest[0]).Number;
        return null;
    }
}
