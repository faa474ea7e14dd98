using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;
using ClosedXML.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>The copy of a refused workbook.</summary>
public sealed class MarkedCopyTests
{
    private static readonly XLColor Fill = XLColor.FromArgb(0xFF, 0xC7, 0xCE);

    [Fact]
    public void Make_FaultyCells_FillsThemAndListsTheIssues()
    {
        var book = SmallPlan.Book();
        book["План"]["B5"] = "210140000017";
        var file = book.ToBytes();

        using var copy = Open(MarkedCopy.Make(file, PlanWorkbook.Read(file).Issues)!);

        Assert.Equal(["Ошибки", "План", "Резерв", "Реквизиты"], copy.Worksheets.Select(sheet => sheet.Name));
        Assert.Equal(Fill, copy.Worksheet("План").Cell("B5").Style.Fill.BackgroundColor);
        Assert.NotEqual(Fill, copy.Worksheet("План").Cell("B6").Style.Fill.BackgroundColor);
        var list = copy.Worksheet("Ошибки");
        Assert.Equal("План", list.Cell("A2").Value);
        Assert.Equal("B5", list.Cell("B2").Value);
        Assert.Equal("binCheckDigit", list.Cell("C2").Value);
        Assert.Equal("Неверная контрольная цифра БИН (ИИН): «210140000017».", list.Cell("E2").Value);
    }

    [Fact]
    public void Make_CopyReadAgain_HasTheSameIssues()
    {
        var book = SmallPlan.Book();
        book["План"]["B5"] = "210140000017";
        book["План"]["H6"] = "нет";
        var file = book.ToBytes();
        var issues = PlanWorkbook.Read(file).Issues;

        var again = PlanWorkbook.Read(MarkedCopy.Make(file, issues)!).Issues;

        Assert.Equal(issues, again);
    }

    [Fact]
    public void Make_SheetOfThatNameThere_TakesAnotherName()
    {
        var book = SmallPlan.Book();
        book.Add("Ошибки").Row(1, "x");

        using var copy = Open(MarkedCopy.Make(book.ToBytes(), [])!);

        Assert.True(copy.TryGetWorksheet("Ошибки 2", out _));
    }

    [Fact]
    public void Make_MergedCell_FillsTheCellThatIsShown()
    {
        var book = SmallPlan.Book();
        book["План"].Merged.Add("B6:B7");
        var issue = PlanIssues.TextMissing(new CellPlace("План", 7, 2), new("а", "б", "c"));

        using var copy = Open(MarkedCopy.Make(book.ToBytes(), [issue])!);

        Assert.Equal(Fill, copy.Worksheet("План").Cell("B6").Style.Fill.BackgroundColor);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public void Make_TextThatLooksLikeAFormula_StaysText(string text)
    {
        var issue = new Issue("x", new(text, text, text)) { Sheet = text };

        using var copy = Open(MarkedCopy.Make(SmallPlan.Book().ToBytes(), [issue])!);

        foreach (var column in (string[])["A", "D", "E", "F"])
        {
            var cell = copy.Worksheet("Ошибки").Cell($"{column}2");
            Assert.False(cell.HasFormula);
            Assert.Equal(XLDataType.Text, cell.DataType);
            Assert.True(cell.Style.IncludeQuotePrefix);
        }
    }

    private static XLWorkbook Open(byte[] file) => new(new MemoryStream(file));
}
