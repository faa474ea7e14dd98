using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

public sealed partial class LedgerState
{
    /// <summary>
    /// Checks the invariants of requirements 1.7 over the whole state, from the holdings up and not from the running
    /// sums. What a single entry must keep (ii, vii, instruction ids, numbers without gaps) is checked when it is
    /// applied; that no more is issued than planned (v) is decided with the plan's total, which the state does not
    /// know.
    /// </summary>
    /// <exception cref="LedgerCorruptException">An invariant is broken.</exception>
    public void CheckInvariants()
    {
        var ranges = new Dictionary<UnitSeries, List<HeldRange>>();
        var onKind = new Dictionary<(UnitSeries, AccountKind), long>();
        foreach (var account in accounts)
        {
            var balances = new long[4];
            Holding? last = null;
            foreach (var holding in UnitOrder.Holdings(account))
            {
                var series = holding.Block.Series;
                Require(holding.Block.Count > 0, Size, "iv", $"{account.Number} holds an empty block");
                Require(!CouldMerge(last, holding), Size, "iii", $"{account.Number} holds {holding.Block} unmerged");
                balances[(int)series.Kind] += holding.Block.Count;
                onKind[(series, account.Kind)] = onKind.GetValueOrDefault((series, account.Kind)) + holding.Block.Count;
                if (!ranges.TryGetValue(series, out var ofSeries))
                    ranges[series] = ofSeries = [];
                ofSeries.Add(new HeldRange(holding.Block.Range.First, holding.Block.Range.Last, holding.Attributes));
                last = holding;
            }
            foreach (var kind in Enum.GetValues<UnitKind>())
                Require(account.Balance(kind) == balances[(int)kind], Size, "iv",
                    $"{account.Number} has a wrong balance");
        }
        foreach (var (series, sums) in this.series)
            CheckSeries(series, sums, ranges.GetValueOrDefault(series) ?? [], onKind);
        Require(ranges.Keys.All(this.series.ContainsKey), Size, "i", "units of a series that was never issued");
    }

    /// <summary>
    /// All that the state knows, as text in a fixed order: two states with the same text are the same. Instruction
    /// ids are not in it, since the state does not keep them as text.
    /// </summary>
    internal string Dump()
    {
        var dump = new StringBuilder();
        dump.AppendLine(CultureInfo.InvariantCulture, $"size {Size}");
        foreach (var account in accounts)
        {
            var grounds = string.Join(",", account.Grounds);
            dump.AppendLine(
                CultureInfo.InvariantCulture,
                $"{account.Number} {account.Holder} {account.Installation} {account.Period}"
                + $" {account.IsClosed} [{grounds}]");
            foreach (var holding in UnitOrder.Holdings(account))
                dump.AppendLine(CultureInfo.InvariantCulture, $"  {holding.Block} {holding.Attributes}");
        }
        foreach (var (number, account) in byInstallation.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            dump.AppendLine(CultureInfo.InvariantCulture, $"{number} = {account.Number}");
        foreach (var row in Totals())
            dump.AppendLine(row.ToString());
        var issued = this.series.Where(pair => pair.Value.Issued > 0);
        foreach (var (series, sums) in issued.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            dump.AppendLine(
                CultureInfo.InvariantCulture,
                $"{series} {string.Join(",", sums.OnKind)} {sums.ReserveFormed} {sums.ReserveAuction}"
                + $" {sums.ReserveReleased} {sums.ReserveReturned}");
        }
        foreach (var (line, units) in lines.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            dump.AppendLine(CultureInfo.InvariantCulture, $"line {line} {string.Join(",", units)}");
        dump.AppendLine(CultureInfo.InvariantCulture, $"corrected {string.Join(",", this.corrected.Order())}");
        dump.AppendLine(CultureInfo.InvariantCulture,
            $"surrendered {string.Join(",", surrendered.OrderBy(pair => pair.Key))}");
        dump.AppendLine(CultureInfo.InvariantCulture,
            $"split {string.Join(",", splitParts.OrderBy(pair => pair.Key))}");
        dump.AppendLine(CultureInfo.InvariantCulture, $"before {string.Join(",", this.before.Keys.Order())}");
        return dump.ToString();
    }

    private void CheckSeries(
        UnitSeries series,
        SeriesState sums,
        List<HeldRange> ranges,
        Dictionary<(UnitSeries, AccountKind), long> onKind)
    {
        ranges.Sort(static (left, right) => left.First.CompareTo(right.First));
        long next = 1;
        foreach (var range in ranges)
        {
            Require(range.First == next, Size, "iii", $"serial {next} of {series} is missing or lies in two places");
            next = range.Last + 1;
        }
        Require(next - 1 == sums.Issued, Size, "i", $"balances of {series} and issued units differ");
        foreach (var kind in Enum.GetValues<AccountKind>())
        {
            Require(
                sums.On(kind) == onKind.GetValueOrDefault((series, kind)),
                Size, kind.IsSink() ? "ii" : "i", $"the running sum of {series} on {kind} is wrong");
        }
        Require(sums.ReserveIdentityHolds, Size, "vi", $"the reserve identity of {series} is broken");
        Require(sums.Acquired >= 0 && sums.Acquired <= sums.Transferred, Size, "iv",
            $"the flows of {series} are wrong");
    }

    private static bool CouldMerge(Holding? left, Holding right) =>
        left is not null && left.Block.Series == right.Block.Series && left.Block.Range.Adjoins(right.Block.Range)
        && left.Attributes == right.Attributes;

    private static void Require([DoesNotReturnIf(false)] bool holds, long entry, string invariant, string detail)
    {
        if (!holds)
            throw new LedgerCorruptException(entry, invariant, detail);
    }

    private static void Require(
        [DoesNotReturnIf(false)] bool holds,
        long entry,
        string invariant,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref InvariantDetail detail)
    {
        if (!holds)
            throw new LedgerCorruptException(entry, invariant, detail.ToText());
    }
}
