using System.Globalization;
using System.Text.Json;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Functions.Demo;

/// <summary>Plays one step of the story after the other; stops where the registry does otherwise than told.</summary>
internal sealed class DemoPlayer(DemoClient client, DemoTeller teller, string samples)
{
    /// <summary>Moves the clock, drops the document, and sees to its end.</summary>
    /// <exception cref="InvalidOperationException">It came out otherwise; the message says how.</exception>
    public async Task PlayAsync(DemoStep step, CancellationToken cancellation)
    {
        await client.MoveClockAsync(step.At, cancellation);
        teller.Arrived(step);
        if (step.File is { } file)
            await DropAsync(file, cancellation);
        var procedure = IdOf(step.Completes ?? step.Procedure, step);
        switch (step.Decided)
        {
            case DemoDecision.PapersMissing:
                teller.Waits(await client.AwaitStageAsync(procedure, "awaitingDocuments", cancellation));
                break;
            case DemoDecision.Announced:
                teller.Waits(await client.AwaitStageAsync(procedure, "received", cancellation));
                break;
            case DemoDecision.AtOnce:
                teller.Recorded(await client.AwaitStageAsync(procedure, "executed", cancellation));
                break;
            case DemoDecision.TwoRegistrars or DemoDecision.OneRegistrar or DemoDecision.RegistrarsAndHolder
                or DemoDecision.Deadline or DemoDecision.Refused:
                await DecideAsync(step, procedure, cancellation);
                break;
            default:
                throw new InvalidOperationException($"The story knows no {step.Decided}.");
        }
    }

    private async Task DropAsync(string file, CancellationToken cancellation)
    {
        var container = file.EndsWith(".xlsx", StringComparison.Ordinal) ? StorageNames.Plans : StorageNames.Notices;
        await client.DropAsync(container, file, await File.ReadAllBytesAsync(PathOf(file), cancellation), cancellation);
    }

    private async Task DecideAsync(DemoStep step, string procedure, CancellationToken cancellation)
    {
        var waiting = await client.AwaitStageAsync(procedure, "awaitingDecision", cancellation);
        var due = waiting.GetProperty("dueOn").GetString();
        Expect(due == step.Due, $"{procedure} is due on {due}, not on {step.Due}.");
        teller.Due(waiting);
        if (step.Decided == DemoDecision.Deadline)
            await client.MoveClockAsync($"{step.Due}T23:00:00{step.At[19..]}", cancellation);
        foreach (var user in Deciders(step.Decided))
            await client.ApproveAsync(procedure, user, cancellation);
        if (step.Decided == DemoDecision.Refused)
        {
            await RefusedAsync(step, procedure, cancellation);
            return;
        }
        var done = await client.AwaitStageAsync(procedure, "executed", cancellation);
        var lines = await EntriesAsync(done, cancellation);
        CheckDay(step, lines);
        CheckUnits(step, lines);
        teller.Done(done, lines);
        CheckParts(step, done);
    }

    private async Task RefusedAsync(DemoStep step, string procedure, CancellationToken cancellation)
    {
        var refused = await client.AwaitStageAsync(procedure, "refused", cancellation);
        var refusal = refused.GetProperty("refusal");
        teller.Refused(refusal);
        var name = refusal.GetProperty("name").GetString();
        Expect(name == step.Refusal, $"{procedure} was refused for {name}, not for {step.Refusal}.");
    }

    private async Task<List<JsonElement>> EntriesAsync(JsonElement procedure, CancellationToken cancellation)
    {
        var lines = new List<JsonElement>();
        foreach (var number in procedure.GetProperty("entries").EnumerateArray().Select(entry => entry.GetInt64()))
        {
            var line = await client.LinesAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/journal?from={number}&take=1"), cancellation);
            lines.Add(JsonSerializer.Deserialize<JsonElement>(line[0]));
        }
        return lines;
    }

    private static string[] Deciders(DemoDecision decided) => decided switch
    {
        DemoDecision.OneRegistrar => ["Registrar"],
        DemoDecision.TwoRegistrars or DemoDecision.Refused => ["Registrar", "Registrar2"],
        DemoDecision.RegistrarsAndHolder => ["Registrar", "Registrar2", "Holder"],
        DemoDecision.Deadline or DemoDecision.AtOnce or DemoDecision.PapersMissing or DemoDecision.Announced => [],
        _ => throw new ArgumentOutOfRangeException(nameof(decided), decided, null),
    };

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

    private static void CheckUnits(DemoStep step, List<JsonElement> lines)
    {
        if (step.Units is not { } told)
            return;
        var moved = lines
            .Where(line => line.TryGetProperty("moves", out _))
            .SelectMany(line => line.GetProperty("moves").EnumerateArray())
            .Sum(move => UnitBlock.Parse(move.GetProperty("block").GetString()!).Count);
        Expect(moved == told, $"{step.File} moved {moved} units, not {told}.");
    }

    private void CheckParts(DemoStep step, JsonElement done)
    {
        var refusals = done.GetProperty("parts").EnumerateArray()
            .Select(part => part.GetProperty("refusal"))
            .Where(refusal => refusal.ValueKind == JsonValueKind.Object)
            .ToList();
        foreach (var refusal in refusals)
            teller.Refused(refusal);
        var names = refusals.Select(refusal => refusal.GetProperty("name").GetString()).ToList();
        string?[] told = step.Refusal is null ? [] : [step.Refusal];
        Expect(names.SequenceEqual(told), $"{step.File} was refused for {string.Join(", ", names)}.");
    }

    /// <summary>Completes an id with the digest of the document's own number.</summary>
    private string IdOf(string procedure, DemoStep step)
    {
        if (!procedure.EndsWith('~'))
            return procedure;
        var reading = DocumentReader.Read(File.ReadAllBytes(PathOf(step.File!)));
        Expect(reading.Document is not null, $"{step.File} cannot be read.");
        var id = reading.Document!.ProcedureId.ToString();
        Expect(id.StartsWith(procedure, StringComparison.Ordinal), $"{id} is not {procedure}…");
        return id;
    }

    private string PathOf(string file)
    {
        var path = Path.Combine(samples, file);
        return File.Exists(path) ? path : Path.Combine(samples, "notices", file);
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
