using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>A formula with the value that was saved with it; null for none.</summary>
public sealed record Formula(string Text, object? Saved);

/// <summary>A cell with its XML given as attributes and content.</summary>
public sealed record RawCell(string Attributes, string Content);

/// <summary>
/// Writes workbooks byte by byte, independently of the library that reads them, so that tests control what stands in
/// the file. Cells are addressed as Excel shows them.
/// </summary>
public sealed class RawBook
{
    private readonly List<RawSheet> sheets = [];

    public Dictionary<string, byte[]> ExtraParts { get; } = [];

    public bool StartsIn1904 { get; set; }

    /// <summary>Strings stand in the shared table, as Excel writes them, or in the cells themselves.</summary>
    public bool SharesStrings { get; set; } = true;

    public bool HasStyles { get; set; } = true;

    public RawSheet this[string name] => sheets.Single(sheet => sheet.Name == name);

    public RawSheet Add(string name)
    {
        sheets.Add(new RawSheet(name));
        return sheets[^1];
    }

    public void Remove(string name) => sheets.Remove(this[name]);

    public byte[] ToBytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        var strings = new Dictionary<string, int>();
        var parts = new Dictionary<string, byte[]>(ExtraParts);
        for (var index = 0; index < sheets.Count; index++)
            parts.TryAdd($"xl/worksheets/sheet{index + 1}.xml", sheets[index].ToXml(SharesStrings ? strings : null));
        parts.TryAdd("xl/sharedStrings.xml", Utf8(
            $"""<sst xmlns="{Main}" count="{strings.Count}" uniqueCount="{strings.Count}">"""
            + string.Concat(strings.Keys.Select(text => $"<si>{RawSheet.TextElement(text)}</si>")) + "</sst>"));
        parts.TryAdd("[Content_Types].xml", Utf8(ContentTypes()));
        parts.TryAdd("_rels/.rels", Utf8(
            $"""
            <Relationships xmlns="{Package}">
            <Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """));
        parts.TryAdd("xl/workbook.xml", Utf8(Workbook()));
        parts.TryAdd("xl/_rels/workbook.xml.rels", Utf8(Relations()));
        if (HasStyles)
            parts.TryAdd("xl/styles.xml", Utf8(Styles));
        return Zip(parts, level);
    }

    public static byte[] Zip(IEnumerable<KeyValuePair<string, byte[]>> parts,
        CompressionLevel level = CompressionLevel.Fastest)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }
        return file.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private const string ContentTypePrefix = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Style 1 shows a date, style 2 text.
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private string ContentTypes() =>
        """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
        + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
        + """<Default Extension="xml" ContentType="application/xml"/>"""
        + Override("xl/workbook.xml", "sheet.main") + Override("xl/sharedStrings.xml", "sharedStrings")
        + (HasStyles ? Override("xl/styles.xml", "styles") : "")
        + string.Concat(sheets.Select((_, index) => Override($"xl/worksheets/sheet{index + 1}.xml",
            "worksheet"))) + "</Types>";

    private static string Override(string part, string kind) =>
        $"""<Override PartName="/{part}" ContentType="{ContentTypePrefix}.{kind}+xml"/>""";

    private string Workbook() =>
        $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><workbookPr date1904="{(StartsIn1904 ? 1 : 0)}"/><sheets>"""
        + string.Concat(sheets.Select((sheet, index) => SheetElement(sheet, index + 1))) + "</sheets></workbook>";

    private static string SheetElement(RawSheet sheet, int id)
    {
        var (name, state) = (SecurityElement.Escape(sheet.Name), sheet.IsHidden ? " state=\"hidden\"" : "");
        return $"""<sheet name="{name}" sheetId="{id}"{state} r:id="rId{id}"/>""";
    }

    private string Relations() =>
        $"""<Relationships xmlns="{Package}">"""
        + string.Concat(sheets.Select((_, index) =>
            Relation(index + 1, "worksheet", $"worksheets/sheet{index + 1}.xml")))
        + Relation(sheets.Count + 1, "sharedStrings", "sharedStrings.xml")
        + (HasStyles ? Relation(sheets.Count + 2, "styles", "styles.xml") : "")
        + "</Relationships>";

    private static string Relation(int id, string type, string target) =>
        $"""<Relationship Id="rId{id}" Type="{Office}/{type}" Target="{target}"/>""";
}

/// <summary>One worksheet of a <see cref="RawBook"/>.</summary>
public sealed class RawSheet(string name)
{
    private readonly SortedDictionary<int, SortedDictionary<int, object>> rows = [];

    public string Name { get; } = name;

    public bool IsHidden { get; set; }

    /// <summary>XML that stands before the rows, such as hidden columns.</summary>
    public string BeforeRows { get; set; } = "";

    public List<string> Merged { get; } = [];

    public int LastRow => rows.Count == 0 ? 0 : rows.Keys.Last();

    /// <summary>A cell by its reference; null takes it away.</summary>
    public object? this[string reference]
    {
        get => rows.GetValueOrDefault(Row(reference))?.GetValueOrDefault(Column(reference));
        set => Set(Row(reference), Column(reference), value);
    }

    public RawSheet Row(int row, params object?[] cells)
    {
        for (var index = 0; index < cells.Length; index++)
            Set(row, index + 1, cells[index]);
        return this;
    }

    /// <summary>Inserts empty rows before a row.</summary>
    public void Shift(int from, int by)
    {
        foreach (var row in rows.Keys.Where(row => row >= from).OrderDescending().ToList())
        {
            rows[row + by] = rows[row];
            rows.Remove(row);
        }
    }

    /// <summary>Puts the columns in another order: the column that stands at index i comes from order[i].</summary>
    public void Reorder(params int[] order)
    {
        foreach (var row in rows.Keys.ToList())
        {
            var old = rows[row];
            rows[row] = [];
            for (var index = 0; index < order.Length; index++)
            {
                if (old.TryGetValue(order[index], out var cell))
                    rows[row][index + 1] = cell;
            }
        }
    }

    internal byte[] ToXml(Dictionary<string, int>? strings)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{RawBook.Main}\">");
        xml.Append(BeforeRows).Append("<sheetData>");
        foreach (var (row, cells) in rows)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            foreach (var (column, value) in cells)
                Append(xml, $"{Cell.Letters(column)}{row}", value, strings);
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        if (Merged.Count > 0)
            xml.Append("<mergeCells>").AppendJoin("", Merged.Select(range =>
                $"<mergeCell ref=\"{range}\"/>")).Append("</mergeCells>");
        return RawBook.Utf8(xml.Append("</worksheet>").ToString());
    }

    internal static string TextElement(string text) => $"<t xml:space=\"preserve\">{Escape(text)}</t>";

    // Control characters are written as ECMA-376 wants them: _x0007_.
    private static string Escape(string text) => string.Concat(SecurityElement.Escape(text)
        .Select(letter => letter < ' ' && letter is not ('\n' or '\t') ? $"_x{(int)letter:X4}_" : letter.ToString()));

    private static void Append(StringBuilder xml, string reference, object value, Dictionary<string, int>? strings) =>
        xml.Append(value switch
        {
            RawCell raw => $"<c r=\"{reference}\" {raw.Attributes}>{raw.Content}</c>",
            Formula { Saved: null } formula =>
                $"<c r=\"{reference}\"><f>{SecurityElement.Escape(formula.Text)}</f></c>",
            Formula { Saved: string saved } formula =>
                $"<c r=\"{reference}\" t=\"str\"><f>{SecurityElement.Escape(formula.Text)}</f>"
                + $"<v>{Escape(saved)}</v></c>",
            Formula formula => $"<c r=\"{reference}\"><f>{SecurityElement.Escape(formula.Text)}</f>"
                + $"<v>{Invariant(formula.Saved)}</v></c>",
            DateOnly day => $"<c r=\"{reference}\" s=\"1\"><v>{Invariant(day.ToDateTime(default).ToOADate())}</v></c>",
            bool logical => $"<c r=\"{reference}\" t=\"b\"><v>{(logical ? 1 : 0)}</v></c>",
            string text when strings is null =>
                $"<c r=\"{reference}\" t=\"inlineStr\"><is>{TextElement(text)}</is></c>",
            string text => $"<c r=\"{reference}\" t=\"s\"><v>{IndexOf(text, strings)}</v></c>",
            double number => $"<c r=\"{reference}\"><v>{Invariant(number)}</v></c>",
            _ => $"<c r=\"{reference}\"><v>{Invariant(value)}</v></c>",
        });

    private static string? Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static int IndexOf(string text, Dictionary<string, int> strings)
    {
        strings.TryAdd(text, strings.Count);
        return strings[text];
    }

    private static int Row(string reference) => int.Parse(reference.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]),
        CultureInfo.InvariantCulture);

    private static int Column(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1);

    private void Set(int row, int column, object? value)
    {
        if (!rows.TryGetValue(row, out var cells))
            rows[row] = cells = [];
        if (value is null)
            cells.Remove(column);
        else
            cells[column] = value;
    }
}
