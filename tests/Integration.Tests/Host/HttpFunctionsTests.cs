using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Host;

[Collection(AzuriteCollection.Name)]
public sealed class HttpFunctionsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private SampleHost host = null!;

    public async Task InitializeAsync() =>
        host = await SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleHttp));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Route_WithParameters_BindsThemByName()
    {
        JsonElement echo = await host.Http.GetFromJsonAsync<JsonElement>("/api/echo/%D0%94-1/3?take=5");

        Assert.Equal("Д-1", echo.GetProperty("id").GetString());
        Assert.Equal(3, echo.GetProperty("count").GetInt32());
        Assert.Equal(5, echo.GetProperty("take").GetInt32());
        Assert.Equal(JsonValueKind.Null, echo.GetProperty("missing").ValueKind);
        Assert.Equal("Echo", echo.GetProperty("function").GetString());
        Assert.False(echo.GetProperty("cancelled").GetBoolean());
    }

    [Theory]
    [InlineData("GET", "/api/other", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/echo/a/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/echo/a/one", HttpStatusCode.NotFound)]
    [InlineData("GET", "/other", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/FAILS", HttpStatusCode.InternalServerError)]
    public async Task Request_ThatNoFunctionCanAnswer_GetsProblem(string method, string path, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await host.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Nobody may read", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_OfEitherKind_IsSent()
    {
        using ByteArrayContent body = new(new byte[3_000_000]);
        using HttpResponseMessage accepted = await host.Http.PostAsync("/api/other", body);
        using HttpResponseMessage action = await host.Http.GetAsync("/api/Action");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("/api/3000000", accepted.Headers.Location?.ToString());
        Assert.Equal(418, (int)action.StatusCode);
        Assert.Equal("/api/Action", await action.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_AroundHttpFunction_SeesTheRequest()
    {
        Assert.Equal("GET", await host.Http.GetStringAsync("/api/wrapped"));
        Assert.Equal(["before, http True", "inside", "after"], host.Log.Lines);
    }

    [Fact]
    public async Task Identity_ClaimedByTheCaller_IsDropped()
    {
        using HttpRequestMessage request = SampleHost.Get("/api/who");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "forged");
        request.Headers.Add("x-ms-client-principal-id", "forged");
        request.Headers.Add("X_MS_CLIENT_PRINCIPAL", "forged");
        using HttpResponseMessage response = await host.Http.SendAsync(request);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Identity_OfKnownKey_IsPrincipalOfThatUser()
    {
        using HttpResponseMessage response =
            await host.Http.SendAsync(SampleHost.Get("/api/who", SampleHost.RegistrarKey));
        JsonElement headers = await response.Content.ReadFromJsonAsync<JsonElement>();
        string principal = headers.GetProperty("X-MS-CLIENT-PRINCIPAL").GetString()!;
        JsonElement json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(principal))).RootElement;
        string[] claims =
        [
            .. json.GetProperty("claims").EnumerateArray()
                .Select(c => $"{c.GetProperty("typ").GetString()}={c.GetProperty("val").GetString()}"),
        ];

        Assert.Equal("roles", json.GetProperty("role_typ").GetString());
        Assert.Equal("name", json.GetProperty("name_typ").GetString());
        Assert.Equal(
            [
                "name=R", "roles=Registrar", "roles=Auditor", "bin=7",
                "http://schemas.microsoft.com/identity/claims/objectidentifier=r",
            ],
            claims);
        Assert.Equal("r", headers.GetProperty("X-MS-CLIENT-PRINCIPAL-ID").GetString());
        Assert.False(headers.TryGetProperty("x-registry-key", out _));
    }

    [Fact]
    public async Task Identity_OfUnknownKey_IsRefused()
    {
        using HttpResponseMessage response = await host.Http.SendAsync(SampleHost.Get("/api/who", "no-such-key"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
