using System.Text.Json;
using CarbonRegistry.Infra.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarbonRegistry.Functions.Demo;

/// <summary>
/// Plays the story of the samples against the running host and tells it; the host is told nothing of it.
/// </summary>
internal sealed class DemoStory(DemoClient client, DemoTeller teller, string samples)
{
    /// <summary>Runs the host, with the story on top when it is asked for.</summary>
    /// <returns>0 when the host ended in order and the story came out as told.</returns>
    public static async Task<int> RunAsync(IHost app, DemoOptions options)
    {
        if (!options.Asked)
        {
            await app.RunAsync();
            return 0;
        }
        await app.StartAsync();
        var cameOut = await PlayAsync(app);
        if (options.Exit || !cameOut)
            await app.StopAsync();
        else
            await app.WaitForShutdownAsync();
        return cameOut ? 0 : 1;
    }

    private static async Task<bool> PlayAsync(IHost app)
    {
        var settings = app.Services.GetRequiredService<IConfiguration>();
        var url = settings["LocalHost:Url"] ?? "http://localhost:7071";
        var teller = new DemoTeller(Console.Out);
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            using var client =
                new DemoClient(url, settings["AzureWebJobsStorage"]!, DemoKeys.Read(DemoOptions.RepositoryFolder()));
            var samples = Path.Combine(AppContext.BaseDirectory, "Demo", "samples");
            await new DemoStory(client, teller, samples).TellAsync(url, stopping);
            return true;
        }
        catch (Exception failure) when (
            failure is TimeoutException or HttpRequestException or InvalidOperationException)
        {
            teller.Failed(failure.Message);
            return false;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task TellAsync(string url, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        teller.Begin();
        var player = new DemoPlayer(client, teller, samples);
        foreach (var step in DemoScript.Steps)
            await player.PlayAsync(step, cancellation);
        var totals = await client.GetAsync("/api/totals", "Auditor", cancellation);
        teller.Accounts(await client.GetAsync("/api/accounts?take=1000", "Auditor", cancellation));
        teller.Totals(totals);
        CheckTotals(totals);
        var requests = await client.CountAsync(StorageNames.Outbox, "-documentsRequested.json", cancellation);
        Expect(requests == 155, $"{requests} operators were asked for their papers, not 155.");
        var published = await client.PublishAsync(cancellation);
        teller.Published(published, url);
        var audit = (await client.AuditAsync(cancellation)).GetProperty("last");
        teller.Audited(audit);
        Expect(audit.GetProperty("findings").GetArrayLength() == 0, "The second book differs from the first.");
        teller.End(url, requests, TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>
    /// The plan's 692,000,000 units and the 10,000 of the offset project were issued, and of each kind every unit is
    /// on exactly one side of the books (¶4).
    /// </summary>
    private static void CheckTotals(JsonElement totals)
    {
        var issued = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["quota"] = 692_000_000,
            ["offset"] = 10_000,
        };
        var rows = totals.GetProperty("items").EnumerateArray().ToList();
        Expect(rows.Count == issued.Count, $"There are totals of {rows.Count} kinds, not of {issued.Count}.");
        foreach (var row in rows)
        {
            long Of(string name) => row.GetProperty(name).GetInt64();
            var kind = row.GetProperty("unitKind").GetString()!;
            Expect(Of("issued") == issued[kind], $"{Of("issued")} units of {kind} were issued, not {issued[kind]}.");
            var sum = Of("held") + Of("cancelled") + Of("surrendered") + Of("withdrawn");
            Expect(sum == Of("issued"), $"The counters of {kind} sum to {sum}, not to {Of("issued")}.");
        }
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
