using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using ClosedXML.Excel;

namespace CarbonRegistry.Infra.Excel;

/// <summary>
/// Makes a copy of a refused workbook in which each faulty cell is filled with a colour and a sheet at the front lists
/// every issue in Kazakh, Russian and English.
/// </summary>
public static class MarkedCopy
{
    private const string SheetName = "Ошибки";

    // Red enough to be seen, pale enough to read what stands in the cell.
    private static readonly XLColor FaultColour = XLColor.FromArgb(0xFF, 0xC7, 0xCE);

    /// <summary>The marked copy, or null when the workbook cannot be opened at all or is refused as hostile.</summary>
    /// <param name="file">The bytes of the workbook.</param>
    /// <param name="issues">What is wrong with it; issues without a cell are listed only.</param>
    public static byte[]? Make(byte[] file, IReadOnlyList<Issue> issues)
    {
        var (book, _) = PlanWorkbook.Open(file, CellReader.Streamed);
        if (book is null)
            return null;
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var workbook = new XLWorkbook(stream);
            foreach (var issue in issues)
                Mark(workbook, issue);
            AddList(workbook, issues);
            return Save(workbook);
        }
        // ClosedXML throws whatever its parts throw at a drawing or style that it does not know; the cells alone are
        // still worth marking.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Save(CellsOnly(book, issues));
        }
    }

    /// <summary>True for text that a spreadsheet would take for a formula when it is typed or pasted.</summary>
    internal static bool LooksLikeFormula(string text) => text.Length > 0
        && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    private static XLWorkbook CellsOnly(BookCells book, IReadOnlyList<Issue> issues)
    {
        var workbook = new XLWorkbook();
        foreach (var sheet in book.Sheets)
        {
            var copy = workbook.AddWorksheet(sheet.Name);
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row.Cells)
                {
                    if (cell.Kind == CellKind.Number)
                        copy.Cell(row.Number, cell.Column).SetValue(cell.Number);
                    else
                        Write(copy.Cell(row.Number, cell.Column), cell.Text ?? "");
                }
            }
        }
        foreach (var issue in issues)
            Mark(workbook, issue);
        AddList(workbook, issues);
        return workbook;
    }

    private static void Mark(XLWorkbook workbook, Issue issue)
    {
        if (issue.Row is not { } row || issue.Column is not { } column
            || !workbook.TryGetWorksheet(issue.Sheet ?? "", out var sheet))
            return;
        var cell = sheet.Cell(row, column);
        // Only the first cell of a merged range is shown.
        if (cell.IsMerged())
            cell = cell.MergedRange().FirstCell();
        cell.Style.Fill.SetBackgroundColor(FaultColour);
    }

    private static void AddList(XLWorkbook workbook, IReadOnlyList<Issue> issues)
    {
        var name = SheetName;
        for (var next = 2; workbook.TryGetWorksheet(name, out _); next++)
            name = $"{SheetName} {next}";
        var list = workbook.AddWorksheet(name, 1);
        WriteRow(list, 1, ["Лист", "Ячейка", "Код", "Қазақша", "Русский", "English"]);
        list.Row(1).Style.Font.SetBold();
        for (var index = 0; index < issues.Count; index++)
        {
            var issue = issues[index];
            WriteRow(list, index + 2,
                [issue.Sheet ?? "", $"{issue.Column}{issue.Row}", issue.Code, issue.Text.Kk, issue.Text.Ru,
                    issue.Text.En]);
        }
        foreach (var (column, width) in new[] { (1, 14), (2, 10), (3, 24), (4, 70), (5, 70), (6, 70) })
            list.Column(column).Width = width;
        foreach (var sheet in workbook.Worksheets)
            sheet.SetTabSelected(false);
        list.SetTabActive();
        list.SetTabSelected();
    }

    private static void WriteRow(IXLWorksheet sheet, int row, string[] texts)
    {
        for (var index = 0; index < texts.Length; index++)
            Write(sheet.Cell(row, index + 1), texts[index]);
    }

    // Text is written as text; what looks like a formula also gets the quote prefix, so that it stays text when edited.
    private static void Write(IXLCell cell, string text)
    {
        cell.SetValue(text);
        cell.SetDataType(XLDataType.Text);
        cell.Style.NumberFormat.SetFormat("@");
        if (LooksLikeFormula(text))
            cell.Style.SetIncludeQuotePrefix();
    }

    private static byte[] Save(XLWorkbook workbook)
    {
        try
        {
            // ClosedXML writes no saved values of formulas unless it calculates them; without them a corrected copy
            // could not be read again before a spreadsheet program has saved it.
            return Save(workbook, evaluate: true);
        }
        // A function that ClosedXML does not know ends the calculation with an exception of any type.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Save(workbook, evaluate: false);
        }
    }

    private static byte[] Save(XLWorkbook workbook, bool evaluate)
    {
        using var copy = new MemoryStream();
        workbook.SaveAs(copy, new SaveOptions { EvaluateFormulasBeforeSaving = evaluate, ValidatePackage = false });
        return copy.ToArray();
    }
}
