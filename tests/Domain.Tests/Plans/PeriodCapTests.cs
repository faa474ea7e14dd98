using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>
/// Workbooks of a period that has one cap for all its years, as 2018 to 2020 had (Code, article 286): one column of
/// units, whose allocation year is the first of the period.
/// </summary>
public sealed class PeriodCapTests
{
    private static readonly BudgetPeriod Future =
        new(new PlanPeriod(2031, 2033), CapScope.Period, false, "a period to come");

    [Theory]
    [InlineData("Итого")]
    [InlineData("Всего на период")]
    [InlineData("2018–2020 годы")]
    [InlineData("Количество единиц на 2018-2020 гг.")]
    public void Read_OneColumnOfUnits_GivesThemToTheFirstYear(string heading)
    {
        var reading = PlanWorkbook.Read(Book(heading).ToBytes());

        Assert.Empty(reading.Issues);
        var plan = reading.Plan!;
        Assert.Equal((new PlanPeriod(2018, 2020), 1_390_500L), (plan.Period, plan.Total));
        Assert.Equal(
            [new(2018, 1_390_000), new(2019, 0), new(2020, 0)],
            plan.Installations[0].YearUnits.InOrder);
        Assert.Equal([30L, 3, 10, 1, 201], plan.Reserve.Select(line => line.YearUnits[2018]));
    }

    [Fact]
    public void Read_PeriodAndTotal_ComparesThem()
    {
        var book = Book("2018–2020 годы", 1_390_000);
        var wrong = Book("2018–2020 годы", 1_389_999);

        Assert.NotNull(PlanWorkbook.Read(book.ToBytes()).Plan);
        var issue = Assert.Single(PlanWorkbook.Read(wrong.ToBytes()).Issues);
        Assert.Equal(("rowTotalMismatch", 5, "I"), (issue.Code, issue.Row, issue.Column));
    }

    [Fact]
    public void Read_WrongSums_NamesTheCellOfThePeriod()
    {
        var book = Book("Итого");
        book["План"]["H9"] = 1_390_256;

        var issue = Assert.Single(PlanWorkbook.Read(book.ToBytes()).Issues);

        Assert.Equal(("columnTotalMismatch", 9, "H"), (issue.Code, issue.Row, issue.Column));
    }

    [Fact]
    public void Read_UnitsThatLookLikeYears_AreUnits()
    {
        var book = Book("Итого");
        foreach (var (row, units) in new[] { (5, 2018), (6, 2019), (7, 2020), (8, 2021) })
            book["План"][$"H{row}"] = units;
        book["План"]["H9"] = 8078;
        book["Реквизиты"]["B7"] = 8078 + 245;

        var plan = PlanWorkbook.Read(book.ToBytes()).Plan!;

        Assert.Equal([2018L, 2019, 2020, 2021], plan.Installations.Select(line => line.YearUnits[2018]));
    }

    [Fact]
    public void Read_YearsAllTheSame_AreReadByYear()
    {
        var book = SmallPlan.Book();
        foreach (var sheet in new[] { ("План", "H4", "I4"), ("Резерв", "B1", "C1") })
            (book[sheet.Item1][sheet.Item2], book[sheet.Item1][sheet.Item3]) = (2031, 2032);
        (book["Реквизиты"]["B5"], book["Реквизиты"]["B6"]) = (2031, 2032);
        var known = Future with { Years = new PlanPeriod(2031, 2032) };

        var plan = PlanTablesReader.Read(PlanWorkbook.Open(book.ToBytes(), CellReader.BySize).Book!, [known]).Plan!;

        var years = plan.Installations[0].YearUnits;
        Assert.Equal((700_000L, 690_000L), (years[2031], years[2032]));
    }

    [Fact]
    public void Read_PeriodToComeWithoutAnnualCaps_IsReadWhenTheTableOfPeriodsSaysSo()
    {
        var cells = PlanWorkbook.Open(Book("2031–2033 годы", null, 2031).ToBytes(), CellReader.BySize).Book!;

        Assert.Equal(1_390_000, PlanTablesReader.Read(cells, [Future]).Plan!.Installations[0].YearUnits[2031]);
        Assert.Contains("yearColumnMissing", PlanTablesReader.Read(cells, []).Issues.Select(issue => issue.Code));
    }

    [Theory]
    [InlineData("2018-2020", CapScope.Period)]
    [InlineData("2016-2017", CapScope.Year)]
    [InlineData("2022-2025", CapScope.Year)]
    [InlineData("2031-2033", CapScope.Year)]
    public void CapOf_Years_IsWhatTheTableOfPeriodsSays(string years, CapScope cap) =>
        Assert.Equal(cap, BudgetPeriods.CapOf(PlanPeriod.Parse(years), BudgetPeriods.All));

    /// <summary>The small plan with one column of units, and one of totals where a total is given.</summary>
    private static RawBook Book(string heading, long? total = null, int first = 2018)
    {
        var book = new RawBook();
        var plan = book.Add("План");
        plan.Row(1, $"Национальный план углеродных квот на {first}–{first + 2} годы");
        object?[] titles = [.. SmallPlan.Header, heading, .. Also("Итого")];
        plan.Row(4, titles);
        plan.Row(5, [1, "210140000016", "ТОО «Первое»", "KZ-0001", "Станция № 1", "Электроэнергетика", "г. Алматы",
            1_390_000, .. Also(total)]);
        plan.Row(6, [2, "010240005554", "ТОО «Второе»", "KZ-0002", "Станция № 2", "Электроэнергетика", "г. Астана",
            190, .. Also(190)]);
        plan.Row(7, [3, "010240005554", "ТОО «Второе»", "KZ-0003", "Цех № 1", "Металлургия", "г. Астана", 50,
            .. Also(50)]);
        plan.Row(8, [4, "061211600012", "Иванов И.", "KZ-0004", "Печь", "Обработка", "область Абай", 15, .. Also(15)]);
        plan.Row(9, "", "", "Всего", "", "", "", "", 1_390_255);
        var reserve = book.Add("Резерв");
        reserve.Row(1, "Категория", heading);
        reserve.Row(2, "Новые квотируемые установки", 30);
        reserve.Row(3, "Ранее не учтенные квотируемые установки", 3);
        reserve.Row(4, "Увеличение мощности квотируемых установок", 10);
        reserve.Row(5, "Установки субъектов администрирования, переходящие в категорию квотируемых", 1);
        reserve.Row(6, "Продажа на условиях аукциона", 201);
        reserve.Row(7, "Всего", 245);
        var particulars = book.Add("Реквизиты");
        particulars.Row(2, "Номер приказа", "873");
        particulars.Row(3, "Дата утверждения", new DateOnly(2017, 12, 26));
        particulars.Row(4, "Дата вступления в силу", new DateOnly(2018, 1, 1));
        particulars.Row(5, "Период с", first);
        particulars.Row(6, "Период по", first + 2);
        particulars.Row(7, "Общий объем единиц квоты", 1_390_500);
        return book;

        object?[] Also(object? value) => total is null ? [] : [value];
    }
}
