using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Host;

[Collection(AzuriteCollection.Name)]
public sealed class DurableHostTests(AzuriteFixture azurite) : IAsyncLifetime
{
    public async Task InitializeAsync() =>
        await new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts").DeleteIfExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Orchestration_OverTenDaysAndARestart_EndsWhenTheClockGetsThere()
    {
        string id = AzuriteFixture.NewName("order");
        await using (SampleHost host = await StartAsync())
        {
            using HttpResponseMessage ordered =
                await host.Http.PostAsJsonAsync($"/api/orders/{id}", new SampleOrder("Ы", 7));
            Assert.Equal(id, await ordered.Content.ReadAsStringAsync());
            await host.Log.UntilAsync(lines => lines.Count == 1);
            Assert.Equal(["Pack 7 for Ы on 07-25"], host.Log.Lines);
        }

        await using SampleHost again = await StartAsync();
        JsonElement moved = await MoveAsync(again, """{"advance": "nextTimer"}""");

        Assert.Equal(1, moved.GetProperty("firedTimers").GetInt32());
        Assert.Equal([$"Send of {id} on 08-04, Ы"], again.Log.Lines);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(SampleHost.RegistrarKey, HttpStatusCode.OK)]
    [InlineData(SampleHost.AdminKey, HttpStatusCode.OK)]
    public async Task ManagementRoutes_ForRole_AnswerAsTheyMay(string? key, HttpStatusCode expected)
    {
        await using SampleHost host = await StartAsync();
        using HttpResponseMessage response =
            await host.Http.SendAsync(SampleHost.Get("/runtime/webhooks/durabletask/instances", key));

        Assert.Equal(expected, response.StatusCode);
    }

    private Task<SampleHost> StartAsync() => SampleHost.StartAsync(
        azurite.ConnectionString, typeof(SampleOrchestrations), "--clock", "2022-07-25T09:00:00+06:00");

    private static async Task<JsonElement> MoveAsync(SampleHost host, string body)
    {
        using HttpRequestMessage request = SampleHost.Get("/admin/clock", SampleHost.AdminKey);
        request.Method = HttpMethod.Post;
        request.Content = new StringContent(body);
        using HttpResponseMessage response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
