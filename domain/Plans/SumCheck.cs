namespace CarbonRegistry.Domain.Plans;

/// <summary>Checks stated sums of rows and columns against the lines they sum up.</summary>
internal static class SumCheck
{
    /// <summary>
    /// Checks every stated sum; the result is the sum of all lines, or null when there are none or one of them could
    /// not be read.
    /// </summary>
    internal static Int128? Check(IReadOnlyList<UnitsLine> lines, PlanPeriod period, PlanFindings issues)
    {
        int[] years = [.. period.Years];
        // A sum speaks of the rows since the sum before it, of its table, or of all tables so far.
        var group = new Scope(years.Length);
        var table = new Scope(years.Length);
        var all = new Scope(years.Length);
        FoundTable? current = null;
        foreach (var line in lines)
        {
            CheckRow(line, issues);
            if (!ReferenceEquals(line.Table, current))
                (current, group, table) = (line.Table, new Scope(years.Length), new Scope(years.Length));
            if (line.IsSum)
            {
                CheckSum(line, years, [group, table, all], issues);
                group = new Scope(years.Length);
                continue;
            }
            foreach (var scope in (Scope[])[group, table, all])
                scope.Add(line);
        }
        return all.Lines > 0 && all.IsComplete ? all.Total : null;
    }

    /// <summary>A sum as a message shows it; one beyond 64 bits is as good as the largest.</summary>
    internal static long Shown(Int128 sum) => (long)Int128.Min(sum, long.MaxValue);

    private static void CheckRow(UnitsLine line, PlanFindings issues)
    {
        if (line.StatedTotal is not { } stated || !line.IsComplete)
            return;
        Int128 counted = 0;
        foreach (var units in line.Units)
            counted += units!.Value;
        if (counted != stated)
            issues.Add(PlanIssues.RowTotalMismatch(line.Place(Heading.Total), stated, Shown(counted)));
    }

    private static void CheckSum(UnitsLine line, int[] years, Scope[] scopes, PlanFindings issues)
    {
        var candidates = scopes.Where(scope => scope.Lines > 0).ToArray();
        if (candidates.Length == 0)
            return;
        var best = candidates.MinBy(scope => scope.Mismatches(line).Count)!;
        // A sum of the whole that fits nothing is compared with the whole, not with its last group.
        if (line.IsGrand && best.Mismatches(line).Count > 0)
            best = scopes[1];
        foreach (var (index, stated) in best.Mismatches(line))
        {
            var place = index < years.Length ? line.PlaceOfYear(years[index]) : line.Place(Heading.Total);
            var counted = index < years.Length ? best.Units[index] : best.Total;
            issues.Add(PlanIssues.ColumnTotalMismatch(place, stated, Shown(counted)));
        }
    }

    private sealed class Scope(int years)
    {
        private readonly bool[] unread = new bool[years];

        internal Int128[] Units { get; } = new Int128[years];

        internal int Lines { get; private set; }

        internal bool IsComplete => !Array.Exists(unread, value => value);

        internal Int128 Total
        {
            get
            {
                Int128 total = 0;
                foreach (var units in Units)
                    total += units;
                return total;
            }
        }

        internal void Add(UnitsLine line)
        {
            Lines++;
            for (var index = 0; index < Units.Length; index++)
            {
                Units[index] += line.Units[index] ?? 0;
                unread[index] |= line.Units[index] is null;
            }
        }

        /// <summary>The stated sums that differ: the index of the year, or the number of years for the total.</summary>
        internal List<(int Index, long Stated)> Mismatches(UnitsLine line)
        {
            var found = new List<(int, long)>();
            for (var index = 0; index < Units.Length; index++)
            {
                if (line.Units[index] is { } stated && !unread[index] && Units[index] != stated)
                    found.Add((index, stated));
            }
            // The total of a complete sum row follows from its years, which its row check compares.
            if (found.Count == 0 && !line.IsComplete && line.StatedTotal is { } total && IsComplete && Total != total)
                found.Add((Units.Length, total));
            return found;
        }
    }
}
