using System.Globalization;
using System.Text.Json;

namespace CarbonRegistry.Functions.Demo;

/// <summary>
/// Tells the story to a person: what came, which paragraph, due when, done when, units from where to where.
/// </summary>
internal sealed class DemoTeller(TextWriter output)
{
    public void Begin()
    {
        output.WriteLine();
        output.WriteLine("The registry plays a whole plan on a virtual clock, from 2022 to 2026.");
        output.WriteLine("Each document is dropped as a blob.");
    }

    public void Arrived(DemoStep step)
    {
        output.WriteLine();
        output.WriteLine($"{step.At[..16].Replace('T', ' ')}  {step.File ?? "(the registry itself)"}");
        output.WriteLine($"    {step.Tells}");
    }

    public void Due(JsonElement procedure) => output.WriteLine(
        $"    {Text(procedure, "paragraph")}, due {Text(procedure, "dueOn")} "
        + $"({procedure.GetProperty("workingDaysTotal").GetInt32()} working days, "
        + $"rules of {Text(procedure, "ruleSet")})");

    public void Waits(JsonElement procedure)
    {
        var missing = procedure.GetProperty("awaiting").EnumerateArray()
            .Select(one => one.GetString() == "endOfTerm" ? "the end of the units' term" : one.GetString());
        output.WriteLine(
            $"    {Text(procedure, "paragraph")}, the clock does not run; waits for {string.Join(", ", missing)}");
    }

    public void Recorded(JsonElement procedure) => output.WriteLine(
        $"    {Text(procedure, "paragraph")}, recorded as it came; nobody has to decide");

    public void Refused(JsonElement refusal) => output.WriteLine(
        $"      refused, {refusal.GetProperty("code").GetInt32()} {Text(refusal, "name")}: {Text(refusal, "message")}");

    public void Published(JsonElement published, string url)
    {
        var head = published.GetProperty("head");
        output.WriteLine();
        output.WriteLine(
            $"The journal is published: {head.GetProperty("size").GetInt64()} entries, root {Text(head, "root")}.");
        output.WriteLine("While the host runs (the demo without --exit), anyone proves it with:");
        output.WriteLine($"    dotnet run --project tests/Verifier -- {url}/api/journal/files");
    }

    public void Audited(JsonElement report) => output.WriteLine(
        $"A second book, written apart from the first, read {report.GetProperty("size").GetInt64()} entries: "
        + $"{report.GetProperty("findings").GetArrayLength()} differences.");

    public void Done(JsonElement procedure, IReadOnlyList<JsonElement> entries)
    {
        if (entries.Count > 0)
        {
            var by = entries[0].GetProperty("by").EnumerateArray().Select(who => who.GetString());
            output.WriteLine(
                $"    done {Text(entries[0], "at")[..16].Replace('T', ' ')} by {string.Join(" and ", by)}");
        }
        foreach (var entry in entries)
            output.WriteLine("      " + Line(entry));
        var duty = procedure.GetProperty("openDuty").EnumerateArray().Select(year => year.GetInt32()).ToList();
        if (duty.Count > 0)
            output.WriteLine($"      the duty to surrender stays open for {string.Join(", ", duty)}");
    }

    public void Accounts(JsonElement accounts)
    {
        output.WriteLine();
        output.WriteLine("Accounts");
        foreach (var account in accounts.GetProperty("items").EnumerateArray())
        {
            var units = account.GetProperty("balances").EnumerateArray()
                .Sum(line => line.GetProperty("units").GetInt64());
            output.WriteLine($"    {Text(account, "number"),-14} {Number(units),13}  {Text(account, "name")}");
        }
    }

    public void Totals(JsonElement totals)
    {
        output.WriteLine();
        output.WriteLine("Totals (¶4)");
        foreach (var row in totals.GetProperty("items").EnumerateArray())
        {
            output.WriteLine($"    {Text(row, "unitKind")} {Text(row, "period")}");
            foreach (var counter in row.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Number))
                output.WriteLine($"      {counter.Name,-12} {Number(counter.Value.GetInt64()),13}");
        }
    }

    public void End(string url, int requests, TimeSpan took)
    {
        output.WriteLine();
        output.WriteLine($"{requests} operators were asked for their papers (¶13), see the container outbox.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"The story came out as told, in {took.TotalSeconds:0.0} s. Look at:"));
        output.WriteLine($"    {url}/                           the page: sign in with a key of local.settings.json");
        output.WriteLine($"    {url}/api/totals                 the nine counters");
        output.WriteLine($"    {url}/api/journal                every entry, one a line");
        output.WriteLine($"    {url}/api/journal/head           size and root of the tree");
        output.WriteLine($"    {url}/api/units/KZ-Q-2022-2025-1 one unit");
        output.WriteLine($"    {url}/api/plans/2022-2025        the plan as read");
        output.WriteLine($"    {url}/api/procedures             the board as JSON (header x-registry-key)");
        output.WriteLine($"    {url}/api/accounts               the accounts (the same header)");
    }

    public void Failed(string why)
    {
        output.WriteLine();
        output.WriteLine($"The story did not come out as told: {why}");
    }

    /// <summary>An entry in one line.</summary>
    private static string Line(JsonElement entry)
    {
        var kind = Text(entry, "kind");
        var head = $"entry {entry.GetProperty("n").GetInt64()}, {kind}: ";
        if (!entry.TryGetProperty("moves", out var moves))
            return head + ActOf(entry.GetProperty(kind));
        var all = moves.EnumerateArray().ToList();
        var units = all.Sum(move => UnitsOf(Text(move, "block")));
        var from = all.Select(move => TextOrNull(move, "from") ?? "nothing").Distinct().ToList();
        var to = all.Select(move => Text(move, "to")).Distinct().ToList();
        return $"{head}{Number(units)} units from {string.Join(", ", from)} to {string.Join(", ", to)}";
    }

    private static string ActOf(JsonElement act)
    {
        var what = TextOrNull(act, "ground") ?? TextOrNull(act, "kind");
        return string.Join(
            ' ', new[] { Text(act, "number"), what, TextOrNull(act, "installation") }.Where(part => part is not null));
    }

    private static long UnitsOf(string block) => Domain.Units.UnitBlock.Parse(block).Count;

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static string? TextOrNull(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
