using System.Net;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Host;

/// <summary>
/// Function keys and authorization levels, as AuthenticationLevelHandler and FunctionAuthorizationHandler of the
/// Functions host judge them.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class FunctionKeysTests(AzuriteFixture azurite)
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private static readonly string[] Shown =
        ["", "master-key", "host-key", "own-key", "other-key", "durable-key", "blobs-key", "wrong-key"];

    /// <summary>For each function the keys that open it; all others are refused.</summary>
    private static readonly Dictionary<string, string[]> OpenedBy = new()
    {
        ["Open"] = Shown,
        ["Keyed"] = ["master-key", "host-key", "own-key"],
        ["Other"] = ["master-key", "host-key"],
        ["Inner"] = ["master-key", "durable-key", "blobs-key"],
        ["Administered"] = ["master-key"],
    };

    [Fact]
    public async Task Functions_OfEveryLevelWithEveryKey_OpenAsInAzure()
    {
        await using SampleHost host =
            await SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleKeyed), "--enableAuth");
        foreach ((string function, string[] keys) in OpenedBy)
        {
            foreach (string key in Shown)
            {
                HttpStatusCode expected = keys.Contains(key) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
                Assert.Equal((function, key, expected), (function, key, await HeaderAsync(host, function, key)));
                using HttpResponseMessage query = await host.Http.GetAsync($"/api/{function}?code={key}");
                Assert.Equal((function, key, expected), (function, key, query.StatusCode));
            }
        }

        // The header wins over the address, and an empty one shows no key.
        Assert.Equal(HttpStatusCode.Unauthorized, await HeaderAsync(host, "Keyed?code=own-key", ""));
        Assert.Equal(HttpStatusCode.OK, await HeaderAsync(host, "Keyed?code=wrong-key", "own-key"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, Instances));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, Instances + "?code=blobs-key"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, Instances + "?code=host-key"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, Instances + "?code=" + SampleHost.DurableKey));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, Instances + "?code=" + SampleHost.MasterKey));
    }

    [Fact]
    public async Task Functions_WithoutEnableAuth_AskForNoKey()
    {
        await using SampleHost host = await SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleKeyed));

        foreach (string function in OpenedBy.Keys)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, $"/api/{function}"));

        // The local users' roles guard the routes of the orchestrations instead.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, Instances + "?code=" + SampleHost.MasterKey));
        using HttpRequestMessage admin = SampleHost.Get(Instances, SampleHost.AdminKey);
        using HttpResponseMessage list = await host.Http.SendAsync(admin);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    private static Task<HttpStatusCode> HeaderAsync(SampleHost host, string function, string key) =>
        StatusAsync(host, "/api/" + function, key);

    private static async Task<HttpStatusCode> StatusAsync(SampleHost host, string path, string? key = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (key is not null) request.Headers.TryAddWithoutValidation("x-functions-key", key);
        using HttpResponseMessage answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
