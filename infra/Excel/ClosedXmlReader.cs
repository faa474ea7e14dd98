using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Plans;
using ClosedXML.Excel;

namespace CarbonRegistry.Infra.Excel;

/// <summary>
/// Reads cells with ClosedXML 0.95.4. A formula is never calculated: what counts is the value that was saved with it.
/// </summary>
internal static partial class ClosedXmlReader
{
    internal static BookCells Read(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        using var workbook = new XLWorkbook(stream);
        return new BookCells([.. workbook.Worksheets.OrderBy(sheet => sheet.Position).Select(ReadSheet)], false);
    }

    private static SheetCells ReadSheet(IXLWorksheet sheet)
    {
        var rows = new List<SheetRow>();
        var cells = new List<Cell>();
        var row = 0;
        foreach (var cell in sheet.CellsUsed(XLCellsUsedOptions.Contents)
            .OrderBy(cell => cell.Address.RowNumber).ThenBy(cell => cell.Address.ColumnNumber))
        {
            if (cell.Address.RowNumber != row)
                AddRow(rows, row, cells);
            row = cell.Address.RowNumber;
            if (MakeCell(cell) is { IsEmpty: false } made)
                cells.Add(made);
        }
        AddRow(rows, row, cells);
        return new SheetCells(sheet.Name, rows, sheet.MergedRanges.Select(range => range.RangeAddress).Select(range =>
            new MergedRange(range.FirstAddress.RowNumber, range.FirstAddress.ColumnNumber,
                range.LastAddress.RowNumber, range.LastAddress.ColumnNumber)));
    }

    private static void AddRow(List<SheetRow> rows, int number, List<Cell> cells)
    {
        if (cells.Count > 0)
            rows.Add(new SheetRow(number, [.. cells]));
        cells.Clear();
    }

    private static Cell MakeCell(IXLCell cell)
    {
        var column = cell.Address.ColumnNumber;
        if (cell.HasFormula)
            return MakeSaved(column, cell.CachedValue);
        return cell.Value switch
        {
            bool logical => CellValues.OfBoolean(column, logical),
            double number => Cell.OfNumber(column, number),
            DateTime date => Cell.OfNumber(column, date.ToOADate()),
            TimeSpan time => Cell.OfNumber(column, time.TotalDays),
            string text when cell.DataType == XLDataType.Number => CellValues.OfNumber(column, text),
            var other => CellValues.OfText(column, other?.ToString() ?? ""),
        };
    }

    // ClosedXML gives the saved result of a formula as text and does not say whether it was a number.
    private static Cell MakeSaved(int column, object? saved) => saved switch
    {
        null or "" => Cell.WithoutValue(column),
        bool logical => CellValues.OfBoolean(column, logical),
        double number => Cell.OfNumber(column, number),
        DateTime date => Cell.OfNumber(column, date.ToOADate()),
        string text when NumberForm().IsMatch(text) => CellValues.OfNumber(column, text),
        var other => CellValues.OfText(column, other.ToString() ?? ""),
    };

    // What a file writes for a number. Three digits after the point stay text: as text they have two readings, and a
    // number of units with such a fraction is refused in either case.
    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.(\d{1,2}|\d{4,}))?([eE][+-]?\d{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
