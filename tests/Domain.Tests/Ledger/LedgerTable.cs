using System.Globalization;
using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>
/// Runs a ledger test that is written as a table: one row a posting, cells apart by two blanks or more: act, from, to,
/// what, expected. Rows are named by their number. Expected is <c>ok</c>, <c>already</c>, <c>nothing</c> or the name of
/// a refusal. Rows <c>open</c>, <c>close</c> (applied as an entry), <c>block</c>, <c>unblock</c>, <c>holder</c>,
/// <c>again</c> and <c>correct</c> (both of a row), <c>split</c> (T03 in parts), <c>topUp</c> (T13) and
/// <c>holds</c> and <c>flows</c> (what must be there) stand beside the codes of the matrix.
/// </summary>
internal sealed partial class LedgerTable
{
    private readonly List<Instruction?> instructions = [null];
    private readonly List<IReadOnlyList<Entry>> entries = [[]];

    public LedgerState State { get; } = new();

    public List<RefusalCode> Refusals { get; } = [];

    /// <summary>Every entry that made the state, from number 0.</summary>
    public List<Entry> Applied { get; } = [];

    /// <summary>Runs the rows in order; every difference names its row.</summary>
    public static LedgerTable Run(string text)
    {
        var table = new LedgerTable();
        table.Applied.AddRange(Some.Registry(table.State));
        var row = 0;
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0))
        {
            row++;
            var outcome = table.RunRow(row, Blanks().Split(line.Trim()), out var expected);
            Assert.True(outcome == expected, $"Row {row}: {line.Trim()}\nexpected {expected}\nwas      {outcome}");
            table.State.CheckInvariants();
        }
        return table;
    }

    private string RunRow(int row, string[] cells, out string expected)
    {
        Assert.Equal(5, cells.Length);
        expected = cells[4];
        var (act, from, to, what) = (cells[0], cells[1], cells[2], cells[3]);
        if (act == "holds")
            (expected, what) = (what, expected);
        var outcome = act switch
        {
            "holds" => Holdings(from),
            "flows" => Flows(what),
            "close" => Close(row, from),
            _ => Decide(act == "again"
                ? instructions[Row(what)]!
                : Some.Instruction($"row-{row}", ActOf(act, from, to, what))),
        };
        while (instructions.Count <= row)
        {
            instructions.Add(null);
            entries.Add([]);
        }
        return outcome;
    }

    private string Decide(Instruction instruction)
    {
        instructions.Add(instruction);
        entries.Add([]);
        switch (LedgerDecision.Decide(State, instruction))
        {
            case Decision.Posted posted:
                foreach (var entry in posted.Entries)
                    State.Apply(entry);
                Applied.AddRange(posted.Entries);
                entries[^1] = posted.Entries;
                return "ok";
            case Decision.AlreadyPosted:
                return "already";
            case Decision.Refused refused:
                Refusals.Add(refused.Refusal.Code);
                return refused.Refusal.Code.ToString();
            default:
                return "nothing";
        }
    }

    private Act ActOf(string act, string from, string to, string what) => act switch
    {
        "open" => Some.Open(Enum.TryParse<AccountKind>(what, ignoreCase: true, out var kind)
            ? new AccountToOpen(kind, to, null, kind.IsOfPeriod() ? Some.Period : null)
            : new AccountToOpen(AccountKind.Installation, to, what, null)),
        "block" => new Act.BlockAccount(Account(from), what),
        "unblock" => new Act.UnblockAccount(Account(from), what.Split(',')),
        "holder" => new Act.ChangeHolder(Account(from), what),
        "topUp" => new Act.TopUp(Enum.Parse<AccountKind>(to, ignoreCase: true), Some.Period, Number(what)),
        "correct" => new Act.Correct(Original(what)),
        "split" => new Act.MoveMany(MoveCode.T03,
            [.. what.Split(", ").Select(part => part.Split(' ')).Select(part => new MovePart(
                Account(from), Account(part[0]), Some.Units(Number(part[1]))))]),
        "T01" or "T14" => Issue(Enum.Parse<MoveCode>(act), to, what),
        _ => Some.Move(Enum.Parse<MoveCode>(act), Account(from), Account(to), Select(what)),
    };

    /// <summary><c>600@2022/A 400@2023/B! of 1000</c>: units, allocation year, line, bar on sale; limit.</summary>
    private static Act.Issue Issue(MoveCode code, string to, string what)
    {
        var parts = what.Split(" of ");
        var lines = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var match = IssueLine().Match(line);
            Assert.True(match.Success, line);
            var lineOfPlan = match.Groups[3].Success ? match.Groups[3].Value : null;
            var project = code == MoveCode.T14 ? "project-1" : null;
            return new IssueLine(Number(match.Groups[1].Value), new UnitAttributes(
                (int)Number(match.Groups[2].Value), lineOfPlan, project, match.Groups[4].Success));
        });
        var series = code == MoveCode.T14 ? Some.Offsets : Some.Quota;
        return new Act.Issue(code, Account(to), series, [.. lines]) { SeriesLimit = Number(parts[1]) };
    }

    /// <summary>
    /// <c>quota 5</c>, <c>all quota</c>, <c>line A 5</c>, <c>year 2022 A 5</c>, <c>due 2022 5</c> or blocks.
    /// </summary>
    private static Selection Select(string what)
    {
        var words = what.Split(' ');
        return words[0] switch
        {
            "all" => new Selection.All(Enum.Parse<UnitKind>(words[1], ignoreCase: true)),
            "year" => new Selection.ForYear((int)Number(words[1]), words[2], Number(words[3])),
            "line" => new Selection.Line(words[1], Number(words[2])),
            "due" => new Selection.Due((int)Number(words[1]), Number(words[2]), 0),
            "none" => new Selection.Blocks([]),
            _ when words.Length == 2 && Enum.TryParse<UnitKind>(words[0], ignoreCase: true, out var kind) =>
                new Selection.Quantity(kind, Number(words[1])),
            _ => new Selection.Blocks([.. words.Select(UnitBlock.Parse)]),
        };
    }

    /// <summary>A kind of account, the number of an account, or an installation.</summary>
    private static AccountReference Account(string name) =>
        Enum.TryParse<AccountKind>(name, ignoreCase: true, out var kind) ? Some.Of(kind)
        : AccountNumber.TryParse(name, out var number) ? Some.Of(number)
        : Some.Of(name);

    /// <summary><c>#5</c> is the entry of row 5; <c>#5 doctored</c> the same with other units.</summary>
    private Entry Original(string what)
    {
        var entry = entries[Row(what.Split(' ')[0])][0];
        if (!what.EndsWith("doctored", StringComparison.Ordinal))
            return entry;
        var moved = (EntryBody.Moved)entry.Body;
        return entry with
        {
            Body = moved with
            {
                Moves = [.. moved.Moves.Select(move =>
            move with { Block = move.Block.Take(1) })]
            }
        };
    }

    private string Close(int row, string from)
    {
        var account = State.Find(Account(from))!;
        var closed = new EntryBody.AccountClosed(account.Number);
        Applied.Add(new Entry(State.Size, Some.Moment, $"row-{row}", "p", Some.Basis, ["x"], closed));
        State.Apply(Applied[^1]);
        return "ok";
    }

    private string Holdings(string from) =>
        State.HoldingsOf(State.Find(Account(from))!.Number) is { Count: > 0 } holdings
        ? string.Join(' ', holdings.Select(holding =>
            $"{holding.Block.ToString()[3..]}@{holding.Attributes.AllocationYear}"
            + (holding.Attributes.NotForSale ? "!" : "")))
        : "-";

    /// <summary><c>issued 5 held 4 …</c>: those of the nine counters that are not 0, of quota units.</summary>
    private string Flows(string what)
    {
        var row = State.Totals().Single(row => row.UnitKind == UnitKind.Quota);
        var counters = new (string Name, long Units)[]
        {
            ("issued", row.Issued), ("held", row.Held), ("transferred", row.Transferred), ("acquired", row.Acquired),
            ("reserved", row.Reserved), ("blocked", row.Blocked), ("cancelled", row.Cancelled),
            ("surrendered", row.Surrendered), ("withdrawn", row.Withdrawn),
        };
        var text = string.Join(' ', counters.Where(counter => counter.Units != 0)
            .Select(counter => FormattableString.Invariant($"{counter.Name} {counter.Units}")));
        return text == what ? "ok" : text;
    }

    private static int Row(string text) => (int)Number(text[1..]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(-?\d+)@(\d+)(?:/(\w+))?(!)?$")]
    private static partial Regex IssueLine();
}
