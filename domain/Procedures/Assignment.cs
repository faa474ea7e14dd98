using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶20 and ¶22, second part: units that a procedure brought back to the reserve go to the subaccount that the
/// authority names. Exactly those units go, lowest serials first, so that each can be followed from holder to holder.
/// </summary>
public static class Assignment
{
    /// <summary>The act of ¶22, or the reason against it.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="period">The period of the plan in force.</param>
    /// <param name="returned">
    /// The blocks that the followed procedure brought back; empty when it was not carried out.
    /// </param>
    /// <param name="ledger">Tells which of them are still on the reserve.</param>
    public static Orders Decide(
        ReserveAssignment notice,
        PlanPeriod period,
        IReadOnlyList<UnitBlock> returned,
        LedgerState ledger)
    {
        var reserve = new AccountReference.ByKind(AccountKind.Reserve, period);
        if (returned.Count == 0 || ledger.Find(reserve) is not { } account)
            return new Orders.Refuse(
                RefusalCatalogue.Refuse(RefusalCode.FollowedProcedureNotFound, notice.Follows.ToString()));
        var left = StillHeld(returned, ledger.HoldingsOf(account.Number));
        var available = left.Sum(block => block.Count);
        if (available < notice.Units)
        {
            return new Orders.Refuse(RefusalCatalogue.Refuse(
                RefusalCode.AssignmentExceedsReturn, notice.Units, available, notice.Follows.ToString()));
        }
        var subaccount = new AccountReference.ByKind(AccountKinds.SubaccountOf(notice.Category)!.Value, period);
        var units = new Selection.Blocks(Lowest(left, notice.Units));
        return new Orders.Post(
            [new Order("assign", "¶22", new Act.MoveUnits(MoveCode.T11, reserve, subaccount, units))]);
    }

    private static List<UnitBlock> StillHeld(IReadOnlyList<UnitBlock> returned, IReadOnlyList<Holding> held)
    {
        var common = new List<UnitBlock>();
        foreach (var block in returned)
        {
            foreach (var holding in held)
            {
                if (holding.Block.Series != block.Series || !holding.Block.Range.Overlaps(block.Range))
                    continue;
                var first = Math.Max(block.Range.First, holding.Block.Range.First);
                var last = Math.Min(block.Range.Last, holding.Block.Range.Last);
                common.Add(new UnitBlock(block.Series, new SerialRange(first, last)));
            }
        }
        common.Sort((left, right) => left.Range.CompareTo(right.Range));
        return common;
    }

    private static List<UnitBlock> Lowest(List<UnitBlock> blocks, long units)
    {
        var taken = new List<UnitBlock>();
        foreach (var block in blocks)
        {
            if (units == 0)
                break;
            var part = block.Take(Math.Min(units, block.Count));
            taken.Add(part);
            units -= part.Count;
        }
        return taken;
    }
}
