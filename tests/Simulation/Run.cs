using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Simulation.Judging;
using CarbonRegistry.Simulation.Machine;

namespace CarbonRegistry.Simulation;

/// <summary>One seed: ten years, then the end of all papers, cold starts, proofs, and a hand on the rows.</summary>
internal static class Run
{
    /// <summary>Plays a seed.</summary>
    /// <exception cref="JudgementException">The registry did what it must not do.</exception>
    public static World Play(int seed)
    {
        var world = new World(seed);
        world.Play();
        CheckAnswers(world);
        CheckColdStarts(world);
        Tampering.Try(world, new Random(seed));
        return world;
    }

    /// <summary>Every acknowledged paper stands, and no other.</summary>
    private static void CheckAnswers(World world)
    {
        foreach (var sent in world.Judge.Cases)
        {
            var stands = world.Judge.Now.EntriesOf(sent.Paper.Procedure).Any();
            Judge.Require(sent.IsAnswered, $"{sent.Paper} has no answer.");
            Judge.Require(stands || !sent.WasAcknowledged, $"{sent.Paper} was acknowledged and is gone.");
            // Of two deliveries at once one may be refused before the other finds what it needs.
            Judge.Require(!stands || sent.WasAcknowledged || sent.WasTwofold, $"{sent.Paper} stands and was refused.");
        }
    }

    /// <summary>A process that starts from the journal and one from a snapshot have the same state.</summary>
    private static void CheckColdStarts(World world)
    {
        var whole = world.Restart(withSnapshots: false);
        var quick = world.Restart(withSnapshots: true);
        foreach (var process in (Process[])[whole, quick])
        {
            Judge.Require(process.Ledger.Frozen is null, $"A cold start stops: {process.Ledger.Frozen}");
            Judge.Require(process.Ledger.Head.Size == world.Judge.Now.Size, "A cold start misses entries.");
            Judge.Require(
                Judge.Same(process.Ledger.Head.Root, world.Judge.Tree.Root(world.Judge.Tree.Size)),
                "A cold start has another root.");
            world.Ask(process, async () =>
            {
                await world.CompareAsync(process.Ledger);
                return true;
            });
        }
        var dumps = ((Process[])[whole, quick]).Select(process =>
            world.Ask(process, () => process.Ledger.ReadAsync(state => state.Dump()))).ToList();
        Judge.Require(dumps[0] == dumps[1], "The state from the journal and the one from a snapshot differ.");
        CheckHeads(world, quick.Ledger);
    }

    /// <summary>Every head that was given out is the beginning of the last one, and the proof shows it.</summary>
    private static void CheckHeads(World world, RegistryLedger ledger)
    {
        var last = world.Judge.Tree.Size;
        var root = world.Judge.Tree.Root(last);
        foreach (var (size, given) in world.Heads.Where(head => head.Size > 0).DistinctBy(head => head.Size))
        {
            Judge.Require(ledger.Contains(size, given), $"The head of {size} entries is not found again.");
            Judge.Require(
                NaiveTree.IsConsistent(size, given, last, root, ledger.ConsistencyProof(size, last)),
                $"The proof from {size} to {last} entries does not hold.");
        }
    }
}
