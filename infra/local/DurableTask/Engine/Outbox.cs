using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Carries what an instance decided to others. It may run again for the same decisions: a child that is there already
/// is recognised by its execution, an event by its sender, an answer by the call that is no longer open.
/// </summary>
internal sealed class Outbox(InstanceStore store, TimeProvider time, ILogger logger)
{
    /// <summary>Children that are recorded at once when one turn starts many.</summary>
    private const int MaxConcurrentStarts = 16;

    public required InstanceHost Host { get; init; }

    /// <summary>The message that tells a parent how its sub-orchestration ended.</summary>
    public static HistoryEvent Answer(InstanceState child, ParentCall parent, RunEnd end) => new()
    {
        Kind = end.Status == OrchestrationRuntimeStatus.Completed
            ? EventKind.SubOrchestrationCompleted
            : EventKind.SubOrchestrationFailed,
        Id = parent.CallId,
        Target = parent.InstanceId,
        Execution = parent.Execution,
        Data = end.Status == OrchestrationRuntimeStatus.Completed ? end.Output : null,
        Failure = end.Status == OrchestrationRuntimeStatus.Completed
            ? null
            : end.Failure ?? new TaskFailureDetails(
                typeof(OperationCanceledException).FullName!,
                $"Instance '{child.Id}' was terminated.",
                null,
                null,
                null),
    };

    public async Task DeliverAsync(
        InstanceState sender, IReadOnlyList<HistoryEvent> messages, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            messages.Where(one => one.Kind == EventKind.SubOrchestrationCreated),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentStarts, CancellationToken = cancellation },
            async (call, token) => await StartChildAsync(sender, call, token));
        foreach (var message in messages.Where(one => one.Kind != EventKind.SubOrchestrationCreated))
            await SendAsync(sender, message, cancellation);
    }

    private async Task StartChildAsync(InstanceState parent, HistoryEvent call, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var child = new InstanceState
        {
            Id = call.Target!,
            Name = call.Name!,
            Execution = Executions.OfChild(parent.Execution, call.Id!.Value),
            Status = OrchestrationRuntimeStatus.Pending,
            Created = now,
            Updated = now,
            Parent = new(parent.Id, parent.Name, parent.Execution, call.Id.Value),
            Input = call.Data is null ? null : await store.PutTextAsync(call.Target!, call.Data, cancellation),
        };
        if (await store.CreateAsync(child, cancellation) is null)
        {
            Host.Reload(child.Id);
            return;
        }

        var refusal = new TaskFailureDetails(
            typeof(InvalidOperationException).FullName!,
            $"An instance with the id '{child.Id}' exists and has not ended.",
            null,
            null,
            null);
        var end = new RunEnd(OrchestrationRuntimeStatus.Failed, Failure: refusal);
        await PostAsync(parent.Id, Answer(child, child.Parent, end), cancellation);
    }

    private async Task SendAsync(InstanceState sender, HistoryEvent message, CancellationToken cancellation)
    {
        if (message.Kind == EventKind.EventSent)
        {
            message = message with
            {
                Kind = EventKind.EventRaised,
                Source = string.Create(CultureInfo.InvariantCulture, $"{sender.Execution}/{message.Id}"),
                Id = null,
            };
        }

        var target = message.Target!;
        if (!Host.IsKnownActive(target)
            && await store.ReadAsync(target, cancellation) is not { State.HasEnded: false })
        {
            logger.LogWarning(
                "{Message} from {Sender} found no running instance {Target}", message.Kind, sender.Id, target);
            return;
        }

        await PostAsync(target, message with { Target = null }, cancellation);
    }

    private async Task PostAsync(string target, HistoryEvent message, CancellationToken cancellation) =>
        Host.Deliver(target, await store.SendAsync(target, message, cancellation));
}
