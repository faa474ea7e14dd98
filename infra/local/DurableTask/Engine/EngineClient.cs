using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>The client of an engine in the same process.</summary>
internal sealed class EngineClient(
    string hubName, InstanceStore store, InstanceHost host, StatusWaiters waiters, TimeProvider time)
    : DurableTaskClient(hubName)
{
    private static readonly JsonDataConverter Converter = JsonDataConverter.Default;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? Executions.New();
        _ = InstanceKey.Encode(id);
        var now = time.GetUtcNow();
        var state = new InstanceState
        {
            Id = id,
            Name = orchestratorName.Name,
            Execution = Executions.New(),
            Status = OrchestrationRuntimeStatus.Pending,
            Created = now,
            Updated = now,
            NextTimer = options?.StartAt > now ? options.StartAt : null,
            Input = input is null ? null : await store.PutTextAsync(id, Converter.Serialize(input)!, cancellation),
            Tags = options?.Tags is { Count: > 0 } tags ? JsonSerializer.Serialize(tags) : null,
        };
        if (await CreateAsync(state, cancellation) is not null)
        {
            // The extension reuses the id of an instance that has ended and refuses any other (NonRunningStates).
            throw new RpcException(new Status(
                StatusCode.AlreadyExists, $"An Orchestration instance with the ID {id} already exists."));
        }

        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var data = Converter.Serialize(eventPayload);
        return SendAsync(
            instanceId, new() { Kind = EventKind.EventRaised, Name = eventName, Data = data }, cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            new()
            {
                Kind = EventKind.ExecutionTerminated,
                Data = Converter.Serialize(options?.Output),
                Recursive = options?.Recursive,
            },
            cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new() { Kind = EventKind.ExecutionSuspended, Data = reason }, cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new() { Kind = EventKind.ExecutionResumed, Data = reason }, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await store.ReadAsync(instanceId, cancellation) is { } found
            ? await ViewAsync(found.State, getInputsAndOutputs, cancellation)
            : null;

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            instanceId, state => state.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.HasEnded, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(this, filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (await store.ReadAsync(instanceId, cancellation) is not { State: { HasEnded: true, Outbox: null } })
            return new(0);
        return await PurgeAsync([instanceId], options, cancellation);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var scan = Scan(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        var ended = new List<string>();
        await foreach (var state in store.QueryAsync(scan, cancellation))
        {
            if (state is { HasEnded: true, Outbox: null })
                ended.Add(state.Id);
        }

        var purged = await PurgeAsync(ended, options, cancellation);
        return new(purged.PurgedInstanceCount, true);
    }

    private async Task<PurgeResult> PurgeAsync(
        IReadOnlyList<string> ended, PurgeInstanceOptions? options, CancellationToken cancellation)
    {
        if (options is { Recursive: true })
            ended = await store.WithEndedChildrenAsync(ended, cancellation);

        // Parents go last, so that a purge that breaks off finds the rest when it is asked for again.
        foreach (var id in ended.Reverse())
            await store.PurgeAsync(id, cancellation);
        return new(ended.Count);
    }

    /// <summary>The engine ends with its host; a client holds nothing.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>All events of the present execution.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string instanceId, CancellationToken cancellation) =>
        (await store.LoadAsync(instanceId, historyOfEnded: true, cancellation))?.History ?? [];

    private static RowScan Scan(
        DateTimeOffset? from, DateTimeOffset? to, IEnumerable<OrchestrationRuntimeStatus>? statuses) => new()
        {
            KeyFrom = InstanceState.RowKey,
            KeyBelow = InstanceState.RowKey + "0",
            CreatedFrom = from is { } first ? InstanceState.Time(first) : null,
            CreatedTo = to is { } last ? InstanceState.Time(last) : null,
            Statuses = [.. (statuses ?? []).Select(status => status.ToString())],
        };

    private async Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        if (!host.IsKnownActive(instanceId))
        {
            // The extension throws here and its caller sees the bare code Unknown.
            var state = (await store.ReadAsync(instanceId, cancellation))?.State ?? throw new RpcException(
                new Status(StatusCode.Unknown, $"No instance with ID '{instanceId}' was found."));
            if (state.HasEnded)
            {
                throw new RpcException(new Status(
                    StatusCode.Unknown, $"The orchestration instance {instanceId} is in the {state.Status} state."));
            }
        }

        try
        {
            host.Deliver(instanceId, await store.SendAsync(instanceId, message, cancellation));
        }
        catch
        {
            // The message may stand in the inbox although its writing failed; who looks there finds it.
            host.Reload(instanceId);
            throw;
        }
    }

    private async Task<InstanceState?> CreateAsync(InstanceState state, CancellationToken cancellation)
    {
        try
        {
            return await store.CreateAsync(state, cancellation);
        }
        finally
        {
            // Even when the writing failed, the row may stand; then the instance begins all the same.
            host.Reload(state.Id);
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceState, bool> isWished, bool full, CancellationToken cancellation)
    {
        var state = await waiters.WaitAsync(
            instanceId,
            isWished,
            async () => (await store.ReadAsync(instanceId, cancellation))?.State,
            cancellation);
        return await ViewAsync(state, full, cancellation);
    }

    private async Task<OrchestrationMetadata> ViewAsync(
        InstanceState state, bool full, CancellationToken cancellation)
    {
        var failure = full ? await store.GetTextAsync(state.Failure, cancellation) : null;
        return new OrchestrationMetadata(state.Name, state.Id)
        {
            RuntimeStatus = state.Status,
            CreatedAt = state.Created,
            LastUpdatedAt = state.Updated,
            DataConverter = full ? Converter : null,
            SerializedInput = full ? await store.GetTextAsync(state.Input, cancellation) : null,
            SerializedOutput = full ? await store.GetTextAsync(state.Output, cancellation) : null,
            SerializedCustomStatus = full ? await store.GetTextAsync(state.CustomStatus, cancellation) : null,
            FailureDetails = failure is null ? null : HistoryText.ReadFailure(failure),
            Tags = state.Tags is { } tags
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags) ?? []
                : new Dictionary<string, string>(),
        };
    }

    private async Task<Page<OrchestrationMetadata>> PageAsync(
        OrchestrationQuery query, string? token, int size, CancellationToken cancellation)
    {
        var scan = Scan(query.CreatedFrom, query.CreatedTo, query.Statuses) with
        {
            PartitionPrefix = query.InstanceIdPrefix is { } prefix ? InstanceKey.EncodePrefix(prefix) : null,
            PartitionAfter = token is null ? null : Encoding.UTF8.GetString(Convert.FromHexString(token)),
            Take = size,
        };
        var page = new List<OrchestrationMetadata>();
        await foreach (var state in store.QueryAsync(scan, cancellation))
        {
            page.Add(await ViewAsync(state, query.FetchInputsAndOutputs, cancellation));
            if (page.Count == size)
                return new(page, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(InstanceKey.Encode(state.Id))));
        }

        return new(page);
    }

    private sealed class InstancePages(EngineClient client, OrchestrationQuery query)
        : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
            string? continuationToken = null, int? pageSizeHint = null)
        {
            var token = continuationToken ?? query.ContinuationToken;
            var size = Math.Max(1, pageSizeHint ?? query.PageSize);
            do
            {
                var page = await client.PageAsync(query, token, size, CancellationToken.None);
                token = page.ContinuationToken;
                yield return page;
            }
            while (token is not null);
        }
    }
}
