using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The next page, made from as many waiting batches as it takes. The batches are decided in order, each on the state
/// that those before it leave; afterwards the state is as it was, because nothing stands before the commit.
/// </summary>
internal sealed class PagePlan
{
    private readonly LedgerState state;
    private readonly List<(PendingBatch Batch, PostingResult Result)> settled;
    private readonly List<(PendingBatch Batch, Exception Error)> failed = [];
    private int room = JournalLimits.PageBytes;

    private readonly Freezes? freezes;
    private readonly DateTimeOffset? begins;

    private PagePlan(LedgerState state, Freezes? freezes, DateTimeOffset? begins, int waiting)
    {
        (this.state, this.freezes, this.begins) = (state, freezes, begins);
        Entries = new List<Entry>(waiting);
        Bytes = new List<byte[]>(waiting);
        settled = new List<(PendingBatch Batch, PostingResult Result)>(waiting);
    }

    /// <summary>The entries of the page, in order; none when no batch needs any.</summary>
    public List<Entry> Entries { get; }

    /// <summary>Their canonical bytes.</summary>
    public List<byte[]> Bytes { get; }

    /// <summary>Their leaf hashes, one after another.</summary>
    public byte[] LeafHashes { get; private set; } = [];

    /// <summary>The leaves as the tree would take them.</summary>
    public MerkleHistory.Trial? Leaves { get; private set; }

    /// <summary>The tree with the page; not asked for while there are no entries.</summary>
    public MerkleFrontier Tree => Leaves!.Frontier;

    /// <summary>The root of that tree.</summary>
    public byte[] Root { get; private set; } = [];

    /// <summary>A batch that needs more than one page, and the entries of it that are in this one.</summary>
    public (PendingBatch Batch, int Count)? Unfinished { get; private set; }

    /// <summary>How many of the waiting batches the page settles, from the first on.</summary>
    public int Settled => settled.Count + failed.Count;

    /// <summary>
    /// True when a caller is to be told that something is not allowed or that there is nothing to do: that holds on the
    /// state on which it was decided only. What stands already stands for ever.
    /// </summary>
    public bool IsStateAsked =>
        settled.Exists(one => one.Result is PostingResult.Refused or PostingResult.Nothing);

    /// <summary>Decides the waiting batches until the page is full.</summary>
    /// <exception cref="LedgerCorruptException">A decision broke an invariant: our own fault.</exception>
    public static PagePlan Of(
        IReadOnlyList<PendingBatch> waiting,
        LedgerState state,
        MerkleHistory tree,
        Freezes? freezes = null,
        DateTimeOffset? begins = null)
    {
        var plan = new PagePlan(state, freezes, begins, waiting.Count);
        try
        {
            foreach (var batch in waiting)
                if (!plan.Add(batch))
                    break;
        }
        finally
        {
            LedgerBatch.Revert(state, plan.Entries);
        }
        plan.Hash(tree);
        return plan;
    }

    /// <summary>Tells the callers, once the page stands.</summary>
    public void Announce()
    {
        if (Unfinished is { } unfinished)
            unfinished.Batch.Posted.AddRange(Entries.TakeLast(unfinished.Count));
        foreach (var (batch, result) in settled)
            batch.Complete(result);
        foreach (var (batch, error) in failed)
            batch.Fail(error);
    }

    /// <summary>Tells all callers whose batches took part that the page may not stand.</summary>
    public void Fail(Exception error)
    {
        Unfinished?.Batch.Fail(error);
        foreach (var (batch, _) in settled)
            batch.Fail(error);
        foreach (var (batch, own) in failed)
            batch.Fail(own);
    }

    private void Hash(MerkleHistory tree)
    {
        if (Bytes.Count == 0)
            return;
        LeafHashes = new byte[Bytes.Count * MerkleTree.HashLength];
        MerkleTree.LeafHashes(Bytes.ConvertAll(bytes => new ReadOnlyMemory<byte>(bytes)), LeafHashes);
        Leaves = tree.Try(LeafHashes);
        Root = Tree.Root();
    }

    /// <summary>Decides a batch; false when the page is full.</summary>
    private bool Add(PendingBatch batch)
    {
        var before = Entries.Count;
        try
        {
            switch (LedgerBatch.DecideAll(state, InOrder(batch.Instructions)))
            {
                case BatchDecision.Refused(var index, var refusal):
                    settled.Add((batch, new PostingResult.Refused(index, refusal)));
                    return true;
                case BatchDecision.Accepted accepted:
                    Keep(accepted.Entries);
                    return Fits(before) ? Settle(batch, before) : Overflow(batch, accepted, before);
                case var other:
                    throw new InvalidOperationException($"{other.GetType().Name} is no decision.");
            }
        }
        catch (Exception error) when (error is not LedgerCorruptException)
        {
            TakeBack(before);
            failed.Add((batch, error));
            return true;
        }
    }

    /// <summary>
    /// The journal's time never runs backwards, since a past state is a fold up to a moment: an act that looked at the
    /// clock before another one, and is posted after it, stands at the other's moment.
    /// </summary>
    private IReadOnlyList<Instruction> InOrder(IReadOnlyList<Instruction> instructions)
    {
        var latest = Entries.Count > 0 ? Entries[^1].At : begins;
        if (latest is not { } moment || AllFrom(moment, instructions))
            return instructions;
        return [.. instructions.Select(instruction =>
            instruction.At >= moment ? instruction : instruction with { At = moment })];
    }

    private static bool AllFrom(DateTimeOffset moment, IReadOnlyList<Instruction> instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].At < moment)
                return false;
        }
        return true;
    }

    private void Keep(IReadOnlyList<Entry> accepted)
    {
        Entries.AddRange(accepted);
        foreach (var entry in accepted)
        {
            freezes?.Check(entry);
            var bytes = EntryForm.Write(entry);
            if (bytes.Length > JournalLimits.EntryBytes)
                throw new ArgumentException($"'{entry.Instruction}' has {bytes.Length} bytes, more than a page takes.");
            Bytes.Add(bytes);
        }
    }

    private bool Fits(int before)
    {
        var length = 0;
        for (var i = before; i < Bytes.Count; i++)
            length = checked(length + Bytes[i].Length + JournalLimits.LengthPrefixBytes);
        if (length > room)
            return false;
        room -= length;
        return true;
    }

    private bool Settle(PendingBatch batch, int before)
    {
        var numbers = batch.Instructions.Count == 1
            ? state.EntriesOf(batch.Instructions[0].Id)
            : [.. batch.Instructions.SelectMany(instruction => state.EntriesOf(instruction.Id))];
        PostingResult result = batch.Posted.Count > 0 || Entries.Count > before
            ? new PostingResult.Posted([.. batch.Posted, .. Entries[before..]], numbers)
            : numbers.Count > 0 ? new PostingResult.AlreadyPosted(numbers) : new PostingResult.Nothing();
        settled.Add((batch, result));
        return true;
    }

    /// <summary>A batch that is larger than a page starts on an empty one; others wait for the next page.</summary>
    private bool Overflow(PendingBatch batch, BatchDecision.Accepted accepted, int before)
    {
        if (before > 0)
        {
            TakeBack(before);
            return false;
        }
        var count = 0;
        while (room >= Bytes[count].Length + JournalLimits.LengthPrefixBytes)
            room -= Bytes[count++].Length + JournalLimits.LengthPrefixBytes;
        count = AtAnInstruction(accepted, count);
        TakeBack(count);
        Unfinished = (batch, count);
        return false;
    }

    /// <summary>The last whole instruction that fits; only one that is larger than a page is cut itself.</summary>
    private static int AtAnInstruction(BatchDecision.Accepted accepted, int most)
    {
        var whole = 0;
        foreach (var posted in accepted.Decisions.OfType<Decision.Posted>())
        {
            if (whole + posted.Entries.Count > most)
                break;
            whole += posted.Entries.Count;
        }
        return whole > 0 ? whole : most;
    }

    private void TakeBack(int count)
    {
        for (var i = Entries.Count - 1; i >= count; i--)
            state.Revert(Entries[i]);
        Entries.RemoveRange(count, Entries.Count - count);
        if (Bytes.Count > count)
            Bytes.RemoveRange(count, Bytes.Count - count);
    }
}
