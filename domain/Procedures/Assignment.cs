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
/// authority names, in the reserve of their own plan. Exactly those units go, the earliest plan's first and in it the
/// lowest serials, so that each can be followed from holder to holder.
/// </summary>
public static class Assignment
{
    /// <summary>The act of ¶20 or ¶22, or the reason against it.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="paragraph">The provision under which the units came back.</param>
    /// <param name="periods">The periods of the plans that were carried out, in order.</param>
    /// <param name="returned">
    /// The blocks that the followed procedure brought back; empty when it was not carried out.
    /// </param>
    /// <param name="ledger">Tells which of them are still on the reserve.</param>
    public static Orders Decide(
        ReserveAssignment notice,
        string paragraph,
        IEnumerable<PlanPeriod> periods,
        IReadOnlyList<UnitBlock> returned,
        LedgerState ledger)
    {
        var reserves = periods.Select(period => ledger.Find(new AccountReference.ByKind(AccountKind.Reserve, period)))
            .OfType<AccountState>().ToList();
        if (returned.Count == 0 || reserves.Count == 0)
        {
            return Refused(
                RefusalCode.FollowedProcedureNotFound, paragraph, notice.Follows.ToString());
        }
        var left = reserves.Select(reserve => (
            Period: reserve.Period!.Value, Blocks: StillHeld(returned, ledger.HoldingsOf(reserve.Number)))).ToList();
        var available = left.Sum(part => part.Blocks.Sum(block => block.Count));
        if (available < notice.Units)
        {
            return Refused(
                RefusalCode.AssignmentExceedsReturn, paragraph, notice.Units, available, notice.Follows.ToString());
        }
        var parts = new List<MovePart>();
        var missing = notice.Units;
        foreach (var (period, blocks) in left)
        {
            var taken = Lowest(blocks, missing);
            missing -= taken.Sum(block => block.Count);
            if (taken.Count > 0)
                parts.Add(PartOf(notice, period, taken));
        }
        return new Orders.Post([new Order("assign", paragraph, new Act.MoveMany(MoveCode.T11, parts))]);
    }

    private static MovePart PartOf(ReserveAssignment notice, PlanPeriod period, List<UnitBlock> blocks) => new(
        new AccountReference.ByKind(AccountKind.Reserve, period),
        new AccountReference.ByKind(AccountKinds.SubaccountOf(notice.Category)!.Value, period),
        new Selection.Blocks(blocks));

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

    private static Orders.Refuse Refused(RefusalCode code, string paragraph, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, paragraph, particulars));
}
