using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    [Theory]
    [InlineData(2020, 12, 31, false)]
    [InlineData(2021, 1, 1, true)]
    [InlineData(2027, 12, 31, true)]
    [InlineData(2028, 1, 1, false)]
    public void Covers_AtTheEndsOfTheData_IsExact(int year, int month, int day, bool covered)
    {
        var date = new DateOnly(year, month, day);
        Assert.Equal(covered, Calendar.Covers(date));
        if (!covered)
            Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.IsWorkingDay(date));
    }

    [Theory]
    [InlineData("2027-12-28", 3, true)]
    [InlineData("2027-12-29", 3, false)]
    [InlineData("2027-12-31", 1, false)]
    [InlineData("2028-01-03", 3, false)]
    [InlineData("2020-12-31", 3, false)]
    [InlineData("2021-01-01", 3, true)]
    [InlineData("0001-01-01", 3, false)]
    [InlineData("9999-12-31", 3, false)]
    [InlineData("2021-01-01", int.MaxValue, false)]
    public void AddWorkingDays_NearTheEnds_IsNotCoveredWhereATermWouldLeaveThem(string from, int days, bool covered)
    {
        var result = Calendar.AddWorkingDays(DateOnly.ParseExact(from, "yyyy-MM-dd"), days);
        if (covered)
            Assert.IsType<DeadlineResult.Due>(result);
        else
            Assert.Equal(new DeadlineResult.NotCovered(new(2021, 1, 1), new(2027, 12, 31)), result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AddWorkingDays_NoTerm_Throws(int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2025, 3, 20), days));

    [Fact]
    public void AddWorkingDays_OverNauryz_SaysWhyEachDayWasSkipped()
    {
        var due = Assert.IsType<DeadlineResult.Due>(Calendar.AddWorkingDays(new(2025, 3, 20), 3));
        Assert.Equal(
            [
                (21, DayOffKind.Holiday, "Nauryz"),
                (22, DayOffKind.Weekend, "weekend"),
                (23, DayOffKind.Weekend, "weekend"),
                (24, DayOffKind.HolidayShifted, "Nauryz: day off for 22.03.2025"),
                (25, DayOffKind.HolidayShifted, "Nauryz: day off for 23.03.2025"),
            ],
            due.Skipped.Select(off => (off.Date.Day, off.Kind, off.Why.En)));
    }

    [Theory]
    [InlineData(2021, 3, 22, DayOffKind.Holiday, "Наурыз мейрамы", "Наурыз мейрамы", "Nauryz")]
    [InlineData(2024, 1, 7, DayOffKind.Weekend, "демалыс күні", "выходной день", "weekend")]
    [InlineData(2025, 1, 7, DayOffKind.SpecialDayOff, "Православиелік Рождество", "Православное Рождество",
        "Orthodox Christmas")]
    [InlineData(2022, 8, 29, DayOffKind.TransferOff, "Демалыс күні 27.08.2022 күнінен ауыстырылды",
        "Перенос дня отдыха с 27.08.2022 (ПП РК от 06.10.2021 № 713)", "Day off moved from 27.08.2022")]
    [InlineData(2024, 10, 25, DayOffKind.Holiday, "Республика күні", "День Республики", "Republic Day")]
    [InlineData(2026, 10, 26, DayOffKind.HolidayShifted, "Қазақстан Республикасы күні: 25.10.2026 орнына демалыс күні",
        "День Республики: выходной за 25.10.2026 (вс)", "Republic Day: day off for 25.10.2026")]
    public void WhyOff_EachKind_IsNamedInThreeLanguages(
        int year, int month, int day, DayOffKind kind, string kk, string ru, string en)
    {
        var off = Calendar.WhyOff(new(year, month, day));
        Assert.NotNull(off);
        Assert.Equal((kind, kk, ru, en), (off.Kind, off.Why.Kk, off.Why.Ru, off.Why.En));
        Assert.NotEmpty(off.Source);
    }

    [Fact]
    public void WhyOff_EveryDayOfTheData_HasAnEnglishName() =>
        Assert.All(
            NaiveCalendar.Days().Select(Calendar.WhyOff).OfType<DayOff>(),
            off => Assert.DoesNotMatch("[А-я]", off.Why.En));

    [Theory]
    [InlineData("2025-05-16", "2025-05-12", 4)]
    [InlineData("2025-05-16", "2025-05-15", 1)]
    [InlineData("2025-05-16", "2025-05-16", 0)]
    [InlineData("2025-05-16", "2025-05-17", -1)] // Saturday
    [InlineData("2025-05-16", "2025-05-18", -1)]
    [InlineData("2025-05-16", "2025-05-19", -1)]
    [InlineData("2025-05-16", "2025-05-20", -2)]
    [InlineData("2025-05-18", "2025-05-16", 0)]  // a day that is no working day has none left before it
    public void WorkingDaysLeft_AroundTheDueDay_IsZeroOnItAndNegativeAfter(string dueOn, string today, int left) =>
        Assert.Equal(left, Calendar.WorkingDaysLeft(Day(today), Day(dueOn)));

    [Theory]
    [InlineData("2028-01-03", "2027-12-30")]
    [InlineData("2027-12-30", "2028-01-03")]
    [InlineData("2020-12-30", "2021-01-05")]
    public void WorkingDaysLeft_OutsideTheData_IsNotGuessed(string today, string dueOn) =>
        Assert.Null(Calendar.WorkingDaysLeft(Day(today), Day(dueOn)));

    [Theory]
    [InlineData("2023-04-15", "2023-04-17")]
    [InlineData("2025-04-15", "2025-04-15")]
    [InlineData("2025-01-05", "2025-01-05")]
    [InlineData("2027-12-31", "2027-12-31")]
    public void WorkingDayFrom_DayOff_IsTheNextWorkingDay(string date, string expected) =>
        Assert.Equal(Day(expected), Calendar.WorkingDayFrom(Day(date)));

    [Fact]
    public void PreviousWorkingDay_BeforeTheFirstOfTheData_IsNone()
    {
        Assert.Null(Calendar.PreviousWorkingDay(new(2021, 1, 1)));
        Assert.Null(Calendar.PreviousWorkingDay(new(2021, 1, 5)));
        Assert.Equal(new DateOnly(2021, 1, 5), Calendar.PreviousWorkingDay(new(2021, 1, 6)));
        Assert.Null(Calendar.PreviousWorkingDay(new(2028, 1, 1)));
    }

    [Fact]
    public void Version_OfTheShippedCalendar_NamesItsLastYearAndContent() =>
        Assert.Matches("^kz-2027-[0-9a-f]{8}$", Calendar.Version);

    [Fact]
    public void Version_LineEndsOrByteOrderMark_ChangeNothing()
    {
        const string Csv = "date,kind,name,source,confidence\n2021-01-01,holiday,Новый год,s,seen\n";
        var version = WorkingCalendar.Parse(Csv).Version;
        Assert.Equal(version, WorkingCalendar.Parse(Csv.Replace("\n", "\r\n")).Version);
        Assert.Equal(version, WorkingCalendar.Parse('\uFEFF' + Csv).Version);
        Assert.NotEqual(version, WorkingCalendar.Parse(Csv.Replace("01-01", "01-04")).Version);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
