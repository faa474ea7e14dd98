using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>When a timer ran and will run, as stored. The names never change.</summary>
internal sealed record TimerStatus(string Schedule, DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset Updated);

/// <summary>Runs a function on its schedule, by the application's clock.</summary>
internal sealed class TimerListener
{
    // A schedule that comes back sooner is not worth a write for each run.
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);
    private readonly FunctionMethod function;
    private readonly TimerTriggerAttribute trigger;
    private readonly string text;
    private readonly Ncrontab schedule;
    private readonly bool monitored;
    private readonly BlobClient blob;
    private readonly FunctionRunner runner;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private TimerStatus? status;
    private bool onStartup;

    /// <param name="function">The function with its trigger.</param>
    /// <param name="schedule">The schedule, with settings put in.</param>
    /// <param name="storage">Keeps the last run.</param>
    /// <param name="runner">Runs the function.</param>
    /// <param name="clock">Tells the time and waits.</param>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <exception cref="StartFailure">The schedule cannot be read.</exception>
    public TimerListener(
        FunctionMethod function, string schedule, HostStorage storage, FunctionRunner runner, TimeProvider clock,
        ILogger logger)
    {
        this.function = function;
        trigger = (TimerTriggerAttribute)function.Trigger;
        text = schedule;
        this.runner = runner;
        this.clock = clock;
        this.logger = logger;
        blob = storage.Own.GetBlobClient($"timers/{function.Name}.json");
        try
        {
            this.schedule = Ncrontab.Parse(schedule);
        }
        catch (FormatException e)
        {
            throw new StartFailure($"The schedule of the function {function.Name} is wrong: {e.Message}", e);
        }

        Recurrence = RecurrenceAt(clock.GetUtcNow());
        monitored = trigger.UseMonitor && Recurrence > ShortestMonitored;
    }

    /// <summary>The shortest time between two runs, as far as the next two tell.</summary>
    public TimeSpan Recurrence { get; }

    /// <summary>When the function runs next; null when never. In the past while it runs.</summary>
    public DateTimeOffset? Next => onStartup ? DateTimeOffset.MinValue : status?.Next;

    /// <summary>Reads the stored schedule: a run that was missed is then due at once.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        onStartup = trigger.RunOnStartup;
        TimerStatus? stored = monitored ? await ReadAsync(cancellation) : null;
        DateTimeOffset now = clock.GetUtcNow();
        if (stored is not null && stored.Schedule == text) status = stored;
        else if (schedule.Next(now) is { } next) await NoteAsync(stored?.Last, next, cancellation);
    }

    public async Task ListenAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            if (onStartup) await RunAsync(pastDue: false, abort);
            onStartup = false;
            while (this.status is { } status && !stop.IsCancellationRequested)
            {
                DateTimeOffset now = clock.GetUtcNow();
                if (status.Next > now)
                {
                    await Task.Delay(Shorter(status.Next - now), clock, stop);
                    continue;
                }

                bool pastDue = schedule.Next(status.Next) <= now || now - status.Next > ShortestMonitored;
                await RunAsync(pastDue, abort);
                DateTimeOffset? next = schedule.Next(clock.GetUtcNow());
                if (next is null) this.status = null;
                else await NoteAsync(now, next.Value, abort);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task RunAsync(bool pastDue, CancellationToken abort)
    {
        TimerInfo info = new()
        {
            IsPastDue = pastDue,
            ScheduleStatus = monitored && this.status is { } status
                ? new ScheduleStatus
                {
                    Last = status.Last?.UtcDateTime ?? default,
                    Next = status.Next.UtcDateTime,
                    LastUpdated = status.Updated.UtcDateTime,
                }
                : null,
        };
        try
        {
            FunctionInputs inputs = new(
                (_, _) => ValueTask.FromResult<object?>(info), new Dictionary<string, object?>());
            await runner.RunAsync(function, inputs, abort);
        }
        catch (Exception e) when (e is not OperationCanceledException || !abort.IsCancellationRequested)
        {
            logger.LogError(e, "{Function} failed; it runs again on schedule.", function.Name);
        }
    }

    private async Task NoteAsync(DateTimeOffset? last, DateTimeOffset next, CancellationToken cancellation)
    {
        TimerStatus status = new(text, last, next, clock.GetUtcNow());
        try
        {
            if (monitored)
                await blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            logger.LogWarning("The schedule of {Function} was not stored: {Reason}", function.Name, e.Message);
        }

        this.status = status;
    }

    private async Task<TimerStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException e)
        {
            logger.LogWarning("The stored schedule of {Function} is not read: {Reason}", function.Name, e.Message);
            return null;
        }
    }

    private TimeSpan RecurrenceAt(DateTimeOffset now) =>
        schedule.Next(now) is { } first && schedule.Next(first) is { } second ? second - first : TimeSpan.MaxValue;

    // A wait of many weeks is more than a timer can count.
    private static TimeSpan Shorter(TimeSpan wait) => wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1);
}
