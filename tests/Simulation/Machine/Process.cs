using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Simulation.Judging;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>
/// One life of a worker process: a ledger of the product over the simulated storage, on a lane of its own.
/// </summary>
internal sealed class Process
{
    private readonly SeededPump pump;

    private Process(SeededPump pump, Lane lane, SimulatedTable table, RegistryLedger ledger, SimulatedTime time)
    {
        this.pump = pump;
        (Lane, Table, Ledger, Time) = (lane, table, ledger, time);
    }

    /// <summary>Its threads.</summary>
    public Lane Lane { get; }

    /// <summary>Its connection to the journal.</summary>
    public SimulatedTable Table { get; }

    /// <summary>The ledger under test.</summary>
    public RegistryLedger Ledger { get; }

    /// <summary>Its clock.</summary>
    public SimulatedTime Time { get; }

    /// <summary>The papers that it is carrying out.</summary>
    public List<Case> Deliveries { get; } = [];

    /// <summary>The start; a process works once it has succeeded.</summary>
    public Task Starting { get; private set; } = Task.CompletedTask;

    /// <summary>True when it takes papers.</summary>
    public bool IsUp => !Lane.IsDead && Starting.IsCompletedSuccessfully;

    /// <summary>True when its start ended with a failure of the storage.</summary>
    public bool HasFailed => Starting.IsFaulted;

    /// <summary>Starts a process.</summary>
    /// <param name="pump">Runs its work.</param>
    /// <param name="storage">The account that it shares with the others.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="recentBytes">How much of the journal it keeps in memory; the rest is read when asked for.</param>
    /// <param name="withSnapshots">False for a process that must read the whole journal.</param>
    public static Process Start(
        SeededPump pump, SimulatedStorage storage, SimulatedTime time, long recentBytes, bool withSnapshots)
    {
        var lane = new Lane(pump);
        var table = new SimulatedTable(storage, lane);
        // Snapshots are written when a process is stopped in order: their upload has a thread of its own.
        var options = new LedgerOptions
        {
            SnapshotEvery = int.MaxValue,
            RecentBytes = recentBytes,
            LostRacePause = TimeSpan.Zero,
        };
        var snapshots = withSnapshots ? new SnapshotStore(new SimulatedBlobs(storage)) : null;
        var ledger = new RegistryLedger(new JournalStore(table), snapshots, options, time);
        var process = new Process(pump, lane, table, ledger, time);
        process.Starting = lane.Start(() => ledger.StartAsync());
        return process;
    }

    /// <summary>The machine goes dark.</summary>
    public void Kill() => Lane.Kill();

    /// <summary>Stops in order: what waits is finished, and a snapshot is written.</summary>
    public void Stop()
    {
        pump.RunAlone(Lane, Lane.Start(async () => await Ledger.DisposeAsync()));
        Lane.Kill();
    }
}
