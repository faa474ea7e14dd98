using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Local.DurableTask;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>An engine and its caller on the emulator, who may have done part of the story before.</summary>
internal sealed class DurableProcess(string connection, string hub, DurableStory story, ImpatientTime time)
{
    private const int MaxAttempts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Tells the story to its end, or until the process dies.</summary>
    /// <returns>Every instance with its status, output and custom status; null after a death.</returns>
    public async Task<string?> RunAsync(TroubledStorage storage, int repeats)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await using var engine = NewEngine(storage, repeats);
            try
            {
                await engine.StartAsync(CancellationToken.None);
                return await TellAsync(engine, storage);
            }
            catch (Exception failure) when (IsTrouble(failure))
            {
                // A host whose start fails is started again.
                if (storage.Died.IsCompleted)
                    return null;
            }
        }

        throw new TimeoutException($"The engine did not start in {MaxAttempts} attempts.");
    }

    private async Task<string?> TellAsync(DurableEngine engine, TroubledStorage storage)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                if (await StepAsync(engine.Client))
                    return await EndAsync(engine.Client);
            }
            catch (Exception failure) when (IsTrouble(failure))
            {
                // A caller who does not know the outcome looks and tries again.
            }

            if (!await SettlesAsync(engine, storage))
                return null;
            time.Advance(TimeSpan.FromDays(3));
            if (!await SettlesAsync(engine, storage))
                return null;
        }

        var there = await engine.Client.GetInstanceAsync("story", true);
        throw new TimeoutException($"The story did not end: {there?.RuntimeStatus} {there?.SerializedCustomStatus}");
    }

    private static async Task<bool> StepAsync(DurableTaskClient client)
    {
        var there = await client.GetInstanceAsync("story", true);
        if (there is { IsCompleted: true })
            return true;
        if (there is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                "Story", DurableStory.LargeInput, new StartOrchestrationOptions("story"));
        }
        else if (there.SerializedCustomStatus == "\"deciding\"")
        {
            await client.RaiseEventAsync("story", "decision", "approve");
        }

        return false;
    }

    private static async Task<string> EndAsync(DurableTaskClient client)
    {
        var lines = new List<string>();
        await foreach (var one in client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            lines.Add(string.Join(
                " | ", one.InstanceId, one.RuntimeStatus, one.SerializedOutput, one.SerializedCustomStatus));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Whether the engine came to rest before its process died.</summary>
    private static async Task<bool> SettlesAsync(DurableEngine engine, TroubledStorage storage)
    {
        using var limit = new CancellationTokenSource(Patience);
        var settled = engine.WhenIdleAsync(limit.Token);
        if (await Task.WhenAny(settled, storage.Died) == storage.Died)
            return false;
        await settled;
        return true;
    }

    /// <summary>Whether a call failed; a client that repeated it throws all its failures together.</summary>
    private static bool IsTrouble(Exception failure) => failure
        is RequestFailedException
        or AggregateException
        or RowConflictException
        or RpcException { StatusCode: StatusCode.AlreadyExists };

    private DurableEngine NewEngine(TroubledStorage storage, int repeats) => new(
        new TableServiceClient(connection, storage.Into(new TableClientOptions(), repeats)),
        new BlobServiceClient(
            connection, storage.Into(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02), repeats)),
        story.Functions,
        new DurableEngineOptions { HubName = hub },
        time,
        NullLoggerFactory.Instance);
}
