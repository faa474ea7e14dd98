using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// Transfers in memory, by one thread: decided and applied; with canonical bytes and the tree as well; and as the
/// committer does it, which decides on trial, takes back, and applies again what stands. The floor of the second is
/// what nobody can leave out: one leaf hash of an entry's bytes and one node hash for each.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Rounds = 3;
    private const int Transfers = 200_000;
    private const int PageOf = 100;

    /// <summary>Prints one line for each number of accounts.</summary>
    public static Task RunAsync()
    {
        foreach (var accounts in (int[])[2, 20_000])
        {
            var (bare, tree, committer, floor) = (new Figures(), new Figures(), new Figures(), new Figures());
            for (var round = 0; round <= Rounds; round++)
            {
                var (bareRate, treeRate, floorRate) = (Bare(accounts), WithTree(accounts), Floor());
                var committed = AsCommitted(accounts);
                // The first round warms up the compiler.
                if (round == 0)
                    continue;
                bare.Add(bareRate);
                tree.Add(treeRate);
                committer.Add(committed);
                floor.Add(floorRate);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"in memory, {accounts} accounts: decide and apply {bare}/s; with the tree {tree}/s "
                + $"(floor {floor}/s, {tree.Median / floor.Median:0.00} of it); as the committer {committer}/s"));
        }
        History();
        Ranges();
        return Task.CompletedTask;
    }

    /// <summary>The same transfers on a young ledger and on one with a million entries, taking turns.</summary>
    private static void History()
    {
        const int past = 1_000_000;
        var transfers = new SomeTransfers(2000);
        var (young, old) = (Started(transfers), Started(transfers));
        for (var n = 0; n < past; n += PageOf)
            Append(old, Page(transfers, n));
        var (youngRate, oldRate, ratio) = (new Figures(), new Figures(), new Figures("0.00"));
        for (var round = 0; round <= Rounds; round++)
        {
            Collect();
            var first = Rate(young, transfers, round * Transfers);
            var second = Rate(old, transfers, past + (round * Transfers));
            // The first round warms up.
            if (round == 0)
                continue;
            youngRate.Add(first);
            oldRate.Add(second);
            ratio.Add(second / first);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"against history: young {youngRate}/s, after {past:N0} transfers {oldRate}/s, {ratio} of it"));
    }

    /// <summary>Transfers of one unit from a holding in one range and from one in a hundred thousand.</summary>
    private static void Ranges()
    {
        const int split = 100_000;
        var (whole, parts, ratio) = (new Figures(), new Figures(), new Figures("0.00"));
        for (var round = 0; round <= Rounds; round++)
        {
            Collect();
            var first = SplitRate(0);
            var second = SplitRate(split);
            // The first round warms up.
            if (round == 0)
                continue;
            whole.Add(first);
            parts.Add(second);
            ratio.Add(second / first);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ranges: from a holding in one range {whole}/s, in {split:N0} ranges {parts}/s, {ratio} of it"));
    }

    private static double SplitRate(int ranges)
    {
        const int count = 20_000;
        var transfers = new SomeTransfers(2);
        var state = new LedgerState();
        foreach (var instruction in transfers.SetUp())
            LedgerBatch.DecideAll(state, [instruction]);
        // Every second unit goes to the neighbour, so that both hold single units.
        for (var n = 0; n < ranges; n++)
            LedgerBatch.DecideAll(state, [transfers.OfOneUnit(n, (2 * n) + 2)]);
        Instruction[] all = [.. Enumerable.Range(0, count).Select(n => transfers.Transfer(ranges + (2L * n), 1))];
        var watch = Stopwatch.StartNew();
        foreach (var instruction in all)
        {
            if (LedgerBatch.DecideAll(state, [instruction]) is not BatchDecision.Accepted)
                throw new InvalidOperationException("A transfer was not posted.");
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    private static LedgerMemory Started(SomeTransfers transfers)
    {
        var memory = new LedgerMemory(1 << 20);
        foreach (var instruction in transfers.SetUp())
            Append(memory, [new PendingBatch([instruction])]);
        return memory;
    }

    private static PendingBatch[] Page(SomeTransfers transfers, int first) =>
        [.. Enumerable.Range(first, PageOf).Select(n => new PendingBatch([transfers.Transfer(n)]))];

    private static double Rate(LedgerMemory memory, SomeTransfers transfers, int first)
    {
        PendingBatch[] all = [.. Enumerable.Range(first, Transfers)
            .Select(n => new PendingBatch([transfers.Transfer(n)]))];
        var watch = Stopwatch.StartNew();
        foreach (var page in all.Chunk(PageOf))
            Append(memory, page);
        return Transfers / watch.Elapsed.TotalSeconds;
    }

    private static double Bare(int accounts)
    {
        var (state, all) = Ready(accounts);
        var watch = Stopwatch.StartNew();
        foreach (var instruction in all)
            DecideAndApply(state, instruction);
        return Transfers / watch.Elapsed.TotalSeconds;
    }

    private static double WithTree(int accounts)
    {
        var (state, all) = Ready(accounts);
        var tree = new MerkleHistory();
        var leaves = new byte[PageOf * MerkleTree.HashLength];
        var watch = Stopwatch.StartNew();
        foreach (var page in all.Chunk(PageOf))
        {
            var bytes = new ReadOnlyMemory<byte>[page.Length];
            for (var i = 0; i < page.Length; i++)
                bytes[i] = EntryForm.Write(DecideAndApply(state, page[i]));
            MerkleTree.LeafHashes(bytes, leaves);
            tree.AppendAll(leaves);
        }
        return Transfers / watch.Elapsed.TotalSeconds;
    }

    private static double AsCommitted(int accounts)
    {
        var transfers = new SomeTransfers(accounts);
        var memory = Started(transfers);
        Collect();
        return Rate(memory, transfers, 0);
    }

    private static (LedgerState State, Instruction[] All) Ready(int accounts)
    {
        var transfers = new SomeTransfers(accounts);
        var state = new LedgerState();
        foreach (var instruction in transfers.SetUp())
            LedgerBatch.DecideAll(state, [instruction]);
        Instruction[] all = [.. Enumerable.Range(0, Transfers).Select(n => transfers.Transfer(n))];
        Collect();
        return (state, all);
    }

    private static Entry DecideAndApply(LedgerState state, Instruction instruction)
    {
        if (LedgerDecision.Decide(state, instruction) is not Decision.Posted posted)
            throw new InvalidOperationException("A transfer was not posted.");
        state.Apply(posted.Entries[0]);
        return posted.Entries[0];
    }

    /// <summary>Puts batches into the memory as the committer does, without a storage.</summary>
    internal static void Append(LedgerMemory memory, IReadOnlyList<PendingBatch> batches)
    {
        var plan = memory.Try((state, tree) => PagePlan.Of(batches, state, tree));
        if (plan.Settled != batches.Count || plan.Entries.Count == 0)
            throw new InvalidOperationException("A batch was not posted.");
        memory.Append(plan);
    }

    private static double Floor()
    {
        var entry = RandomNumberGenerator.GetBytes(570);
        Span<byte> hash = stackalloc byte[MerkleTree.HashLength];
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < Transfers; n++)
        {
            MerkleTree.LeafHash(entry, hash);
            MerkleTree.NodeHash(hash, hash, hash);
        }
        return Transfers / watch.Elapsed.TotalSeconds;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
