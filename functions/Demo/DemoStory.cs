using System.Globalization;
using System.Text.Json;
using CarbonRegistry.Domain.Notices;
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
        foreach (var step in DemoScript.Steps)
            await PlayAsync(step, cancellation);
        var totals = await client.GetAsync("/api/totals", "Auditor", cancellation);
        var accounts = await client.GetAsync("/api/accounts?take=1000", "Auditor", cancellation);
        teller.Accounts(accounts);
        teller.Totals(totals);
        CheckTotals(totals);
        var requests = await client.CountAsync(StorageNames.Outbox, "-documentsRequested.json", cancellation);
        Expect(requests == 155, $"{requests} operators were asked for their papers, not 155.");
        teller.End(url, requests, TimeProvider.System.GetElapsedTime(started));
    }

    private async Task PlayAsync(DemoStep step, CancellationToken cancellation)
    {
        await client.MoveClockAsync(step.At, cancellation);
        teller.Arrived(step);
        var container = step.File.EndsWith(".xlsx", StringComparison.Ordinal) ? StorageNames.Plans
            : StorageNames.Notices;
        var file = Path.Combine(samples, step.File);
        file = File.Exists(file) ? file : Path.Combine(samples, "notices", step.File);
        await client.DropAsync(container, step.File, await File.ReadAllBytesAsync(file, cancellation), cancellation);
        switch (step.Decided)
        {
            case DemoDecision.PapersMissing:
                teller.Waits(await client.AwaitStageAsync(step.Procedure, "awaitingDocuments", cancellation));
                break;
            case DemoDecision.TwoRegistrars or DemoDecision.Deadline:
                await DecideAsync(step, IdOf(step.Completes ?? step.Procedure, step), cancellation);
                break;
            default:
                throw new InvalidOperationException($"The story knows no {step.Decided}.");
        }
    }

    private async Task DecideAsync(DemoStep step, string procedure, CancellationToken cancellation)
    {
        var waiting = await client.AwaitStageAsync(procedure, "awaitingDecision", cancellation);
        var due = waiting.GetProperty("dueOn").GetString();
        Expect(due == step.Due, $"{procedure} is due on {due}, not on {step.Due}.");
        teller.Due(waiting);
        if (step.Decided == DemoDecision.Deadline)
        {
            await client.MoveClockAsync($"{step.Due}T23:00:00+06:00", cancellation);
        }
        else
        {
            await client.ApproveAsync(procedure, "Registrar", cancellation);
            await client.ApproveAsync(procedure, "Registrar2", cancellation);
        }
        var done = await client.AwaitStageAsync(procedure, "executed", cancellation);
        var entries = done.GetProperty("entries").EnumerateArray().Select(number => number.GetInt64()).ToList();
        var lines = new List<JsonElement>();
        foreach (var number in entries)
        {
            var line = await client.LinesAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/journal?from={number}&take=1"), cancellation);
            lines.Add(JsonDocument.Parse(line[0]).RootElement);
        }
        CheckDay(step, lines);
        teller.Done(done, lines);
    }

    /// <summary>An act that nobody decided stands in the journal on its due day.</summary>
    private static void CheckDay(DemoStep step, List<JsonElement> lines)
    {
        if (step.Decided != DemoDecision.Deadline)
            return;
        foreach (var line in lines)
        {
            var at = line.GetProperty("at").GetString()!;
            Expect(at.StartsWith(step.Due!, StringComparison.Ordinal), $"{step.File} was carried out at {at}.");
        }
    }

    /// <summary>The plan's 692,000,000 units are all in circulation, and every counter adds up.</summary>
    private static void CheckTotals(JsonElement totals)
    {
        var quota = totals.GetProperty("items").EnumerateArray().Single();
        long Of(string name) => quota.GetProperty(name).GetInt64();
        Expect(Of("issued") == 692_000_000, $"{Of("issued")} units were issued.");
        var sum = Of("held") + Of("cancelled") + Of("surrendered") + Of("withdrawn");
        Expect(sum == Of("issued"), $"The counters sum to {sum}, not to {Of("issued")}.");
    }

    /// <summary>Completes an id with the digest of the document's own number.</summary>
    private string IdOf(string procedure, DemoStep step)
    {
        if (!procedure.EndsWith('~'))
            return procedure;
        var reading = DocumentReader.Read(File.ReadAllBytes(Path.Combine(samples, "notices", step.File)));
        var id = reading.Document!.ProcedureId.ToString();
        Expect(id.StartsWith(procedure, StringComparison.Ordinal), $"{id} is not {procedure}…");
        return id;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
