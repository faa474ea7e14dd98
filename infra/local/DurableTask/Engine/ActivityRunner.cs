using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>Runs activities, at least once each, and hands their results to the next turn.</summary>
internal sealed class ActivityRunner(
    DurableFunctions functions, BoundedRunner places, IdleGate idle, ILogger logger, CancellationToken aborted)
{
    /// <summary>Whether the engine stops: what has not begun stays recorded and runs after the next start.</summary>
    public required CancellationToken Stopping { get; init; }

    public required Action<LiveInstance, HistoryEvent> Completed { get; init; }

    /// <summary>Starts those of the calls that neither run nor have a result in memory.</summary>
    public void Start(LiveInstance instance, string execution, IEnumerable<HistoryEvent> calls)
    {
        foreach (var call in calls)
        {
            if (Stopping.IsCancellationRequested)
                return;
            lock (instance.Gate)
            {
                var has = instance.Results.Exists(one => one.Id == call.Id && one.Execution == execution);
                if (has || !instance.Running.Add((execution, call.Id!.Value)))
                    continue;
            }

            idle.Enter();
            places.Post(() => RunAsync(instance, execution, call));
        }
    }

    private async Task RunAsync(LiveInstance instance, string execution, HistoryEvent call)
    {
        try
        {
            if (!Stopping.IsCancellationRequested)
            {
                var result = await ResultAsync(instance.Id, call);
                if (!aborted.IsCancellationRequested)
                    Completed(instance, result with { Execution = execution });
            }
        }
        finally
        {
            idle.Leave();
        }
    }

    private async Task<HistoryEvent> ResultAsync(string instanceId, HistoryEvent call)
    {
        if (!functions.Activities.TryGetValue(call.Name!, out var function))
        {
            var missing = new InvalidOperationException($"There is no activity named '{call.Name}'.");
            return Failed(call, missing) with { Final = true };
        }

        try
        {
            var context = new ActivityContext(call.Name!, instanceId);
            var output = await function(context, call.Data, aborted);
            return new()
            {
                Kind = EventKind.TaskCompleted,
                Id = call.Id,
                Data = JsonDataConverter.Default.Serialize(output),
            };
        }
#pragma warning disable CA1031 // Whatever an activity throws is its result.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            logger.LogWarning(thrown, "Activity {Activity} of {Instance} failed", call.Name, instanceId);
            return Failed(call, thrown);
        }
    }

    private static HistoryEvent Failed(HistoryEvent call, Exception thrown) => new()
    {
        Kind = EventKind.TaskFailed,
        Id = call.Id,
        Failure = TaskFailureDetails.FromException(thrown),
    };

    private sealed class ActivityContext(TaskName name, string instanceId) : TaskActivityContext
    {
        public override TaskName Name { get; } = name;

        public override string InstanceId { get; } = instanceId;
    }
}
