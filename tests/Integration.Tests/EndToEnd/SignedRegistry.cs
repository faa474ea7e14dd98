using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Tests.Signatures;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>A registry that asks for signatures, and an authority that it trusts.</summary>
public sealed class SignedRegistry(EndToEndWorld world) : IAsyncLifetime
{
    public const string Today = "2022-07-25";

    private const string Waits = "/runtime/webhooks/durabletask/instances?instanceIdPrefix=AwaitSignature.";

    private readonly string folder = Directory.CreateTempSubdirectory("trusted-").FullName;
    private readonly string storage = world.TakeStorage();
    private RegistryHost? host;

    internal SomeAuthority Authority { get; } = new("Test authority");

    internal RegistryClient Client => host!.Client;

    /// <summary>Signs for the holder of KZ-0001.</summary>
    internal X509Certificate2 Holder { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Holder = SignerOf(Users.HolderBin);
        await File.WriteAllTextAsync(Path.Combine(folder, "root.pem"), Authority.Pem);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal async Task StartAsync() => host = await RegistryHost.StartAsync(
        storage,
        RegistryHost.FirstMorning,
        null,
        ("Signatures__Required", "true"),
        ("Signatures__TrustedCertificates", folder));

    internal async Task StopAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        host = null;
    }

    internal X509Certificate2 SignerOf(string bin) => Authority.Issue($"CN=Director OU=BIN{bin}");

    /// <summary>An application of the holder of KZ-0001, which waits for its plan once it is let in.</summary>
    internal static byte[] Application(string number) =>
        RegistryClient.Json(Papers.Application(number, "KZ-0001", Today));

    internal static string IdOf(string number) => $"accountApplication.{Users.HolderBin}.2022.{number}";

    internal byte[] Sign(byte[] document) => SomeAuthority.Sign(Holder, document);

    internal Task DropAsync(string name, byte[] bytes) => Client.DropAsync("notices", name, bytes);

    internal async Task<Answer> PostAsync(string route, string? user, byte[] body, byte[]? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = RegistryClient.Content(body, "application/json"),
        };
        if (user is not null)
            request.Headers.Add("x-registry-key", Users.Keys[user]);
        if (signature is not null)
            request.Headers.Add("X-Signature", Convert.ToBase64String(signature));
        using var response = await Client.Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.OriginalString);
    }

    /// <summary>How many documents wait for their signatures.</summary>
    internal async Task<int> WaitingAsync() => (await Client.GetAsync(
        Waits + "&runtimeStatus=Running&runtimeStatus=Pending", "registrar-1")).Expect(200).Json.GetArrayLength();

    /// <summary>Waits until so many documents wait for their signatures, each with its timer armed.</summary>
    internal async Task AwaitWaitingAsync(int count)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await WaitingAsync() != count || (count > 0 && await NextTimerAsync() is null))
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"{await WaitingAsync()} documents wait, not {count}.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Moves the virtual clock on.</summary>
    internal async Task PassAsync(TimeSpan span)
    {
        var now = (await ClockAsync()).GetProperty("now").GetDateTimeOffset();
        (await Client.PostJsonAsync("/admin/clock", "admin", new JsonObject { ["to"] = (now + span).ToString("O") }))
            .Expect(200);
    }

    /// <summary>The issues that a refused blob was told, by their codes.</summary>
    internal async Task<string> RefusalAsync(string name)
    {
        var report = await Client.AwaitBlobAsync("notices-rejected", name + ".issues.json");
        return report.GetProperty("issues")[0].GetProperty("code").GetString()!;
    }

    private async Task<string?> NextTimerAsync() => (await ClockAsync()).GetProperty("nextTimer").GetString();

    private async Task<JsonElement> ClockAsync() => (await Client.GetAsync("/admin/clock", "admin")).Expect(200).Json;
}
