using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace CarbonRegistry.Local.Functions;

/// <summary>All that starts functions besides HTTP and orchestrations: blobs and timers.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    // What runs when the host is stopped may come to its end in this time.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(25);

    // Timers that come back sooner run once for a whole move of the clock.
    private static readonly TimeSpan ShortestStep = TimeSpan.FromHours(1);
    private static readonly TimeSpan IdlePoll = TimeSpan.FromMilliseconds(5);
    private readonly List<BlobListener> blobs = [];
    private readonly List<TimerListener> timers = [];
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly TimeProvider clock;
    private Task listening = Task.CompletedTask;

    private Listeners(TimeProvider clock)
    {
        this.clock = clock;
    }

    /// <summary>The next run of a timer that moves of the clock stop at; null when there is none.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            DateTimeOffset now = clock.GetUtcNow();
            return timers.Where(timer => timer.Recurrence >= ShortestStep && timer.Next > now)
                .Min(timer => timer.Next);
        }
    }

    /// <exception cref="StartFailure">A trigger is wrong.</exception>
    public static async Task<Listeners> StartAsync(
        IReadOnlyList<FunctionMethod> functions, IConfiguration configuration, HostStorage storage,
        FunctionRunner runner, BlobListenerSettings settings, CancellationToken cancellation)
    {
        Listeners listeners = new(settings.Clock);
        FunctionMethod[] blobs = [.. functions.Where(function => function.Trigger is BlobTriggerAttribute)];
        if (blobs.Length > 0)
        {
            TableClient table = await BlobReceipts.OpenTableAsync(storage.Tables, cancellation);
            BlobBinder binder = new(runner, new BlobAddress(storage.Connection));
            foreach (FunctionMethod function in blobs)
            {
                string path = WithSettings(((BlobTriggerAttribute)function.Trigger).BlobPath, configuration);
                BlobListener listener = new(
                    function, BlobPattern.Parse(path), storage, new BlobReceipts(table, function.Name),
                    binder.RunAsync, settings);
                await listener.OpenAsync(cancellation);
                listeners.blobs.Add(listener);
            }
        }

        foreach (FunctionMethod function in functions)
        {
            if (function.Trigger is not TimerTriggerAttribute trigger) continue;
            if (IsDisabled(function, configuration)) continue;
            TimerListener listener = new(
                function, WithSettings(trigger.Schedule, configuration), storage, runner, settings.Clock,
                settings.Logger);
            await listener.OpenAsync(cancellation);
            listeners.timers.Add(listener);
        }

        listeners.Listen();
        return listeners;
    }

    /// <summary>Completes when no timer is due or running.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellation)
    {
        while (timers.Any(timer => timer.Next <= clock.GetUtcNow()))
            await Task.Delay(IdlePoll, TimeProvider.System, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        abort.CancelAfter(DrainLimit);
        await listening;
        foreach (BlobListener listener in blobs) listener.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    internal static string WithSettings(string text, IConfiguration configuration) =>
        Regex.Replace(text, "%([^%]+)%", match => configuration[match.Groups[1].Value]
            ?? throw new StartFailure($"The setting {match.Groups[1].Value} is missing, which a trigger names."));

    /// <summary>As in Azure: https://learn.microsoft.com/azure/azure-functions/disable-function.</summary>
    private static bool IsDisabled(FunctionMethod function, IConfiguration configuration) =>
        bool.TryParse(configuration[$"AzureWebJobs.{function.Name}.Disabled"], out bool disabled) && disabled;

    private void Listen()
    {
        listening = Task.WhenAll(
        [
            .. blobs.Select(listener => Task.Run(() => listener.ListenAsync(stop.Token, abort.Token))),
            .. timers.Select(listener => Task.Run(() => listener.ListenAsync(stop.Token, abort.Token))),
        ]);
    }
}
