using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Functions;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Local.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The registry as the program starts it, in this process, with a virtual clock and its own storage.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    public const string FirstMorning = "2022-07-25T09:00:00+06:00";

    private readonly string folder = Directory.CreateTempSubdirectory("registry-").FullName;
    private IHost? host;

    private RegistryHost()
    {
    }

    public RegistryClient Client { get; private set; } = null!;

    /// <summary>Starts a registry.</summary>
    /// <param name="storage">Its storage.</param>
    /// <param name="clock">Where its virtual clock starts.</param>
    /// <param name="trouble">What breaks calls of the registry's own clients; the host's parts keep theirs.</param>
    /// <param name="settings">Settings beside the usual ones, which they replace.</param>
    public static async Task<RegistryHost> StartAsync(
        string storage,
        string clock = FirstMorning,
        TroubledStorage? trouble = null,
        params (string Name, string Value)[] settings)
    {
        var registry = new RegistryHost();
        try
        {
            await registry.RunAsync(storage, clock, trouble, settings);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the host as Ctrl+C does; its services are disposed of later.</summary>
    public Task StopAsync() => host!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (host is not null)
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync(
        string storage, string clock, TroubledStorage? trouble, (string Name, string Value)[] settings)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), Settings(storage, settings));
        var options = new LocalHostOptions
        {
            Functions = typeof(NoticeDoors).Assembly,
            SettingsFolder = folder,
            HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
            Output = new StringWriter(CultureInfo.InvariantCulture),
            Error = new StringWriter(CultureInfo.InvariantCulture),
            Exit = _ => { },
            LeaseWait = TimeSpan.Zero,
            BlobPollInterval = TimeSpan.FromMilliseconds(50),
        };
        string[] arguments =
        [
            "--urls", "http://127.0.0.1:0", "--clock", clock, "--azurite-data", Path.Combine(folder, "azurite"),
        ];
        var builder = new FunctionsApplicationBuilder(LocalHostBuilder.CreateOrExit(arguments, options));
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<StorageTroubleMiddleware>();
        builder.UseMiddleware<ReadyFirst>();
        builder.UseMiddleware<KnownCallers>();
        builder.Services.AddCarbonRegistry(new RegistrySettings(builder.Configuration));
        if (trouble is not null)
        {
            builder.Services.AddSingleton(new TableServiceClient(storage, trouble.Into(new TableClientOptions(), 1)));
            builder.Services.AddSingleton(new BlobServiceClient(storage, trouble.Into(
                new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02), 1)));
        }

        var built = builder.Build();
        await built.StartAsync();
        host = built;
        var url = built.Services.GetRequiredService<IConfiguration>()["LocalHost:Url"]!;
        Client = new RegistryClient(new Uri(url), storage, Users.Keys);
    }

    private static string Settings(string storage, (string Name, string Value)[] settings) =>
        JsonSerializer.Serialize(new
        {
            Values = new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = storage,
                ["Registry__AuthorityBin"] = Users.AuthorityBin,
                ["Registry__OperatorBin"] = Users.OperatorBin,
                ["Registry__Exchanges"] = Users.ExchangeBin + ":2022-07-01",
                ["Deadlines__ExecuteAt"] = "17:00",
                ["Logging__LogLevel__Default"] = "Error",
                ["Logging__LogLevel__CarbonRegistry"] = "Error",
            }.Where(usual => settings.All(setting => setting.Name != usual.Key))
            .Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .ToDictionary(),
            LocalUsers = Users.All.Select(user => new
            {
                key = Users.Keys[user.Id],
                id = user.Id,
                name = user.Id,
                roles = user.Role.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                bin = user.Bin,
            }),
        });
}

/// <summary>The people of the tests.</summary>
internal static class Users
{
    public const string AuthorityBin = "131040012349";
    public const string OperatorBin = "120140000007";

    /// <summary>An admitted exchange.</summary>
    public const string ExchangeBin = "970240000136";

    /// <summary>The holder of KZ-0001.</summary>
    public const string HolderBin = "050440556852";

    /// <summary>The holder of KZ-0002.</summary>
    public const string OtherHolderBin = "110340472035";

    public static IReadOnlyList<(string Id, string Role, string? Bin)> All { get; } =
    [
        ("registrar-1", "Registrar", null),
        ("registrar-2", "Registrar", null),
        // One person in two roles is still one person, who may not approve what she sent.
        ("registrar-3", "Registrar Authority", AuthorityBin),
        ("authority", "Authority", AuthorityBin),
        ("admin", "Admin", null),
        ("auditor", "Auditor", null),
        ("exchange", "Exchange", ExchangeBin),
        ("holder", "Holder", HolderBin),
        ("holder-2", "Holder", HolderBin),
        ("other-holder", "Holder", OtherHolderBin),
        // Holds KZ-0003.
        ("stranger", "Holder", "111240174458"),
        // Holds KZ-0006 and KZ-0093.
        ("owner-of-two", "Holder", "140140938392"),
        // Signed in, without any role until a registration key is used.
        ("newcomer", "", null),
        ("second-newcomer", "", null),
        ("third-newcomer", "", null),
    ];

    public static IReadOnlyDictionary<string, string> Keys { get; } =
        All.ToDictionary(user => user.Id, user => $"the-key-of-{user.Id}");
}
