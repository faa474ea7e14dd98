using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Functions.Reports;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>
/// The public files: units by state and the counters by day (¶4; Code, article 300(5)), and the trading of a year.
/// </summary>
public sealed class ReportFileTests
{
    private static readonly DateTimeOffset NewYear = new(2023, 1, 1, 0, 0, 0, TimeSpan.FromHours(6));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+7 701", "'+7 701")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void Cell_OfText_IsNoFormula(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Fact]
    public void Cell_OfANumber_StaysANumber() =>
        Assert.Equal("-5,692000000,,T15\r\n", Encoding.UTF8.GetString(Csv.Line(-5, 692_000_000L, null, MoveCode.T15)));

    [Theory]
    [InlineData("text/csv", null, "Csv")]
    [InlineData("application/x-ndjson, application/json;q=0.5", null, "NdJson")]
    [InlineData("*/*", null, "Json")]
    [InlineData("", null, "Json")]
    [InlineData("text/html,application/xhtml+xml,*/*", null, "Json")]
    [InlineData("text/csv", "json", "Json")]
    [InlineData("application/json", "csv", "Csv")]
    public void Form_OfAFile_IsTheOneAskedFor(string accept, string? format, string form)
    {
        Assert.True(FileForms.TryChoose(Asking(accept, format), out var chosen));
        Assert.Equal(form, chosen.ToString());
    }

    [Fact]
    public void Form_ThatIsNotWritten_IsNone() => Assert.False(FileForms.TryChoose(Asking("", "xlsx"), out _));

    [Fact]
    public void Exchange_OfNoUnits_IsEmpty() => Assert.Empty(UnitExchange.Of(Some.Registry()));

    [Fact]
    public void Exchange_OfUnitsInEveryPlace_CoversEachSerialOnceWithoutOwners()
    {
        var state = Some.Registry();
        Play(state);
        var blocks = UnitExchange.Of(state);

        // A has 1 to 400 and B what it bought of them; the border between the two is nobody's business.
        Assert.Equal(
            [("held", 1L, 1000L)], blocks.Select(block => (block.State, block.First, block.Last)));
        Some.Post(state, "block", new Act.BlockAccount(Some.Of("B"), "notSubmitted"));
        Some.Post(state, "cancel", Some.Move(
            MoveCode.T22, Some.Of("A"), Some.Of(AccountKind.Cancellation), Some.Units(10)));
        var after = UnitExchange.Of(state);
        Assert.Equal(1000, after.Sum(block => block.Units));
        Assert.Equal(100, after.Where(block => block.State == "blocked").Sum(block => block.Units));
        Assert.Equal(10, after.Where(block => block.State == "cancelled").Sum(block => block.Units));
        Assert.Equal(1, after[0].First);
        Assert.All(after.Zip(after.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        Assert.All(after, block => Assert.Equal("KZ-Q-2022-2025", block.Series));
    }

    [Fact]
    public void Totals_ByDay_HaveARowForEachDayOnWhichACounterChanged()
    {
        var entries = Dated(("open", 0), ("issue", 1), ("allocate", 3), ("trade", 3));
        var all = Days(entries, null, null);

        Assert.Equal([new DateOnly(2022, 7, 26), new DateOnly(2022, 7, 28)], all.Select(day => day.Date));
        Assert.Equal([1000L, 1000L], all.Select(day => day.Items.Single().Issued));
        Assert.Equal([0L, 100L], all.Select(day => day.Items.Single().Transferred));
        Assert.Equal(entries[^1].N, all[^1].Entry);
        Assert.Equal([new DateOnly(2022, 7, 26)],
            Days(entries, null, new DateOnly(2022, 7, 27)).Select(day => day.Date));
        Assert.Equal([new DateOnly(2022, 7, 28)],
            Days(entries, new DateOnly(2022, 7, 27), null).Select(day => day.Date));
        Assert.Empty(Days([], null, null));
    }

    [Fact]
    public void Trading_OfAYear_CountsTradesAndUnitsByMoveAndKind()
    {
        Entry[] entries =
        [
            Trade(0, "p/trade-1", MoveCode.T15, 100),
            Trade(1, "p/trade-2/1", MoveCode.T15, 2000),
            Trade(2, "p/trade-2/2", MoveCode.T15, 5),
            Trade(3, "q/trade", MoveCode.T16, 7),
            Trade(4, "q/other", MoveCode.T05, 70),
            Trade(5, "r/trade", MoveCode.T16, 9) with { At = NewYear },
            Trade(6, "s/trade", MoveCode.T16, 11) with { At = NewYear.AddMilliseconds(-1) },
        ];

        Assert.Equal(
            [new TradedRow(MoveCode.T15, UnitKind.Quota, 2, 2105), new TradedRow(MoveCode.T16, UnitKind.Quota, 2, 18)],
            Traded(entries, 2022));
        Assert.Equal([new TradedRow(MoveCode.T16, UnitKind.Quota, 1, 9)], Traded(entries, 2023));
        Assert.Empty(Traded(entries, 2024));
    }

    [Fact]
    public void Trading_OfACorrectedTrade_DoesNotCountIt()
    {
        var wrong = Trade(0, "p/trade", MoveCode.T16, 100);
        var correction = Trade(1, "c/correct", MoveCode.T26, 100);
        correction = correction with { Body = (EntryBody.Moved)correction.Body with { Corrects = 0 }, At = NewYear };

        Assert.Empty(Traded([wrong, correction], 2022));
        Assert.Empty(Traded([wrong, correction], 2023));
    }

    [Theory]
    [InlineData(MoveCode.T15)]
    [InlineData(MoveCode.T16)]
    [InlineData(MoveCode.T17)]
    [InlineData(MoveCode.T18)]
    public void Trading_OfEveryMove_HasItsName(MoveCode move) => Assert.NotEqual("", TradingReport.NameOf(move).Kk);

    private static IReadOnlyList<TotalsOfDay> Days(IEnumerable<Entry> entries, DateOnly? from, DateOnly? to)
    {
        var days = new TotalsByDay(from, to);
        Assert.Equal(to is null, entries.All(days.Add));
        return days.Finish();
    }

    private static IReadOnlyList<TradedRow> Traded(IEnumerable<Entry> entries, int year)
    {
        var report = new TradingReport(year);
        foreach (var entry in entries)
            report.Add(entry);
        return report.Rows();
    }

    private static HttpRequest Asking(string accept, string? format)
    {
        var request = Requests.With("Accept", accept);
        request.QueryString = format is null ? QueryString.Empty : QueryString.Create("format", format);
        return request;
    }

    /// <summary>1,000 units issued; A gets 400 and sells 100 of them to B.</summary>
    private static List<(string Act, Entry Entry)> Play(LedgerState state) =>
    [
        .. Named(state, "issue", Some.Issue(1000, new IssueLine(1000, Some.Year(2022)))),
        .. Named(state, "allocate", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), Some.Units(400))),
        .. Named(state, "trade", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(100))),
    ];

    private static IEnumerable<(string Act, Entry Entry)> Named(LedgerState state, string name, Act act) =>
        Some.Post(state, name, act).Select(entry => (name, entry));

    /// <summary>The entries of that play, each act on its day after 25 July 2022.</summary>
    private static List<Entry> Dated(params (string Act, int Days)[] days)
    {
        var state = new LedgerState();
        var played = Some.Registry(state).Select(entry => ("open", entry)).Concat(Play(state)).ToList();
        return
        [
            .. played.Select(one => one.Item2 with
            {
                At = Some.Moment.AddDays(days.Single(day => day.Act == one.Item1).Days),
            }),
        ];
    }

    private static Entry Trade(long number, string instruction, MoveCode code, long units) => new(
        number,
        Some.Moment,
        instruction,
        "p",
        Some.Basis,
        [],
        new EntryBody.Moved(code,
        [
            new Move(
                new UnitBlock(Some.Quota, new SerialRange(1, units)),
                new AccountNumber(AccountKind.Installation, 1),
                new AccountNumber(AccountKind.Installation, 2),
                null),
        ]));
}
