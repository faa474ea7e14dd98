namespace CarbonRegistry.Local.Functions;

/// <summary>
/// A clock that runs on at the speed of the real one from where it was set, and can be set forward. It never goes
/// backwards. Timers fall due by its own time: setting it forward fires those that it passes, the earliest first.
/// </summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly TimeProvider real;
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset origin;
    private long originStamp;

    public VirtualClock(DateTimeOffset start, TimeProvider? real = null)
    {
        this.real = real ?? System;
        origin = start.ToUniversalTime();
        originStamp = this.real.GetTimestamp();
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return Now();
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the clock forward and fires the timers that it passes.</summary>
    /// <returns>False when the moment has passed already; nothing happens then.</returns>
    public bool TryMoveTo(DateTimeOffset moment)
    {
        List<VirtualTimer> due;
        lock (gate)
        {
            if (moment < Now()) return false;
            origin = moment.ToUniversalTime();
            originStamp = real.GetTimestamp();
            due = [.. timers.Where(timer => timer.Due <= origin).OrderBy(timer => timer.Due)];
            foreach (VirtualTimer timer in timers.Except(due)) timer.Arm();
        }

        foreach (VirtualTimer timer in due) timer.Fire();
        return true;
    }

    private DateTimeOffset Now() => origin + real.GetElapsedTime(originStamp);

    private sealed class VirtualTimer : ITimer
    {
        // Longer waits than the real timer allows are made in steps.
        private static readonly TimeSpan LongestStep = TimeSpan.FromDays(20);
        private readonly VirtualClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer timer;
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private bool disposed;

        public VirtualTimer(VirtualClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            this.callback = callback;
            this.state = state;
            timer = clock.real.CreateTimer(
                _ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        /// <summary>When the timer falls due, by the clock; the end of time when it is off.</summary>
        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (this.clock.gate)
            {
                if (disposed) return false;
                this.period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : Later(this.clock.Now(), dueTime);
                this.clock.timers.Remove(this);
                if (Due != DateTimeOffset.MaxValue) this.clock.timers.Add(this);
                Arm();
                return true;
            }
        }

        /// <summary>Sets the real timer for the rest of the wait; the caller holds the clock's lock.</summary>
        public void Arm()
        {
            if (Due == DateTimeOffset.MaxValue || disposed) return;
            TimeSpan rest = Due - this.clock.Now();
            // The real timer counts whole milliseconds and must not come early.
            rest = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(rest.TotalMilliseconds)));
            timer.Change(rest < LongestStep ? rest : LongestStep, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Calls back when the timer is due, and arms it again when it repeats.</summary>
        public void Fire()
        {
            lock (this.clock.gate)
            {
                if (disposed || Due == DateTimeOffset.MaxValue) return;
                if (Due > this.clock.Now())
                {
                    Arm();
                    return;
                }

                bool repeats = this.period > TimeSpan.Zero;
                Due = repeats ? Later(this.clock.Now(), this.period) : DateTimeOffset.MaxValue;
                if (repeats) Arm();
                else this.clock.timers.Remove(this);
            }

            this.callback(this.state);
        }

        public void Dispose()
        {
            lock (this.clock.gate)
            {
                disposed = true;
                this.clock.timers.Remove(this);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static DateTimeOffset Later(DateTimeOffset now, TimeSpan span) =>
            span < DateTimeOffset.MaxValue - now ? now + span : DateTimeOffset.MaxValue;
    }
}
