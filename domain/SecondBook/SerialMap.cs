using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

/// <summary>Consecutive serials of one series that lie on one account with the same attributes.</summary>
/// <param name="First">The first serial.</param>
/// <param name="Last">The last serial.</param>
/// <param name="Account">Where they are.</param>
/// <param name="Attributes">What is known of them.</param>
internal sealed record Piece(long First, long Last, AccountNumber Account, UnitAttributes? Attributes);

/// <summary>
/// Where each serial of a series is. One map over the serials, so no serial can have two places; the first book keeps
/// a shelf for each account instead. A change costs the logarithm of the pieces and the pieces that it touches.
/// </summary>
internal sealed class SerialMap
{
    private readonly SortedSet<Piece> pieces = new(Comparer<Piece>.Create(
        static (left, right) => left.First.CompareTo(right.First)));

    /// <summary>How many serials were issued; they are 1 to this.</summary>
    public long Issued { get; private set; }

    /// <summary>All pieces in order, those that could be one as one.</summary>
    public IEnumerable<Piece> Merged() => Merge(pieces);

    /// <summary>Pieces in order, those that could be one as one.</summary>
    public static IEnumerable<Piece> Merge(IEnumerable<Piece> pieces)
    {
        Piece? open = null;
        foreach (var piece in pieces)
        {
            if (open is not null && open.Last + 1 == piece.First && open.Account == piece.Account
                && open.Attributes == piece.Attributes)
            {
                open = open with { Last = piece.Last };
                continue;
            }
            if (open is not null)
                yield return open;
            open = piece;
        }
        if (open is not null)
            yield return open;
    }

    /// <summary>The pieces that lie within the serials, cut at their ends.</summary>
    public List<Piece> Within(long first, long last)
    {
        var found = new List<Piece>();
        var start = Floor(first)?.First ?? first;
        foreach (var piece in pieces.GetViewBetween(Key(start), Key(last)))
        {
            if (piece.Last >= first)
                found.Add(piece with { First = Math.Max(first, piece.First), Last = Math.Min(last, piece.Last) });
        }
        return found;
    }

    /// <summary>Puts all serials of the range on one account, wherever they were before.</summary>
    /// <param name="range">The serials.</param>
    /// <param name="account">Where they are from now on.</param>
    /// <param name="attributes">What they carry from now on; null where each keeps its own.</param>
    public void Set(SerialRange range, AccountNumber account, UnitAttributes? attributes)
    {
        var inside = Within(range.First, range.Last);
        Cut(range.First);
        Cut(range.Last + 1);
        foreach (var piece in inside)
            pieces.Remove(Key(piece.First));
        if (attributes is not null || inside.Count == 0)
            pieces.Add(new Piece(range.First, range.Last, account, attributes));
        else
        {
            foreach (var piece in inside)
                pieces.Add(piece with { Account = account });
        }
        Issued = Math.Max(Issued, range.Last);
    }

    private void Cut(long at)
    {
        if (Floor(at) is not { } piece || piece.First == at || piece.Last < at)
            return;
        pieces.Remove(piece);
        pieces.Add(piece with { Last = at - 1 });
        pieces.Add(piece with { First = at });
    }

    private Piece? Floor(long serial) => pieces.GetViewBetween(Key(long.MinValue), Key(serial)).Max;

    private static Piece Key(long first) => new(first, first, default, null);
}
