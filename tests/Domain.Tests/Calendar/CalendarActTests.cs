using System.Text;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Tests.Calendar;

/// <summary>What an act makes of a calendar, and which acts fit it.</summary>
public sealed class CalendarActTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;
    private static readonly DateOnly Today = new(2022, 10, 20);

    [Theory]
    [InlineData("2025-03-20", 3, "2025-03-28")]
    [InlineData("2024-12-31", 3, "2025-01-08")] // counts the worked Sunday 5 January
    [InlineData("2025-04-30", 5, "2025-05-12")]
    [InlineData("2025-04-15", 5, "2025-04-22")]
    [InlineData("2025-06-05", 10, "2025-06-20")]
    [InlineData("2025-10-24", 4, "2025-10-31")]
    public void With_MovedDayOffOnTheDueDay_MovesTheTermToTheNextWorkingDay(string from, int workingDays, string before)
    {
        var changed = Calendar.With(SomeActs.Of(new CalendarActRow(
            Day(before), DayOffKind.TransferOff, SomeActs.Off(2025, 1, 1).Why)));

        var due = Assert.IsType<DeadlineResult.Due>(changed.AddWorkingDays(Day(from), workingDays));

        Assert.Equal(Calendar.WorkingDayFrom(Day(before).AddDays(1)), due.DueOn);
        Assert.Contains(due.Skipped, off => off.Date == Day(before) && off.Why.En == "moved day off");
    }

    [Fact]
    public void With_OneDay_ChangesThatDayAndNoOther()
    {
        var day = new DateOnly(2023, 6, 15);
        var changed = Calendar.With(SomeActs.Of(SomeActs.Off(2023, 6, 15, DayOffKind.Holiday)));

        Assert.All(NaiveCalendar.Days(), date =>
            Assert.Equal(date != day && Calendar.IsWorkingDay(date), changed.IsWorkingDay(date)));
        Assert.Equal(
            (DayOffKind.Holiday, "№ 713 от 2022-10-03 «О переносе дня отдыха»"),
            (changed.WhyOff(day)!.Kind, changed.WhyOff(day)!.Source));
        Assert.Equal((Calendar.FirstCovered, Calendar.LastCovered), (changed.FirstCovered, changed.LastCovered));
    }

    [Fact]
    public void With_DayTakenBack_CountsAsBefore()
    {
        var changed = Calendar.With(SomeActs.Of(SomeActs.Off(2023, 6, 15)))
            .With(SomeActs.Of(SomeActs.Worked(2023, 6, 15)));

        Assert.All(NaiveCalendar.Days(), date =>
            Assert.Equal(Calendar.IsWorkingDay(date), changed.IsWorkingDay(date)));
        Assert.NotEqual(Calendar.Version, changed.Version);
    }

    /// <summary>Each day of the data flipped alone: its year has one working day more or less, no other has.</summary>
    [Fact]
    public void With_EachDayFlipped_MovesTheBalanceOfItsYearByOne()
    {
        foreach (var day in NaiveCalendar.Days())
        {
            var worked = Calendar.IsWorkingDay(day);
            var row = new CalendarActRow(day, worked ? DayOffKind.Holiday : null, SomeActs.Off(2025, 1, 1).Why);
            var act = SomeActs.Of(row);
            Assert.Empty(CalendarActCheck.Judge(act, Calendar));

            var changed = Calendar.With(act);

            Assert.Equal(!worked, changed.IsWorkingDay(day));
            Assert.Equal(Calendar.WorkingDaysIn(day.Year) + (worked ? -1 : 1), changed.WorkingDaysIn(day.Year));
        }
    }

    [Fact]
    public void With_SameAct_HasTheSameVersionAndAnotherActAnother()
    {
        var act = SomeActs.Of(SomeActs.Off(2025, 6, 16));

        Assert.Matches("^kz-2027-[0-9a-f]{8}$", Calendar.With(act).Version);
        Assert.Equal(Calendar.With(act).Version, Calendar.With(act with { Rows = [.. act.Rows] }).Version);
        Assert.NotEqual(Calendar.With(act).Version, Calendar.Version);
        Assert.NotEqual(Calendar.With(act).Version, Calendar.With(act with { Number = "714" }).Version);
        Assert.NotEqual(
            Calendar.With(act).Version, Calendar.With(SomeActs.Of(SomeActs.Off(2025, 6, 17))).Version);
    }

    [Fact]
    public void With_YearThatFollows_IsCoveredAndNamedInTheVersion()
    {
        var act = SomeActs.WithYear(2028, 259, SomeActs.Off(2028, 1, 3, DayOffKind.Holiday));
        Assert.Empty(CalendarActCheck.Judge(act, Calendar));

        var changed = Calendar.With(act);

        Assert.StartsWith("kz-2028-", changed.Version, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2028, 12, 31), changed.LastCovered);
        var due = Assert.IsType<DeadlineResult.Due>(changed.AddWorkingDays(new(2027, 12, 29), 3));
        Assert.Equal(new DateOnly(2028, 1, 4), due.DueOn);
    }

    [Theory]
    [InlineData("2028-01-03", 105)] // the act does not bring 2028
    [InlineData("2020-06-15", 105)]
    [InlineData("2025-01-01", 106)] // a day off already
    [InlineData("2025-01-04", 106)] // a Saturday
    public void Judge_DayThatDoesNotFit_IsRefused(string day, int code)
    {
        var act = SomeActs.Of(new CalendarActRow(Day(day), DayOffKind.Holiday, SomeActs.Off(2025, 1, 1).Why));

        var issue = Assert.Single(CalendarActCheck.Judge(act, Calendar));

        Assert.Equal((RefusalNames.Of((RefusalCode)code), "/rows/0/date"), (issue.Code, issue.Field));
        Assert.Contains(day, issue.Text.Kk, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_DayTwiceOrWorkedAlready_NamesEachRow()
    {
        var act = SomeActs.Of(
            SomeActs.Off(2025, 6, 16), SomeActs.Off(2025, 6, 16), SomeActs.Worked(2025, 6, 17),
            SomeActs.Worked(2025, 6, 21));

        var issues = CalendarActCheck.Judge(act, Calendar);

        Assert.Equal(
            [
                ("/rows/1/date", "A contradiction about 2025-06-16: the act names the day twice."),
                ("/rows/2/date", "A contradiction about 2025-06-17: it is a working day already."),
            ],
            issues.Select(issue => (issue.Field!, issue.Text.En)));
    }

    [Theory]
    [InlineData(2029, "calendarDayNotCovered", "/years/0/year")]
    [InlineData(2027, "calendarDayNotCovered", "/years/0/year")]
    [InlineData(2028, "calendarYearIncomplete", "/years/0/workingDays")]
    public void Judge_YearThatDoesNotFollowOrDoesNotAddUp_IsRefused(int year, string code, string field)
    {
        var act = SomeActs.WithYear(year, 247, SomeActs.Off(2027, 6, 16));

        var issue = Assert.Single(CalendarActCheck.Judge(act, Calendar));

        Assert.Equal((code, field), (issue.Code, issue.Field));
    }

    [Fact]
    public void Judge_TwoYearsInOrder_AreTakenAndInDisorderRefused()
    {
        var act = SomeActs.Of(SomeActs.Off(2028, 1, 3)) with { Years = [new(2028, 259), new(2029, 261)] };

        Assert.Empty(CalendarActCheck.Judge(act, Calendar));
        Assert.NotEmpty(CalendarActCheck.Judge(act with { Years = [.. act.Years.Reverse()] }, Calendar));
    }

    [Fact]
    public void Read_WholeAct_IsUnderstood()
    {
        var act = Read(Whole, out var issues);

        Assert.Empty(issues);
        Assert.Equal(("2022-10-03.713", "О переносе"), (act!.Id, act.Title.Ru));
        Assert.Equal([DayOffKind.TransferOff, null], act.Rows.Select(row => row.Off));
        Assert.Equal(new CalendarActYear(2028, 247), Assert.Single(act.Years));
    }

    [Theory]
    [InlineData("\"2022-10-03\"", "\"2022-10-21\"", "dateInFuture /date")]
    [InlineData("\"transferOff\"", "\"weekend\"", "unknownValue /rows/0/kind")]
    [InlineData("\"ru\":\"О переносе\",", "", "missingField /title/ru")]
    [InlineData("\"years\"", "\"ears\"", "unknownField /ears")]
    [InlineData("247", "0", "numberOutOfRange /years/0/workingDays")]
    [InlineData("247", "247.5", "numberOutOfRange /years/0/workingDays")]
    [InlineData("\"2022-10-31\"", "\"2022-02-30\"", "dateImpossible /rows/0/date")]
    [InlineData("{\"number\"", "[\"number\"", "notJson ")]
    public void Read_FaultyAct_NamesTheFault(string right, string wrong, string expected)
    {
        Assert.Null(Read(Whole.Replace(right, wrong, StringComparison.Ordinal), out var issues));
        Assert.Equal([expected], issues.Select(issue => $"{issue.Code} {issue.Field}"));
    }

    [Fact]
    public void Read_ActWithoutDays_IsRefused()
    {
        const string Text = """{"number":"7","date":"2022-10-03","title":{"kk":"а","ru":"б","en":"c"},"rows":[]}""";
        Assert.Null(Read(Text, out var issues));
        Assert.Equal("missingField /rows", $"{Assert.Single(issues).Code} {issues[0].Field}");
    }

    private const string Whole = """
        {"number":"713","date":"2022-10-03","title":{"kk":"Ауыстыру","ru":"О переносе","en":"On moving"},"rows":[
        {"date":"2022-10-31","kind":"transferOff","why":{"kk":"а","ru":"б","en":"c"}},
        {"date":"2022-11-05","kind":"worked","why":{"kk":"а","ru":"б","en":"c"}}],
        "years":[{"year":2028,"workingDays":247}]}
        """;

    private static CalendarAct? Read(string json, out IReadOnlyList<Domain.Notices.Issue> issues) =>
        CalendarActReader.Read(Encoding.UTF8.GetBytes(json), Today, out issues);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
