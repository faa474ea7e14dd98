using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>How well the registry kept its terms, paragraph by paragraph.</summary>
public sealed class TimelinessTests
{
    private static readonly DateOnly Today = new(2025, 5, 20);

    [Fact]
    public void Of_NoProcedures_IsEmpty() => Assert.Empty(Of());

    [Theory]
    [InlineData("2025-05-15", 1, 0, 0)]
    [InlineData("2025-05-16", 1, 0, 0)] // Friday, the last day
    [InlineData("2025-05-17", 0, 1, 1)] // Saturday: late, though no working day has passed
    [InlineData("2025-05-19", 0, 1, 1)]
    [InlineData("2025-05-20", 0, 1, 2)]
    public void Of_AnExecutedProcedure_IsInTimeUpToItsLastDay(string executedOn, int inTime, int late, int by)
    {
        var row = Assert.Single(Of(Case("¶14", "2025-05-16", executedOn)));

        Assert.Equal((inTime, late, by, (decimal)by), (row.InTime, row.Late, row.LateByAtMost, row.LateByMean));
    }

    [Fact]
    public void Of_SeveralLate_GivesTheLatestAndTheMean()
    {
        var row = Assert.Single(Of(
            Case("¶15", "2025-05-12", "2025-05-13"), Case("¶15", "2025-05-12", "2025-05-13"),
            Case("¶15", "2025-05-12", "2025-05-16"), Case("¶15", "2025-05-12", "2025-05-12")));

        Assert.Equal((1, 3, 4, 2m), (row.InTime, row.Late, row.LateByAtMost, row.LateByMean));
    }

    [Fact]
    public void Of_OpenProcedures_AreOverdueAfterTheirLastDay()
    {
        var row = Assert.Single(Of(
            Case("¶22", "2025-05-19"), Case("¶22", "2025-05-20"), Case("¶22", "2025-05-21"),
            Case("¶22", "2025-05-12") with { Refused = true }));

        Assert.Equal((1, 2, 1, 0), (row.OpenOverdue, row.Open, row.Refused, row.InTime + row.Late));
    }

    [Fact]
    public void Of_SeveralParagraphs_StandInTheOrderOfTheOrder() => Assert.Equal(
        [("¶9", true), ("¶12", true), ("¶28", true), ("¶28", false), ("Code 289", true)],
        Of(
            Case("Code 289", "2025-05-21"), Case("¶28", "2025-05-21") with { Statutory = false },
            Case("¶12", "2025-05-21"), Case("¶9", "2025-05-21"), Case("¶28", "2025-05-21"))
            .Select(row => (row.Paragraph, row.Statutory)));

    /// <summary>Whatever the cases are, each counts in exactly one column.</summary>
    [Fact]
    public void Of_EachDayOfTheCalendar_CountsEveryCaseOnce()
    {
        var first = new DateOnly(2021, 1, 1);
        var cases = Enumerable.Range(0, 2556).Select(offset => new TimelinessCase(
            "¶14", true, first.AddDays(offset), offset % 3 == 0 ? null : first.AddDays(offset + (offset % 7) - 3),
            offset % 6 == 0)).ToList();

        var row = Assert.Single(Timeliness.Of(cases, Today, WorkingCalendar.Kazakhstan));

        Assert.Equal(cases.Count, row.InTime + row.Late + row.Refused + row.Open + row.OpenOverdue);
        Assert.InRange(row.LateByMean, 1, row.LateByAtMost);
    }

    private static IReadOnlyList<TimelinessRow> Of(params TimelinessCase[] cases) =>
        Timeliness.Of(cases, Today, WorkingCalendar.Kazakhstan);

    private static TimelinessCase Case(string paragraph, string lastDay, string? executedOn = null) =>
        new(paragraph, true, Day(lastDay), executedOn is null ? null : Day(executedOn), false);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
