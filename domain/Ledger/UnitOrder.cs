using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Which units move first (requirements D5): earliest end of the term, units without one last; then allocation year;
/// then lowest serial; then, since serials are unique within a series only, the year put into circulation.
/// </summary>
internal static class UnitOrder
{
    public static int CompareShelves(Shelf left, Shelf right)
    {
        var terms = CompareTerms(left, right);
        return terms != 0 ? terms : left.Series.YearIn.CompareTo(right.Series.YearIn);
    }

    /// <summary>Kind, end of term and allocation year; shelves that are equal in these are read together.</summary>
    public static int CompareTerms(Shelf left, Shelf right) =>
        CompareTerms(left.Series, left.AllocationYear, right.Series, right.AllocationYear);

    /// <summary>Kind, end of term and allocation year.</summary>
    public static int CompareTerms(UnitSeries left, int leftYear, UnitSeries right, int rightYear)
    {
        if (left.Kind != right.Kind)
            return left.Kind.CompareTo(right.Kind);
        var ends = EndOfTerm(left).CompareTo(EndOfTerm(right));
        return ends != 0 ? ends : leftYear.CompareTo(rightYear);
    }

    /// <summary>Every holding of the account in the order of D5, within each kind of unit.</summary>
    public static IEnumerable<Holding> Holdings(AccountState account)
    {
        foreach (var kind in Enum.GetValues<UnitKind>())
        {
            var cursor = new HoldingCursor(account, kind);
            while (cursor.MoveNext())
                yield return new Holding(cursor.Block, cursor.Current.Attributes);
        }
    }

    private static int EndOfTerm(UnitSeries series) => series.YearOut == 0 ? int.MaxValue : series.YearOut;
}

/// <summary>Walks over the holdings of one kind of unit on one account in the order of D5.</summary>
internal struct HoldingCursor(AccountState account, UnitKind kind)
{
    private readonly AccountState account = account;
    private readonly UnitKind kind = kind;
    private long[]? next;
    private int start;
    private int end;
    private Shelf? shelf;
    private long from;

    /// <summary>The holding's serials and attributes.</summary>
    public HeldRange Current { get; private set; }

    /// <summary>The holding's units.</summary>
    public readonly UnitBlock Block => new(shelf!.Series, new SerialRange(Current.First, Current.Last));

    /// <summary>Goes to the next holding; false after the last.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            if (end - start == 1 ? TryStep() : end > start && TryMerge())
                return true;
            if (!NextGroup())
                return false;
        }
    }

    private bool TryStep()
    {
        if (!shelf!.TryFirstFrom(from, out var held))
            return false;
        Current = held;
        from = held.Last + 1;
        return true;
    }

    /// <summary>Several series share end of term and allocation year: the lowest serial of all comes first.</summary>
    private bool TryMerge()
    {
        var best = -1;
        HeldRange lowest = default;
        for (var i = start; i < end; i++)
        {
            if (account.Shelves[i].TryFirstFrom(next![i - start], out var held)
                && (best < 0 || held.First < lowest.First))
                (best, lowest) = (i, held);
        }
        if (best < 0)
            return false;
        (shelf, Current) = (account.Shelves[best], lowest);
        next![best - start] = lowest.Last + 1;
        return true;
    }

    private bool NextGroup()
    {
        var shelves = account.Shelves;
        start = end;
        while (start < shelves.Count && (shelves[start].Series.Kind != kind || shelves[start].Units == 0))
            start++;
        if (start == shelves.Count)
            return false;
        end = start + 1;
        while (end < shelves.Count && UnitOrder.CompareTerms(shelves[start], shelves[end]) == 0)
            end++;
        shelf = shelves[start];
        from = 1;
        next = end - start == 1 ? null : new long[end - start];
        return true;
    }
}
