using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// What an outsider makes of the exported journal: accounts and the place of every serial, kept as plain ranges and
/// with no code of the registry.
/// </summary>
internal sealed class OutsiderLedger
{
    private readonly List<(string Series, long First, long Last, string Account)> units = [];

    public Dictionary<string, OutsiderAccount> Accounts { get; } = [];

    public static OutsiderLedger Of(IEnumerable<string> lines)
    {
        var ledger = new OutsiderLedger();
        foreach (var line in lines)
            ledger.Apply(JsonDocument.Parse(line).RootElement);
        return ledger;
    }

    /// <summary>First and last serial of each run on an account, joined where they touch.</summary>
    public IReadOnlyList<(long First, long Last)> RunsOf(string account)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var (_, first, last, _) in units.Where(one => one.Account == account).OrderBy(one => one.First))
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == first)
                runs[^1] = (runs[^1].First, last);
            else
                runs.Add((first, last));
        }
        return runs;
    }

    public long BalanceOf(string account) =>
        units.Where(one => one.Account == account).Sum(one => one.Last - one.First + 1);

    /// <summary>Reads <c>KZ-Q-2022-2025-1:5</c>, or a single unit.</summary>
    public static (string Series, long First, long Last) Block(string text)
    {
        var at = text.LastIndexOf('-');
        var serials = text[(at + 1)..].Split(':').Select(long.Parse).ToArray();
        return (text[..at], serials[0], serials[^1]);
    }

    private void Apply(JsonElement entry)
    {
        switch (entry.GetProperty("kind").GetString()!)
        {
            case "accountOpened":
                var opened = entry.GetProperty("accountOpened");
                Accounts.Add(opened.GetProperty("number").GetString()!, new OutsiderAccount(
                    opened.GetProperty("kind").GetString()!, Text(opened, "holder"), Text(opened, "installation")));
                break;
            case "accountBlocked":
                var blocked = entry.GetProperty("accountBlocked");
                Assert.True(Account(blocked).Grounds.Add(blocked.GetProperty("ground").GetString()!));
                break;
            case "accountUnblocked":
                var unblocked = entry.GetProperty("accountUnblocked");
                Assert.True(Account(unblocked).Grounds.Remove(unblocked.GetProperty("ground").GetString()!));
                break;
            default:
                foreach (var move in entry.GetProperty("moves").EnumerateArray())
                    Move(move);
                break;
        }
    }

    private void Move(JsonElement move)
    {
        var (series, first, last) = Block(move.GetProperty("block").GetString()!);
        var from = move.GetProperty("from").GetString();
        var to = move.GetProperty("to").GetString()!;
        Assert.True(Accounts.ContainsKey(to), $"{to} was never opened.");
        var there = units.Where(one => one.Series == series && one.First <= last && first <= one.Last).ToList();
        if (from is null)
            Assert.Empty(there);
        else
            Assert.Equal(last - first + 1, there.Where(one => one.Account == from)
                .Sum(one => Math.Min(one.Last, last) - Math.Max(one.First, first) + 1));
        foreach (var one in there)
        {
            units.Remove(one);
            if (one.First < first)
                units.Add(one with { Last = first - 1 });
            if (one.Last > last)
                units.Add(one with { First = last + 1 });
        }
        units.Add((series, first, last, to));
    }

    private OutsiderAccount Account(JsonElement act) => Accounts[act.GetProperty("number").GetString()!];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>An account as the journal tells of it.</summary>
internal sealed record OutsiderAccount(string Kind, string? Holder, string? Installation)
{
    public HashSet<string> Grounds { get; } = [];
}
