using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>Each fault is reported at its sheet, row and column, by both readers.</summary>
public sealed class PlanFaultsTests
{
    [Theory]
    // BIN and code
    [InlineData("План", "B5", "210140000017", "binCheckDigit План!B5")]
    [InlineData("План", "B5", 210140000017d, "binCheckDigit План!B5")]
    [InlineData("План", "B5", "10140000016", "binCheckDigit План!B5")]
    [InlineData("План", "B5", "2101400000161", "binForm План!B5")]
    [InlineData("План", "B5", "21014000001О", "binForm План!B5")]
    [InlineData("План", "B5", 12.5, "binForm План!B5")]
    [InlineData("План", "B5", null, "textMissing План!B5")]
    [InlineData("План", "D5", null, "textMissing План!D5")]
    [InlineData("План", "D5", "ҚЗ-0001", "badInstallationCode План!D5")]
    [InlineData("План", "D5", "KZ 0001", "badInstallationCode План!D5")]
    [InlineData("План", "D5", "KZ-0002", "duplicateInstallation План!D5, duplicateInstallation План!D6")]
    [InlineData("План", "D5", "kz-0002", "duplicateInstallation План!D5, duplicateInstallation План!D6")]
    [InlineData("План", "C5", null, "textMissing План!C5")]
    [InlineData("План", "E5", " \u00A0 ", "textMissing План!E5")]
    // Units
    [InlineData("План", "H5", null, "unitsMissing План!H5")]
    [InlineData("План", "H5", "нет", "unitsNotANumber План!H5")]
    [InlineData("План", "H5", true, "unitsNotANumber План!H5")]
    [InlineData("План", "H5", 700000.5, "unitsFractional План!H5")]
    [InlineData("План", "H5", "700000,5", "unitsFractional План!H5")]
    [InlineData("План", "H5", "700,000", "unitsAmbiguous План!H5")]
    [InlineData("План", "H5", "700.000", "unitsAmbiguous План!H5")]
    [InlineData("План", "H5", "1.234,00", "unitsAmbiguous План!H5")]
    [InlineData("План", "H5", "70 00 00", "unitsAmbiguous План!H5")]
    [InlineData("План", "H5", -1, "unitsNegative План!H5")]
    [InlineData("План", "H5", "-1", "unitsNegative План!H5")]
    [InlineData("План", "H5", "−1", "unitsNegative План!H5")]
    [InlineData("План", "H5", 1e16, "unitsTooLarge План!H5")]
    [InlineData("План", "H5", "99999999999999999999", "unitsTooLarge План!H5")]
    [InlineData("План", "H5", "#REF!", "cellError План!H5")]
    // Sums
    [InlineData("План", "H5", 700001,
        "rowTotalMismatch План!J5, columnTotalMismatch План!H9, planTotalMismatch Реквизиты!B7")]
    [InlineData("План", "J5", 1390001, "rowTotalMismatch План!J5")]
    [InlineData("План", "I9", 690099, "rowTotalMismatch План!J9, columnTotalMismatch План!I9")]
    [InlineData("План", "J9", 1, "rowTotalMismatch План!J9")]
    [InlineData("Резерв", "B7", 117, "rowTotalMismatch Резерв!D7, columnTotalMismatch Резерв!B7")]
    [InlineData("Резерв", "D2", 31, "rowTotalMismatch Резерв!D2")]
    [InlineData("Реквизиты", "B7", 1390501, "planTotalMismatch Реквизиты!B7")]
    // Reserve
    [InlineData("Резерв", "A2", "Прочее", "reserveCategoryUnknown Резерв!A2, reserveCategoryMissing Резерв!1")]
    [InlineData("Резерв", "A2", "Аукцион", "reserveCategoryRepeated Резерв!A6, reserveCategoryMissing Резерв!1")]
    [InlineData("Резерв", "C3", -2, "unitsNegative Резерв!C3")]
    [InlineData("Резерв", "C1", null, "yearColumnMissing Резерв!1")]
    [InlineData("Резерв", "C1", 2024, "yearColumnMissing Резерв!1, yearOutsidePeriod Резерв!C1")]
    // Headings
    [InlineData("План", "F4", null, "columnMissing План!4")]
    [InlineData("План", "B4", null, "columnMissing План!4")]
    [InlineData("План", "I4", null, "yearColumnMissing План!4")]
    [InlineData("План", "J4", 2023, "columnRepeated План!J4")]
    // Particulars
    [InlineData("Реквизиты", "B2", null, "requisiteMissing Реквизиты!B2")]
    [InlineData("Реквизиты", "A2", null, "requisiteMissing Реквизиты")]
    [InlineData("Реквизиты", "B3", "скоро", "badDate Реквизиты!B3")]
    [InlineData("Реквизиты", "B3", "07/11/2022", "badDate Реквизиты!B3")]
    [InlineData("Реквизиты", "B3", 5, "badDate Реквизиты!B3")]
    [InlineData("Реквизиты", "B4", "10.07.2022", "inForceBeforeApproval Реквизиты!B4")]
    [InlineData("Реквизиты", "B5", "давно", "badPeriod Реквизиты!B5")]
    [InlineData("Реквизиты", "B6", 2021, "badPeriod Реквизиты!B6")]
    [InlineData("Реквизиты", "B6", 2022, "yearOutsidePeriod План!I4, yearOutsidePeriod Резерв!C1")]
    [InlineData("Реквизиты", "B7", "много", "unitsNotANumber Реквизиты!B7")]
    [InlineData("Реквизиты", "B7", null, "requisiteMissing Реквизиты!B7")]
    public void Read_OneCellChanged_ReportsItsPlace(string sheet, string cell, object? value, string expected)
    {
        var book = SmallPlan.Book();
        book[sheet][cell] = value;

        CheckContains(book, expected);
    }

    [Fact]
    public void Read_FormulaWithoutValue_IsReported()
    {
        var book = SmallPlan.Book();
        book["План"]["J5"] = new Formula("SUM(H5:I5)", null);

        CheckContains(book, "formulaWithoutValue План!J5");
    }

    [Theory]
    [InlineData("План", "planTableMissing ")]
    [InlineData("Резерв", "reserveTableMissing ")]
    [InlineData("Реквизиты", "requisitesMissing ")]
    public void Read_SheetMissing_IsReported(string sheet, string expected)
    {
        var book = SmallPlan.Book();
        book.Remove(sheet);

        CheckContains(book, expected);
    }

    [Fact]
    public void Read_RowOfUnitsWithoutBinAndCode_IsReported()
    {
        var book = SmallPlan.Book();
        book["План"].Row(6, 2, null, "ТОО «Второе»", null);

        CheckContains(book, "unknownRow План!A6");
    }

    [Fact]
    public void Read_HeadingsWithoutRows_IsReported()
    {
        var book = SmallPlan.Book();
        foreach (var row in Enumerable.Range(5, 5))
            book["План"].Row(row, new object?[10]);

        CheckContains(book, "planTableMissing ");
    }

    [Fact]
    public void Read_SectorSubtotalThatIsWrong_IsReported()
    {
        var book = SmallPlan.Book();
        var plan = book["План"];
        plan.Shift(7, 1);
        plan.Row(7, "Итого по сектору", null, null, null, null, null, null, 700100, 690091, 1390190);

        CheckContains(book, "columnTotalMismatch План!I7");
    }

    [Fact]
    public void Read_ManyFaults_TellsThemAllAtOnce()
    {
        var book = SmallPlan.Book();
        book["План"]["B5"] = "210140000017";
        book["План"]["H6"] = "нет";
        book["Резерв"]["A2"] = "Прочее";
        book["Реквизиты"]["B3"] = "скоро";

        CheckContains(book,
            "binCheckDigit План!B5, unitsNotANumber План!H6, reserveCategoryUnknown Резерв!A2, badDate Реквизиты!B3");
    }

    [Fact]
    public void Read_EveryIssue_HasTextInThreeLanguages()
    {
        var book = SmallPlan.Book();
        book["План"]["B5"] = "210140000017";
        var issue = PlanWorkbook.Read(book.ToBytes()).Issues.Single();

        Assert.Equal("Неверная контрольная цифра БИН (ИИН): «210140000017».", issue.Text.Ru);
        Assert.NotEqual(issue.Text.Ru, issue.Text.Kk);
        Assert.Equal("The check digit of the BIN (IIN) is wrong: '210140000017'.", issue.Text.En);
    }

    [Fact]
    public void Read_ThousandsOfFaults_AreCutOffAndSaySo()
    {
        var book = SmallPlan.Book();
        for (var row = 10; row < 1500; row++)
            book["План"].Row(row, row, "1", "ТОО", "KZ-0001");

        var issues = PlanWorkbook.Read(book.ToBytes()).Issues;

        Assert.Equal(PlanFindings.Limit + 1, issues.Count);
        Assert.Equal("moreIssues", issues[^1].Code);
    }

    private static void CheckContains(RawBook book, string expected)
    {
        var file = book.ToBytes();
        foreach (var reader in (CellReader[])[CellReader.ClosedXml, CellReader.Streamed])
        {
            var reading = PlanWorkbook.Read(file, reader);
            var found = reading.Issues.Select(Show).ToList();

            Assert.Null(reading.Plan);
            foreach (var issue in expected.Split(", "))
                Assert.Contains(issue, found);
        }
    }

    private static string Show(Issue issue) =>
        $"{issue.Code} {issue.Sheet}{(issue.Row is null ? "" : $"!{issue.Column}{issue.Row}")}";
}
