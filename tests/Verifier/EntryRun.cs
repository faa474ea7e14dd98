namespace CarbonRegistry.Verifier;

/// <summary>
/// Some consecutive lines, read and hashed; runs are read at the same time and applied one after another.
/// </summary>
internal sealed class EntryRun
{
    private const int HashBytes = 32;

    private EntryRun(long first, int capacity)
    {
        First = first;
        Leaves = new byte[capacity * HashBytes];
        Entries = new List<EntryFacts>(capacity);
        Moves = new List<MoveFacts>(capacity);
    }

    /// <summary>The number of the first entry.</summary>
    public long First { get; }

    /// <summary>What was read, up to the first fault.</summary>
    public List<EntryFacts> Entries { get; }

    /// <summary>The moves of all entries.</summary>
    public List<MoveFacts> Moves { get; }

    /// <summary>The hashes; after <see cref="Subtrees"/> was made, only those of the subtrees.</summary>
    public byte[] Leaves { get; }

    /// <summary>The subtrees of the run; null where single leaves are needed, because a head lies within.</summary>
    public List<(int Level, int At)>? Subtrees { get; private set; }

    /// <summary>What is wrong with the entry after the last one that was read; null when nothing is.</summary>
    public UnprovedException? Fault { get; private set; }

    /// <summary>Reads the lines.</summary>
    /// <param name="lines">Whole lines, each with its newline, which is overwritten.</param>
    /// <param name="first">The number of the first entry.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="keepLeaves">True when the root is wanted at a size within the run.</param>
    public static EntryRun Read(Span<byte> lines, long first, int count, bool keepLeaves)
    {
        var run = new EntryRun(first, count);
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var line = lines.Slice(start, lines[start..].IndexOf((byte)'\n'));
            if (start == 0)
                Tree.Leaf(line, Tree.Hash(run.Leaves, i));
            else
                Tree.LeafInPlace(lines.Slice(start - 1, line.Length + 1), Tree.Hash(run.Leaves, i));
            start += line.Length + 1;
            try
            {
                run.Entries.Add(EntryReader.Read(line, run.Moves));
            }
            catch (FormatException wrong)
            {
                run.Fault = UnprovedException.Entry(first + i, wrong.Message);
                return run;
            }
        }
        if (!keepLeaves)
            run.Subtrees = Tree.Reduce(first, run.Leaves);
        return run;
    }
}
