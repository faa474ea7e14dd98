namespace CarbonRegistry.Simulation.Machine;

/// <summary>The clock of a process: the world's time, and how far this machine's clock is off.</summary>
internal sealed class SimulatedTime(Func<DateTimeOffset> world) : TimeProvider
{
    /// <summary>How far the clock is ahead; behind when negative. A jump changes it.</summary>
    public TimeSpan Skew { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => world() + Skew;
}
