using System.Globalization;
using System.Text;
using System.Xml;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>Reads cells straight from the parts of a scanned workbook, one node at a time.</summary>
internal static class StreamedReader
{
    internal static BookCells Read(WorkbookScan scan)
    {
        var budget = new UnpackedBudget();
        var strings = ReadStrings(scan, budget);
        return new BookCells([.. scan.Sheets.Select(sheet => ReadSheet(sheet, strings, budget))], scan.StartsIn1904);
    }

    private static List<string> ReadStrings(WorkbookScan scan, UnpackedBudget budget)
    {
        var strings = new List<string>(scan.StringCount);
        if (scan.SharedStrings is not { } entry)
            return strings;
        using var xml = GuardedXml.Open(entry, budget, checkCharacters: false);
        xml.MoveToContent();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                strings.Add(ReadText(xml));
        }
        return strings;
    }

    /// <summary>The text of an element's runs, without the readings (furigana) that may follow them.</summary>
    private static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        string? only = null;
        StringBuilder? runs = null;
        var depth = xml.Depth;
        var aside = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                aside += xml.NodeType == XmlNodeType.Element ? 1 : -1;
            if (aside > 0 || !IsText(xml.NodeType) || xml.Depth <= depth + 1)
                continue;
            if (only is null)
                only = xml.Value;
            else
                (runs ??= new StringBuilder(only)).Append(xml.Value);
        }
        return CellValues.Unescape(runs?.ToString() ?? only ?? "");
    }

    private static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    private static SheetCells ReadSheet(SheetPart sheet, List<string> strings, UnpackedBudget budget)
    {
        var rows = new List<SheetRow>();
        var merged = new List<MergedRange>();
        var cells = new List<Cell>();
        var row = 0;
        using var xml = GuardedXml.Open(sheet.Entry, budget, checkCharacters: false);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
            {
                AddRow(rows, row, cells);
                row = xml.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : row + 1;
            }
            else if (xml.LocalName == "c")
                ReadCell(xml, cells, strings);
            else if (xml.LocalName == "mergeCell" && CellReference.TryParse(xml.GetAttribute("ref"),
                out MergedRange range))
                merged.Add(range);
        }
        AddRow(rows, row, cells);
        return new SheetCells(sheet.Name, rows, merged);
    }

    private static void AddRow(List<SheetRow> rows, int number, List<Cell> cells)
    {
        var filled = cells.FindAll(cell => !cell.IsEmpty);
        if (filled.Count > 0)
            rows.Add(new SheetRow(number, [.. filled]));
        cells.Clear();
    }

    private static void ReadCell(XmlReader xml, List<Cell> cells, List<string> strings)
    {
        var column = cells.Count > 0 ? cells[^1].Column + 1 : 1;
        if (xml.GetAttribute("r") is { } reference && CellReference.TryParse(reference, out _, out var stated))
            column = stated;
        var type = xml.GetAttribute("t");
        string? value = null;
        var hasFormula = false;
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "f")
                    hasFormula = true;
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
                    value = ReadValue(xml);
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
                    value = ReadText(xml);
            }
        }
        cells.Add(MakeCell(column, type, value, hasFormula, strings));
    }

    private static string ReadValue(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var value = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (IsText(xml.NodeType))
                value = value.Length == 0 ? xml.Value : value + xml.Value;
        }
        return value;
    }

    private static Cell MakeCell(int column, string? type, string? value, bool hasFormula, List<string> strings)
    {
        if (string.IsNullOrEmpty(value))
            return hasFormula && type != "str" ? Cell.WithoutValue(column) : Cell.OfText(column, "");
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < strings.Count
                ? CellValues.OfText(column, strings[index])
                : Cell.OfError(column, "#REF!"),
            "str" => CellValues.OfText(column, CellValues.Unescape(value)),
            "inlineStr" => CellValues.OfText(column, value),
            "b" => CellValues.OfBoolean(column, value is "1" or "true"),
            "e" => Cell.OfError(column, value),
            "d" => Cell.OfText(column, value),
            _ => CellValues.OfNumber(column, value),
        };
    }
}
