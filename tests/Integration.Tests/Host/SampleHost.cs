using System.Globalization;
using System.Text.Json;
using CarbonRegistry.Local.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarbonRegistry.Integration.Tests.Host;

/// <summary>A host of the sample functions, with a settings folder of its own.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    public const string AdminKey = "admin-key";
    public const string MasterKey = "master-key";
    public const string DurableKey = "durable-key";
    public const string RegistrarKey = "registrar-key";
    private readonly string folder = Directory.CreateTempSubdirectory("host-").FullName;
    private IHost? host;

    public SampleLog Log { get; } = new();

    public StringWriter Output { get; } = new(CultureInfo.InvariantCulture);

    public StringWriter Error { get; } = new(CultureInfo.InvariantCulture);

    public int? ExitCode { get; private set; }

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => host!.Services;

    public static async Task<SampleHost> StartAsync(string storage, Type functions, params string[] args)
    {
        SampleHost host = new();
        await host.RunAsync(storage, functions, args);
        return host;
    }

    /// <summary>Starts a host that is expected to refuse, and gives what it said.</summary>
    public static async Task<(string Error, int? ExitCode)> RefusedAsync(string storage, params string[] args)
    {
        await using SampleHost host = new();
        await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync(storage, typeof(SampleHttp), args));
        return (host.Error.ToString(), host.ExitCode);
    }

    public static HttpRequestMessage Get(string path, string? key = null) => new(HttpMethod.Get, path)
    {
        Headers = { { "x-registry-key", key is null ? [] : [key] } },
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (host is not null)
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        await Output.DisposeAsync();
        await Error.DisposeAsync();
    }

    private async Task RunAsync(string storage, Type functions, string[] args)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), Settings(storage));
        LocalHostOptions options = new()
        {
            Functions = typeof(SampleHost).Assembly,
            FunctionTypes = [functions],
            SettingsFolder = folder,
            HostJsonPath = Path.Combine(folder, "host.json"),
            Output = Output,
            Error = Error,
            Exit = code => ExitCode = code,
            LeaseWait = TimeSpan.Zero,
            BlobPollInterval = TimeSpan.FromMilliseconds(20),
            BlobBackoff = _ => TimeSpan.FromMilliseconds(1),
        };
        string[] all =
        [
            .. args.Contains("--urls") ? Array.Empty<string>() : ["--urls", "http://127.0.0.1:0"],
            "--azurite-data", Path.Combine(folder, "azurite"), .. args,
        ];
        FunctionsApplicationBuilder builder = new(LocalHostBuilder.CreateOrExit(all, options));
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<SampleMiddleware>();
        builder.Services.AddSingleton(Log);
        IHost host = builder.Build();
        await host.StartAsync();
        this.host = host;
        string url = host.Services.GetRequiredService<IConfiguration>()["LocalHost:Url"]!;
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    private static string Settings(string storage) => JsonSerializer.Serialize(new
    {
        Values = new Dictionary<string, string> { ["AzureWebJobsStorage"] = storage, ["Registry__AuthorityBin"] = "1" },
        Keys = new
        {
            masterKey = MasterKey,
            systemKeys = new Dictionary<string, string>
            {
                ["durabletask_extension"] = DurableKey,
                ["blobs_extension"] = "blobs-key",
                ["empty"] = "",
            },
            functionKeys = new Dictionary<string, string> { ["default"] = "host-key" },
            functions = new Dictionary<string, object>
            {
                ["Keyed"] = new { mine = "own-key" },
                ["Administered"] = new { mine = "other-key" },
            },
        },
        LocalUsers = new[]
        {
            User(AdminKey, "a", "Администратор", null, "Admin"),
            User(RegistrarKey, "r", "R", "7", "Registrar", "Auditor"),
        },
    });

    private static object User(string key, string id, string name, string? bin, params string[] roles) =>
        new { key, id, name, roles, bin };
}
