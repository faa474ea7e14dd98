namespace CarbonRegistry.Verifier;

/// <summary>One row of the published counters.</summary>
public sealed record Counters(
    string UnitKind,
    string Period,
    long Issued,
    long Held,
    long Transferred,
    long Acquired,
    long Reserved,
    long Blocked,
    long Cancelled,
    long Surrendered,
    long Withdrawn);

/// <summary>One published balance.</summary>
public sealed record Balance(string Number, string Status, long Quota, long Offset, long International);

/// <summary>The published statement of totals.</summary>
public sealed record Totals(long Size, IReadOnlyList<Counters> Items, IReadOnlyList<Balance> Accounts);

/// <summary>What the book adds up to, counted from the serials up.</summary>
internal static class Balances
{
    private static readonly string[] KindNames = ["", "quota", "offset", "international"];

    /// <summary>The statement that the entries give.</summary>
    public static Totals Of(Book book)
    {
        var units = new long[book.Accounts.Count, 4];
        var items = new List<Counters>();
        foreach (var (key, series) in book.Series)
        {
            var kind = Numbers.KindOf(key);
            var ofType = new Dictionary<int, long>();
            long blocked = 0;
            foreach (var (first, last, owner) in series.Serials.Runs())
            {
                var account = book.Accounts[owner];
                var count = last - first + 1;
                units[owner, kind] += count;
                ofType[account.Type] = ofType.GetValueOrDefault(account.Type) + count;
                if (account.Grounds.Count > 0 && !account.IsSink)
                    blocked += count;
            }
            var row = Row(key, series, ofType, blocked);
            if (row.Reserved != series.ReserveFormed + series.ReserveFlow)
                throw new UnprovedException("totals", $"{row.Period}: the reserve is not what came less what left");
            items.Add(row);
        }
        foreach (var account in book.Accounts)
            if (units[account.Index, 1] + units[account.Index, 2] + units[account.Index, 3] != account.Units)
                throw new UnprovedException("totals", $"{Print(account.Number)}: its moves and its serials differ");
        return new Totals(book.Size, items, [.. book.Accounts.Select(account => new Balance(
            Print(account.Number),
            account.Closed ? "closed" : account.Grounds.Count > 0 ? "blocked" : "open",
            units[account.Index, 1],
            units[account.Index, 2],
            units[account.Index, 3]))]);
    }

    /// <summary>Names the first difference.</summary>
    public static void Compare(string name, Totals published, Totals counted)
    {
        if (published.Size != counted.Size)
            throw new UnprovedException(name, $"it is of {published.Size} entries, not of {counted.Size}");
        Compare(name, published.Items, counted.Items, row => $"{row.UnitKind} {row.Period}");
        Compare(name, published.Accounts, counted.Accounts, row => row.Number);
    }

    private static void Compare<T>(
        string name, IReadOnlyList<T> published, IReadOnlyList<T> counted, Func<T, string> nameOf)
        where T : class
    {
        for (var i = 0; i < Math.Max(published.Count, counted.Count); i++)
        {
            var (said, found) = (published.ElementAtOrDefault(i), counted.ElementAtOrDefault(i));
            if (said?.Equals(found) != true)
                throw new UnprovedException(
                    name, $"{nameOf(said ?? found!)}: published {said?.ToString() ?? "nothing"}, counted {found}");
        }
    }

    private static Counters Row(int key, BookSeries series, Dictionary<int, long> ofType, long blocked)
    {
        var (cancelled, surrendered) = (ofType.GetValueOrDefault(2), ofType.GetValueOrDefault(3));
        var withdrawn = ofType.GetValueOrDefault(9);
        var issued = series.Serials.Issued;
        return new Counters(
            KindNames[Numbers.KindOf(key)],
            Numbers.PeriodOf(key),
            issued,
            issued - cancelled - surrendered - withdrawn,
            series.Transferred,
            series.Acquired,
            ofType.Where(pair => pair.Key is 7 or (>= 71 and <= 74)).Sum(pair => pair.Value),
            blocked,
            cancelled,
            surrendered,
            withdrawn);
    }

    private static string Print(long account)
    {
        var (type, number) = (account / Numbers.TypeScale, account % Numbers.TypeScale);
        var scale = 1L;
        while (scale <= number)
            scale *= 10;
        return FormattableString.Invariant(
            $"KZ-{type}-{number}-{98 - (((type * scale) + number) * 100 % 97):00}");
    }
}
