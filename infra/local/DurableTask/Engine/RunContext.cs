using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>The context that an orchestrator sees, over the run that it belongs to.</summary>
internal sealed class RunContext(OrchestrationRun run, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private readonly ExternalEvents events = new();
    private int nextId;
    private int guids;

    public override TaskName Name => run.Start.Name;

    public override string InstanceId => run.Start.InstanceId;

    public override ParentOrchestrationInstance? Parent => run.Start.Parent;

    public override DateTime CurrentUtcDateTime => run.Now;

    public override bool IsReplaying => run.IsReplaying;

    public DataConverter Converter { get; } = JsonDataConverter.Default;

    /// <summary>The input of the next execution when the code asked to begin again.</summary>
    public (string? Input, bool KeepsEvents)? NextInput { get; private set; }

    public bool IsWaiting => events.IsWaiting;

    protected override ILoggerFactory LoggerFactory => loggers;

    public int NextId() => nextId++;

    public void Deliver(HistoryEvent raised) => events.Deliver(raised, Converter);

    public IReadOnlyList<HistoryEvent> Undelivered() => events.Undelivered();

    public override T? GetInput<T>()
        where T : default => Converter.Deserialize<T>(run.Start.Input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                "The options of the call were given as its input. Name the argument: options.", nameof(input));
        }

        var data = Converter.Serialize(input);
        return Retries.RunAsync(this, options?.Retry, () => AttemptAsync<TResult>(id => new()
        {
            Kind = EventKind.TaskScheduled,
            Id = id,
            Name = name.Name,
            Data = data,
        }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var data = Converter.Serialize(input);
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId;
        return Retries.RunAsync(this, options?.Retry, () => AttemptAsync<TResult>(id => new()
        {
            Kind = EventKind.SubOrchestrationCreated,
            Id = id,
            Name = orchestratorName.Name,
            Target = instanceId ?? string.Create(CultureInfo.InvariantCulture, $"{run.Start.Execution}:{id:x4}"),
            Data = data,
        }));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = -1;
        var fired = run.Call(next => new()
        {
            Kind = EventKind.TimerCreated,
            Id = id = next,
            At = fireAt.ToUniversalTime(),
        });
        await using (cancellationToken.Register(() => run.CancelTimer(id, cancellationToken)))
            await fired;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        run.CheckThread();
        return events.WaitAsync<T>(eventName, Converter, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => run.Decide(id => new()
    {
        Kind = EventKind.EventSent,
        Id = id,
        Name = eventName,
        Target = instanceId,
        Data = Converter.Serialize(payload),
    });

    public override void SetCustomStatus(object? customStatus) => run.CustomStatus = Converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        run.CheckThread();
        NextInput = (Converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    /// <summary>A name-based GUID (RFC 9562, version 5) of the instance, the turn's time and a counter.</summary>
    public override Guid NewGuid()
    {
        run.CheckThread();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{InstanceId}_{CurrentUtcDateTime:o}_{guids++}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing is protected by it.
        SHA1.HashData([.. GuidNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The namespace that the original draws from, so that both draw the same GUIDs.</summary>
    private static Guid GuidNamespace => new("9e952958-5e33-4daf-827f-2fa12937b875");

    private async Task<TResult> AttemptAsync<TResult>(Func<int, HistoryEvent> decision)
    {
        HistoryEvent? call = null;
        var outcome = await run.Call(id => call = decision(id));
        if (outcome.Failure is { } failure)
            throw new FailedAttemptException(call!.Name!, call.Id!.Value, failure, outcome.Final ?? false);
        return Converter.Deserialize<TResult>(outcome.Data)!;
    }
}
