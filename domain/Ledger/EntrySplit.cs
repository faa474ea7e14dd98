namespace CarbonRegistry.Domain.Ledger;

/// <summary>How the moves of a large act are dealt out to entries.</summary>
internal static class EntrySplit
{
    /// <summary>The most moves in one entry (interfaces, section 5).</summary>
    public const int Limit = 2000;

    /// <summary>See <see cref="OpenSizes"/>.</summary>
    public const int LeastWithSuccessor = Limit / 2;

    /// <summary>The number of moves in each entry, of an act that says itself how many units it moves.</summary>
    public static List<int> Sizes(int moves)
    {
        var sizes = new List<int>();
        for (; moves > Limit; moves -= Limit)
            sizes.Add(Limit);
        sizes.Add(moves);
        return sizes;
    }

    /// <summary>
    /// The same for an act that takes all there is, and so could not tell after a crash between two entries whether
    /// more must follow or more units came in later. The entries tell: one of 1,000 moves or more has a successor, a
    /// smaller one is the last.
    /// </summary>
    public static List<int> OpenSizes(int moves)
    {
        var sizes = new List<int>();
        var last = moves % LeastWithSuccessor is > 0 and var rest ? rest : LeastWithSuccessor - 1;
        for (moves -= last; moves > 0; moves -= sizes[^1])
        {
            sizes.Add(moves <= Limit ? moves
                : moves < Limit + LeastWithSuccessor ? moves - LeastWithSuccessor
                : Limit);
        }
        sizes.Add(last);
        return sizes;
    }
}
