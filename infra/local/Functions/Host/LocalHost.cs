using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CarbonRegistry.Local.DurableTask;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// Runs an application's functions in one process: starts storage, takes the lease, opens the web server, and then
/// listens to blobs and timers; stops in the reverse order.
/// </summary>
internal sealed class LocalHost : IHost, IAsyncDisposable
{
    // What shells expect of a program that Ctrl+C has ended.
    private const int InterruptedCode = 130;

    // Turns and activities that run when the host is stopped may come to their end in this time.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(25);
    private readonly WebApplication app;
    private readonly LocalHostBuilder builder;
    private readonly LocalHostOptions options;
    private readonly ILogger logger;
    private readonly IReadOnlyList<FunctionMethod> functions;
    private readonly FunctionRunner runner;
    private readonly Stack<IAsyncDisposable> open = [];
    private readonly HostParts parts;
    private PosixSignalRegistration? hangUp;
    private Listeners? listeners;
    private DurableEngine? engine;
    private ClockMover? mover;
    private ClockStore? clockStore;
    private bool appStarted;
    private bool disposed;

    public LocalHost(WebApplication app, LocalHostBuilder builder, LocalHostOptions options, HostParts parts)
    {
        this.app = app;
        this.builder = builder;
        this.options = options;
        this.parts = parts;
        logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CarbonRegistry.Host");
        functions = FunctionMethod.Find(options.FunctionTypes ?? builder.Functions.GetExportedTypes());
        runner = new FunctionRunner(app.Services, builder.Pipeline, _ => Client);
        MapRoutes();
    }

    public IServiceProvider Services => app.Services;

    private DurableTaskClient Client =>
        engine?.Client ?? throw new InvalidOperationException("Orchestrations run once the host has started.");

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            await OpenAsync(interrupted.Token);
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await UndoAsync();
            await options.Error.WriteLineAsync(sentence);
            options.Exit(1);
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await UndoAsync();
            options.Exit(InterruptedCode);
            throw;
        }
        catch
        {
            await UndoAsync();
            throw;
        }

        // Ctrl+C during a long start must not leave an emulator behind.
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (listeners is not null) await listeners.DisposeAsync();
        await app.StopAsync(cancellationToken);
        await CloseAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        hangUp?.Dispose();
        if (listeners is not null) await listeners.DisposeAsync();
        await CloseAsync();
        mover?.Dispose();
        await app.DisposeAsync();
    }

    private async Task UndoAsync()
    {
        if (appStarted) await StopAsync(CancellationToken.None);
        await DisposeAsync();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        RefuseTakenPort();
        string storedBy = "storage in the cloud";
        if (builder.Emulator is { } plan)
        {
            Emulator emulator = await Emulator.StartAsync(plan, options.Output, cancellation);
            open.Push(emulator);
            storedBy = emulator.Description;
        }

        HostStorage storage = await HostStorage.OpenAsync(builder.Own[LocalHostBuilder.StorageSetting]!, cancellation);
        open.Push(await TakeLeaseAsync(storage, cancellation));
        if (builder.Clock is VirtualClock clock)
        {
            clockStore = new ClockStore(storage.Own, clock, logger);
            await clockStore.StartAsync(cancellation);
            open.Push(clockStore);
        }

        engine = CreateEngine(storage);
        open.Push(engine);
        parts.Starting = engine.StartAsync;
        parts.Stopping = DrainEngineAsync;
        await app.StartAsync(cancellation);
        appStarted = true;
        ListenToHangUp();
        string url = BoundUrl();
        app.Configuration[LocalHostBuilder.UrlSetting] = url;
        BlobListenerSettings settings = new(builder.HostJson.BlobParallelism, options, builder.Clock, logger);
        listeners = await Listeners.StartAsync(
            functions, app.Configuration, storage, runner, settings, cancellation);
        await GreetAsync(url, storage, storedBy);
    }

    private void MapRoutes()
    {
        LocalIdentity identity = new(builder.Settings.Users);
        ILogger logger = this.logger;
        app.Use((context, next) => HttpFunctions.GuardAsync(context, inner =>
            identity.AdmitAsync(inner, _ => next(inner)), e => logger.LogError(e, "A request failed.")));
        if (builder.Clock is VirtualClock clock) mover = new ClockMover(clock, Steps());
        app.MapClock(mover, builder.Clock, cancel => clockStore?.SaveAsync(cancel) ?? Task.CompletedTask);
        FunctionKeys keys = new(builder.Settings.Keys, builder.Arguments.AsksForKeys);
        app.MapDurableManagement(() => Client, (context, _) => ManagementRefusal(keys, context));
        app.MapSignIn(identity);
        app.MapFunctions(functions, builder.HostJson.RoutePrefix, runner, keys);
    }

    /// <summary>
    /// With keys the extension's own rule holds, as in Azure. Without them the local users' roles guard the routes, so
    /// that nobody on the machine's network steers a registry by accident.
    /// </summary>
    private static int? ManagementRefusal(FunctionKeys keys, HttpContext context)
    {
        if (!keys.AreAskedFor) return LocalIdentity.Refusal(context, "Registrar", "Admin");
        return keys.AdmitToExtension(context, "durabletask") ? null : StatusCodes.Status401Unauthorized;
    }

    private DurableEngine CreateEngine(HostStorage storage)
    {
        DurableEngineOptions options = new()
        {
            HubName = builder.HostJson.HubName,
            MaxConcurrentActivities = builder.HostJson.MaxConcurrentActivities,
            MaxConcurrentOrchestrations = builder.HostJson.MaxConcurrentOrchestrations,
        };
        return new DurableEngine(
            storage.Tables, storage.Blobs, DurableBinding.Bind(functions, runner, Services), options, builder.Clock,
            Services.GetRequiredService<ILoggerFactory>());
    }

    private async Task DrainEngineAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(DrainLimit);
        try
        {
            await engine!.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("An activity did not end in time; it runs again after the next start.");
        }
    }

    private ClockSteps Steps() => new(
        NextTimer: () => engine?.NextTimer,
        NextStop: () => listeners?.NextTimer,
        WhenIdle: WhenIdleAsync);

    // A timer function may start an orchestration, and so the engine is asked last.
    private async Task WhenIdleAsync(CancellationToken cancellation)
    {
        if (engine is null || listeners is null) return;
        await engine.WhenIdleAsync(cancellation);
        await listeners.WhenIdleAsync(cancellation);
        await engine.WhenIdleAsync(cancellation);
    }

    private Task<HostLease> TakeLeaseAsync(HostStorage storage, CancellationToken cancellation)
    {
        Dictionary<string, string> holder = new()
        {
            ["machine"] = Uri.EscapeDataString(Environment.MachineName),
            ["pid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            ["url"] = Uri.EscapeDataString(builder.Arguments.Url),
        };
        IHostApplicationLifetime lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        return HostLease.TakeAsync(
            storage.Own, holder, options.LeaseWait, lifetime.StopApplication, logger, cancellation);
    }

    /// <summary>Looks before anything is started, so that nothing has to be undone.</summary>
    private void RefuseTakenPort()
    {
        Uri url = new(builder.Arguments.Url);
        if (url.Port == 0) return;
        IPAddress address = IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? given)
            ? given
            : url.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using TcpListener listener = new(address, url.Port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartFailure(TakenPort(), e);
        }
    }

    private string TakenPort() =>
        $"{builder.Arguments.Url} cannot be listened on, another program may have the port; --urls names another.";

    private string? Sentence(Exception e) => e switch
    {
        StartFailure failure => failure.Message,
        IOException when e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException => TakenPort(),
        Azure.RequestFailedException or AggregateException { InnerException: Azure.RequestFailedException } =>
            HostStorage.Sentence(e),
        _ => null,
    };

    // A closed terminal would otherwise end the process before it has finished its work.
    private void ListenToHangUp()
    {
        if (OperatingSystem.IsWindows()) return;
        IHostApplicationLifetime lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            lifetime.StopApplication();
        });
    }

    private string BoundUrl()
    {
        ICollection<string> addresses =
            Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.FirstOrDefault()?.TrimEnd('/') ?? builder.Arguments.Url;
    }

    private async Task GreetAsync(string url, HostStorage storage, string storedBy)
    {
        await options.Output.WriteLineAsync($"{builder.Web.Environment.ApplicationName} listens on {url}");
        await options.Output.WriteLineAsync($"  storage  {storage.Blobs.Uri} ({storedBy})");
        if (builder.Emulator is { } plan) await options.Output.WriteLineAsync($"  data     {plan.Folder.Path}");
        string kind = builder.Clock is VirtualClock ? "virtual" : "real";
        await options.Output.WriteLineAsync($"  clock    {kind}, {builder.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ssK}");
        foreach (FunctionMethod function in functions)
            logger.LogDebug("{Function}: {EntryPoint}", function.Name, function.EntryPoint);
    }

    private async Task CloseAsync()
    {
        while (open.TryPop(out IAsyncDisposable? part)) await part.DisposeAsync();
    }
}
