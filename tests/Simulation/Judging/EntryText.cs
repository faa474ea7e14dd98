using System.Globalization;
using System.Text.Json;

namespace CarbonRegistry.Simulation.Judging;

/// <summary>An entry of the journal as the judge reads it, from its published text alone.</summary>
internal sealed record EntryText(
    long N, DateTimeOffset At, string Instruction, string Procedure, ExpectedEntry Entry, NaiveDone? Done)
{
    /// <summary>The account that the entry opened; null for other entries.</summary>
    public NaiveAccount? Opened { get; private init; }

    /// <summary>Reads an entry on the book as it was before it.</summary>
    public static EntryText Read(ReadOnlyMemory<byte> bytes, NaiveBook book)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var instruction = root.GetProperty("instruction").GetString()!;
        var procedure = root.GetProperty("procedure").GetString()!;
        var kind = root.GetProperty("kind").GetString()!;
        var act = instruction.StartsWith(procedure + "/", StringComparison.Ordinal)
            ? instruction[(procedure.Length + 1)..]
            : throw new JudgementException($"'{instruction}' is no instruction of '{procedure}'.");
        var at = DateTimeOffset.Parse(root.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);
        var n = root.GetProperty("n").GetInt64();
        if (!root.TryGetProperty("moves", out var moves))
        {
            var opened = Text(root.GetProperty(kind), kind, out var account);
            return new EntryText(n, at, instruction, procedure, new ExpectedEntry(act, kind, opened, []), null)
            {
                Opened = account,
            };
        }
        var blocks = moves.EnumerateArray().Select(move => ReadMove(move, book)).ToList();
        var entry = new ExpectedEntry(
            act, kind, "", [.. blocks.SelectMany(block => block).Select(unit => (unit.After, unit.Before?.Account))])
        {
            Corrects = root.TryGetProperty("corrects", out var corrects) ? corrects.GetInt64() : null,
            Year = root.TryGetProperty("year", out var year) ? year.GetInt32() : null,
            Deficit = root.TryGetProperty("deficit", out var deficit) ? deficit.GetInt64() : 0,
            Balances = root.TryGetProperty("balances", out var balances)
                ? string.Join(",", balances.EnumerateObject().Select(one => $"{one.Name}={one.Value.GetInt64()}"))
                : "",
        };
        var done = new NaiveDone(
            kind, [.. blocks.SelectMany(block => block).Select(unit => (unit.Before ?? unit.After, unit.After))])
        {
            Year = entry.Year,
            Blocks = [.. blocks.Select(block => block.ConvertAll(unit => unit.After.Key))],
        };
        return new EntryText(n, at, instruction, procedure, entry, done);
    }

    private static string Text(JsonElement act, string kind, out NaiveAccount? opened)
    {
        string? Get(string name) => act.TryGetProperty(name, out var value) ? value.GetString() : null;
        var number = Get("number")!;
        opened = kind != "accountOpened" ? null : new NaiveAccount(
            number,
            int.Parse(number.Split('-')[1], null),
            Get("holder"),
            Get("installation"),
            Get("period"),
            Get("project"));
        return kind switch
        {
            "accountOpened" => $"{number} {Get("holder")}/{Get("installation")}/{Get("period")}/{Get("project")}",
            "accountBlocked" or "accountUnblocked" => $"{number} {Get("ground")}",
            "holderChanged" => $"{number} {Get("holder")}",
            _ => number,
        };
    }

    /// <summary>The units of a move, before and after; a unit that was never issued has no before.</summary>
    private static List<(NaiveUnit? Before, NaiveUnit After)> ReadMove(JsonElement move, NaiveBook book)
    {
        var parts = move.GetProperty("block").GetString()!.Split('-');
        var series = $"{parts[1]}-{parts[2]}-{parts[3]}";
        var serials = parts[4].Split(':');
        var first = long.Parse(serials[0], CultureInfo.InvariantCulture);
        var last = long.Parse(serials[^1], CultureInfo.InvariantCulture);
        var from = move.GetProperty("from").GetString();
        var to = move.GetProperty("to").GetString()!;
        string? Get(string name) => move.TryGetProperty(name, out var value) ? value.GetString() : null;
        var isGiven = from is null || move.TryGetProperty("allocationYear", out _)
            || move.TryGetProperty("line", out _) || move.TryGetProperty("project", out _);
        var year = move.TryGetProperty("allocationYear", out var given) ? given.GetInt32() : 0;
        var units = new List<(NaiveUnit?, NaiveUnit)>();
        for (var serial = first; serial <= last; serial++)
        {
            var before = book.Units.GetValueOrDefault((series, serial));
            if (before?.Account != from)
                throw new JudgementException($"{series}-{serial} is on {before?.Account ?? "nothing"}, not on {from}.");
            units.Add((before, isGiven
                ? new NaiveUnit(series, serial, to, year, Get("line"), Get("project"))
                : before! with { Account = to }));
        }
        return units;
    }
}

/// <summary>The registry did what the law does not allow, or did not do what it promised.</summary>
internal sealed class JudgementException(string what) : Exception(what);
