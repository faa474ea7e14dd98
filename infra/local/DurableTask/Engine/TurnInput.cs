namespace CarbonRegistry.Local.DurableTask;

/// <summary>What had come for an instance when its turn began.</summary>
internal sealed class TurnInput
{
    private readonly List<HistoryEvent> results;

    private TurnInput(List<HistoryEvent> results, List<InboxMessage> messages)
    {
        this.results = results;
        Messages = messages;
    }

    public IReadOnlyList<InboxMessage> Messages { get; }

    /// <summary>Whether a termination is among the messages; it does not wait for an ordered start.</summary>
    public bool Ends => Messages.Any(one => one.Event.Kind == EventKind.ExecutionTerminated);

    public static TurnInput Take(LiveInstance instance)
    {
        lock (instance.Gate)
        {
            return new(
                [.. instance.Results], [.. instance.Inbox.Values.Take(InstanceStore.MaxTakenPerTurn)]);
        }
    }

    /// <summary>Whether there is anything to record.</summary>
    public bool HasNews(LiveInstance instance, DateTimeOffset now)
    {
        var run = instance.Run!;
        return !instance.State!.HasBegun || run.End is not null || run.Thread.WasEntered || Messages.Count > 0
            || results.Exists(one => Answers(run, one)) || Due(run, now).Count > 0;
    }

    /// <summary>The events of the turn, and the messages that it ends.</summary>
    public IReadOnlyList<HistoryEvent> News(
        LiveInstance instance, DateTimeOffset now, out IReadOnlyList<InboxMessage> ended)
    {
        ended = Messages;
        var run = instance.Run!;
        var moment = now.UtcDateTime > run.Now ? now.UtcDateTime : run.Now;
        var begins = !instance.State!.HasBegun;
        var events = new List<HistoryEvent>();
        if (begins && Ends)
        {
            // An instance that is terminated before its start does not start.
            events.Add(Messages.First(one => one.Event.Kind == EventKind.ExecutionTerminated).Event);
            return [new() { Kind = EventKind.TurnStarted, At = moment }, .. events];
        }

        if (begins)
            events.Add(new() { Kind = EventKind.ExecutionStarted, Name = instance.State.Name });
        events.AddRange(results.Where(one => Answers(run, one)).DistinctBy(one => one.Id));
        var senders = new HashSet<string>(StringComparer.Ordinal);
        events.AddRange(Messages.Select(one => one.Event).Where(one => IsNew(run, one, senders)));
        events.AddRange(Due(run, now));
        return events.Count > 0 || run.Thread.WasEntered
            ? [new() { Kind = EventKind.TurnStarted, At = moment }, .. events]
            : [];
    }

    /// <summary>Strikes what the turn has taken.</summary>
    public void Remove(LiveInstance instance) => Remove(instance, Messages);

    public void Remove(LiveInstance instance, IReadOnlyList<InboxMessage> ended)
    {
        lock (instance.Gate)
        {
            foreach (var result in results)
                instance.Results.Remove(result);
            foreach (var message in ended)
                instance.Inbox.Remove(message.Key);
        }
    }

    private static bool Answers(OrchestrationRun run, HistoryEvent result) =>
        result.Execution == run.Start.Execution && run.IsOpen(result.Id ?? -1);

    /// <summary>Whether a message is meant for this execution and was not taken before.</summary>
    private static bool IsNew(OrchestrationRun run, HistoryEvent message, HashSet<string> senders)
    {
        if (message.Source is { } source && (run.HasTaken(source) || !senders.Add(source)))
            return false;
        return message.Execution is null || Answers(run, message);
    }

    /// <summary>The timers whose moment has come by the clock; one that was woken early is not among them.</summary>
    private static List<HistoryEvent> Due(OrchestrationRun run, DateTimeOffset now) =>
    [
        .. run
            .OpenOf(EventKind.TimerCreated)
            .Where(timer => timer.At <= now.UtcDateTime)
            .OrderBy(timer => timer.At).ThenBy(timer => timer.Id)
            .Select(timer => new HistoryEvent { Kind = EventKind.TimerFired, Id = timer.Id, At = timer.At }),
    ];
}
