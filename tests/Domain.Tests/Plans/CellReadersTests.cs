using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>Every kind of cell, read by both readers.</summary>
public sealed class CellReadersTests
{
    public static TheoryData<string, object, Cell> Kinds => new()
    {
        { "whole number", 700687, Cell.OfNumber(1, 700687) },
        { "fraction", 0.5, Cell.OfNumber(1, 0.5) },
        { "large number", 1e20, Cell.OfNumber(1, 1e20) },
        { "negative", -5, Cell.OfNumber(1, -5) },
        { "text", "Станция", Cell.OfText(1, "Станция") },
        { "text of digits", "050440556852", Cell.OfText(1, "050440556852") },
        { "text as formula", "=cmd|'/c calc'!A1", Cell.OfText(1, "=cmd|'/c calc'!A1") },
        { "text with spaces", " a  b ", Cell.OfText(1, " a  b ") },
        { "lines", "a\nb", Cell.OfText(1, "a\nb") },
        { "control character", "a\u0007b", Cell.OfText(1, "a\u0007b") },
        { "date", new DateOnly(2022, 7, 11), Cell.OfNumber(1, 44753) },
        { "number in a cell of dates", new RawCell("s=\"1\"", "<v>700687000</v>"), Cell.OfNumber(1, 700687000) },
        { "logical", true, Cell.OfText(1, "TRUE") },
        { "formula", new Formula("SUM(1,2)", 3), Cell.OfNumber(1, 3) },
        { "formula with other saved value", new Formula("SUM(1,2)", 700687.5), Cell.OfNumber(1, 700687.5) },
        { "formula of text", new Formula("\"0\"&\"12\"", "012"), Cell.OfText(1, "012") },
        { "formula of a date", new RawCell("s=\"1\"", "<f>DATE(2022,7,11)</f><v>44753</v>"), Cell.OfNumber(1, 44753) },
        { "formula without value", new Formula("SUM(1,2)", null), Cell.WithoutValue(1) },
        { "formula with an error", new RawCell("t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>"), Cell.OfError(1, "#DIV/0!") },
        { "formula of a logical", new RawCell("t=\"b\"", "<f>TRUE()</f><v>1</v>"), Cell.OfText(1, "TRUE") },
        { "inline text", new RawCell("t=\"inlineStr\"", "<is><t>a</t></is>"), Cell.OfText(1, "a") },
        { "inline runs", new RawCell("t=\"inlineStr\"", "<is><r><t>a</t></r><r><t>b</t></r></is>"), Cell.OfText(1,
            "ab") },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_Cell_IsTheSameForBothReaders(string kind, object content, Cell expected)
    {
        Assert.NotNull(kind);
        var book = new RawBook();
        // A second cell keeps the sheet from being empty.
        book.Add("Лист").Row(1, content, "x");
        var file = book.ToBytes();

        var streamed = StreamedReader.Read(WorkbookScan.Run(file));
        var closedXml = ClosedXmlReader.Read(file);

        Assert.Equal(expected, streamed.Sheets[0].Rows[0].Cells[0]);
        Assert.Equal(expected, closedXml.Sheets[0].Rows[0].Cells[0]);
    }

    [Theory]
    [InlineData("t=\"e\"", "<v>#REF!</v>")]
    [InlineData("t=\"d\"", "<v>2022-07-11</v>")]
    public void Scan_CellThatClosedXmlDrops_GoesToTheStreamedReader(string attributes, string content)
    {
        var book = new RawBook();
        book.Add("Лист").Row(1, new RawCell(attributes, content));

        using var scan = WorkbookScan.Run(book.ToBytes());

        Assert.False(scan.IsOfficeSize);
    }
}
