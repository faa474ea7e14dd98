using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Simulation.Judging;
using CarbonRegistry.Simulation.Machine;
using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation;

/// <summary>
/// Ten years of a registry on several machines, decided by one seed: what is sent, what the clocks show, which call to
/// the storage goes on next and what becomes of it, and which process dies when.
/// </summary>
internal sealed partial class World
{
    private const int MostWaiting = 24;

    /// <summary>Many times what everything under way ever takes to settle.</summary>
    private const int MostSteps = 200_000;

    /// <summary>How many machines a run may have; each of them reads what all of them post.</summary>
    private static readonly int[] Machines = [1, 2, 2, 3, 4];

    private static readonly DateTimeOffset Begins = new(2022, 7, 20, 9, 0, 0, TimeSpan.FromHours(6));
    private static readonly DateTimeOffset Ends = new(2032, 7, 20, 9, 0, 0, TimeSpan.FromHours(5));

    private readonly Random random;
    private readonly SeededPump pump;
    private readonly SimulatedStorage storage;
    private readonly Author author;
    private readonly Process?[] processes;
    private readonly List<Case> open = [];
    private readonly List<(int Size, byte[] Root)> heads = [];
    private Weather weather;
    private DateTimeOffset now = Begins;

    public World(int seed)
    {
        random = new Random(seed);
        weather = Weather.Of(random);
        pump = new SeededPump(random);
        storage = new SimulatedStorage(random);
        author = new Author(random, Judge);
        processes = new Process?[Machines[random.Next(Machines.Length)]];
        storage.Rows.Committed += Judge.Committed;
    }

    /// <summary>Sees all that happens.</summary>
    public Judge Judge { get; } = new();

    /// <summary>What the run met with.</summary>
    public WorldCount Count { get; } = new();

    /// <summary>The storage, as it stands.</summary>
    public SimulatedStorage Storage => storage;

    /// <summary>The heads that somebody was given.</summary>
    public IReadOnlyList<(int Size, byte[] Root)> Heads => heads;

    /// <summary>Plays the ten years.</summary>
    /// <exception cref="JudgementException">The registry did what it must not do.</exception>
    public void Play()
    {
        storage.Trouble = weather.Trouble;
        while (now < Ends)
        {
            now += TimeSpan.FromMinutes(random.Next(60, 60 * 24 * 50));
            Disturb();
            foreach (var paper in author.Write(KazakhstanTime.DateOf(now)))
                Send(new Case(paper));
            foreach (var waiting in open.Where(one => !one.IsAnswered && one.UnderWay == 0).ToList())
                Deliver(waiting, waiting.Paper);
            // Sometimes everything settles before the next papers come, sometimes they meet.
            RunFor(random.Next(3) == 0 ? int.MaxValue : random.Next(120));
            open.RemoveAll(one => one.IsAnswered && one.UnderWay == 0);
        }
        Settle();
    }

    /// <summary>Starts a process that reads the registry anew.</summary>
    public Process Restart(bool withSnapshots)
    {
        var process = Process.Start(pump, storage, new SimulatedTime(() => now), 1 << 20, withSnapshots);
        RunFor(int.MaxValue);
        Judge.Require(process.IsUp, $"A process does not start: {process.Starting.Exception}");
        return process;
    }

    /// <summary>Runs a query in a process to its end.</summary>
    public T Ask<T>(Process process, Func<Task<T>> query)
    {
        Task<T>? asked = null;
        process.Lane.Start(async () => await (asked = query()));
        RunFor(int.MaxValue);
        return asked!.GetAwaiter().GetResult();
    }

    /// <summary>Lets all papers come to their end in fair weather.</summary>
    private void Settle()
    {
        weather = Weather.Calm;
        storage.Trouble = 0;
        for (var round = 0; open.Count > 0; round++)
        {
            Judge.Require(round < 50, $"{open.Count} papers never come to an end, such as {open[0].Paper}.");
            Revive();
            foreach (var waiting in open.Where(one => !one.IsAnswered && one.UnderWay == 0))
                Deliver(waiting, waiting.Paper);
            RunFor(int.MaxValue);
            open.RemoveAll(one => one.IsAnswered && one.UnderWay == 0);
        }
    }

    private void Disturb()
    {
        Revive();
        for (var i = 0; i < processes.Length; i++)
        {
            if (processes[i] is not { IsUp: true } process)
                continue;
            if (random.NextDouble() < weather.ClockJump)
                process.Time.Skew = TimeSpan.FromMinutes(random.Next(-60 * 24 * 40, 60 * 24 * 3));
            if (random.NextDouble() < weather.Restart)
                StopInOrder(i);
        }
    }

    private void StopInOrder(int at)
    {
        RunFor(int.MaxValue);
        if (processes[at] is not { IsUp: true } process)
            return;
        process.Stop();
        Count.Stops++;
        processes[at] = null;
        Revive();
    }

    /// <summary>Every machine has a process; one whose start has failed is started again.</summary>
    private void Revive()
    {
        for (var i = 0; i < processes.Length; i++)
        {
            if (processes[i] is { Lane.IsDead: false, HasFailed: false })
                continue;
            var recent = random.Next(2) == 0 ? 1 << 20 : 1 << 10;
            var time = new SimulatedTime(() => now) { Skew = TimeSpan.FromSeconds(random.Next(-300, 300)) };
            processes[i] = Process.Start(pump, storage, time, recent, withSnapshots: random.Next(8) != 0);
            Count.Starts++;
        }
    }

    private void Send(Case sent)
    {
        Judge.Expect(sent);
        Count.Papers++;
        open.Add(sent);
        if (random.NextDouble() < weather.HeldBack && open.Count < MostWaiting)
            return;
        Deliver(sent, sent.Paper);
        if (random.NextDouble() < weather.Twice)
            Deliver(sent, random.Next(3) == 0 ? sent.Paper.Otherwise ?? sent.Paper : sent.Paper);
    }

    private void Deliver(Case sent, Paper paper)
    {
        if (processes[random.Next(processes.Length)] is not { IsUp: true } process)
            return;
        sent.WasTwofold |= sent.UnderWay > 0;
        sent.UnderWay++;
        Count.Deliveries++;
        var delivery = new Delivery(process, sent, paper, this);
        process.Deliveries.Add(sent);
        process.Lane.Start(delivery.RunAsync);
    }

    /// <summary>Lets so many things happen, or everything that can.</summary>
    private void RunFor(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            if (failure is not null)
                throw failure;
            Judge.Require(step < MostSteps, "The registry never comes to rest.");
            if (pump.TryRun())
                continue;
            if (!storage.TryGoOn())
                return;
            if (random.NextDouble() < weather.Death)
                KillOne();
        }
    }

    private void KillOne()
    {
        if (processes[random.Next(processes.Length)] is not { Lane.IsDead: false } process)
            return;
        process.Kill();
        Count.Deaths++;
        foreach (var lost in process.Deliveries)
            lost.UnderWay--;
        process.Deliveries.Clear();
    }

    /// <summary>A head was given out.</summary>
    internal void Give(LedgerHead head)
    {
        var size = (int)head.Size;
        Judge.Require(size <= Judge.Tree.Size && Judge.Same(head.Root, Judge.Tree.Root(size)),
            $"The head of {size} entries that was given out is not that of the journal.");
        heads.Add((size, head.Root));
    }
}

/// <summary>What a run met with, so that a test can see that it was no idle one.</summary>
internal sealed record WorldCount
{
    public int Papers { get; set; }

    public int Deliveries { get; set; }

    public int Starts { get; set; }

    public int Stops { get; set; }

    public int Deaths { get; set; }

    public int Uncertain { get; set; }

    public int Refused { get; set; }

    public int Acknowledged { get; set; }

    public int Comparisons { get; set; }
}
