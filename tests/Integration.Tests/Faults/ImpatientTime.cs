using CarbonRegistry.Integration.Tests.Durable;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>
/// A clock that stands still until it is moved, for all but the pauses before another try, which end at once.
/// </summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ManualTime time = new(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = dueTime > TimeSpan.Zero && dueTime <= LongestPause;
        return isPause
            ? System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period)
            : time.CreateTimer(callback, state, dueTime, period);
    }

    public void Advance(TimeSpan span) => time.Advance(span);
}
