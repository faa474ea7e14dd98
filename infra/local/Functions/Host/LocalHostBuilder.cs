using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>Reads arguments and settings, and puts together the host that runs the application's functions.</summary>
internal sealed class LocalHostBuilder
{
    internal const string StorageSetting = "AzureWebJobsStorage";
    internal const string UrlSetting = "LocalHost:Url";
    private const long LargestBody = 64 * 1024 * 1024;
    private readonly LocalHostOptions options;
    private bool built;

    private LocalHostBuilder(string[] args, LocalHostOptions options)
    {
        this.options = options;
        Functions = options.Functions ?? Assembly.GetEntryAssembly() ?? typeof(LocalHostBuilder).Assembly;
        string root = RepositoryRoot.Find();
        Arguments = HostArguments.Parse(args);
        Settings = LocalSettings.Load(options.SettingsFolder ?? root);
        if (Arguments.AsksForKeys && string.IsNullOrEmpty(Settings.Keys.Master))
        {
            throw new StartFailure(
                $"--enableAuth wants keys to compare with: add \"Keys\": {{ \"masterKey\": \"...\" }} "
                + $"to {Settings.Path}.");
        }

        HostJson = HostJson.Load(options.HostJsonPath ?? Path.Combine(AppContext.BaseDirectory, "host.json"));
        Clock = Arguments.Clock is { } start ? new VirtualClock(start) : TimeProvider.System;
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = Functions.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        Web.Configuration.AddInMemoryCollection(Settings.Values);
        Web.Configuration.AddEnvironmentVariables();
        Web.Configuration.AddCommandLine(args);
        (Emulator, string connection) = PlanEmulator(root);
        Own = new Dictionary<string, string?>
        {
            [StorageSetting] = connection,
            [UrlSetting] = Arguments.Url,
            // The address is given to the web server directly; read a second time it would only cause a warning.
            ["urls"] = null,
        };
        Web.Configuration.AddInMemoryCollection(Own);
        AddServices();
    }

    public WebApplicationBuilder Web { get; }

    public IList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Pipeline { get; } =
        new List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>>();

    internal HostArguments Arguments { get; }

    internal LocalSettings Settings { get; }

    internal HostJson HostJson { get; }

    internal TimeProvider Clock { get; }

    internal Assembly Functions { get; }

    /// <summary>The emulator to start; null when storage is in the cloud.</summary>
    internal EmulatorPlan? Emulator { get; }

    /// <summary>What the host itself settles, over file and environment.</summary>
    internal Dictionary<string, string?> Own { get; }

    /// <summary>Reads everything, or says in one sentence why it cannot and ends the process.</summary>
    public static LocalHostBuilder CreateOrExit(string[] args, LocalHostOptions options) =>
        OrExit(() => new LocalHostBuilder(args, options), options);

    /// <summary>Lets functions return the results of ASP.NET Core.</summary>
    public void UseWebApplication() => Web.Services.AddMvcCore();

    public IHost Build()
    {
        if (this.built) throw new InvalidOperationException("The application has already been built.");
        this.built = true;
        HostParts parts = new();
        Web.Services.AddHostedService(_ => parts);
        WebApplication app = Web.Build();
        return OrExit(() => new LocalHost(app, this, options, parts), options);
    }

    private static T OrExit<T>(Func<T> make, LocalHostOptions options)
    {
        try
        {
            return make();
        }
        catch (StartFailure failure)
        {
            options.Error.WriteLine(failure.Message);
            options.Exit(1);
            throw;
        }
    }

    private (EmulatorPlan? Plan, string Connection) PlanEmulator(string root)
    {
        string? set = Web.Configuration[StorageSetting];
        string connection = string.IsNullOrEmpty(set) ? "UseDevelopmentStorage=true" : set;
        EmulatorFolder folder = new(Arguments.AzuriteData ?? Path.Combine(root, ".azurite"));
        string azurite = Path.Combine(root, "infra", "local", "azurite");
        if (Arguments.AzuriteFreePorts)
        {
            EmulatorPlan free = EmulatorPlan.OnFreePorts(folder, Arguments.AzuriteFresh, azurite);
            return (free, free.Endpoints.ToConnectionString());
        }

        EmulatorPlan? plan = StorageEndpoints.Read(connection) is { AreLoopback: true } endpoints
            ? new EmulatorPlan(folder, endpoints, Arguments.AzuriteFresh, azurite)
            : null;
        return (plan, connection);
    }

    private void AddServices()
    {
        Web.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        Web.Services.AddRouting();
        Web.Services.AddSingleton(Clock);
        Web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        Web.Logging.AddConfiguration(Web.Configuration.GetSection("Logging"));
        Web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        Web.Logging.SetMinimumLevel(LogLevel.Warning);
        Web.Logging.AddFilter("CarbonRegistry", LogLevel.Information);
        Web.Logging.AddFilter("Function", LogLevel.Information);
        foreach ((string category, LogLevel level) in HostJson.LogLevels)
        {
            if (category == "default") Web.Logging.SetMinimumLevel(level);
            else Web.Logging.AddFilter(category, level);
        }
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.AddServerHeader = false;
        Uri url = new(Arguments.Url);
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address)) kestrel.Listen(address, url.Port);
        else if (url.IsLoopback && url.Port != 0) kestrel.ListenLocalhost(url.Port);
        else if (url.IsLoopback) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenAnyIP(url.Port);
    }
}
