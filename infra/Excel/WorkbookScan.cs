using System.IO.Compression;
using System.Xml;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>A worksheet as the workbook's own list names it.</summary>
internal sealed record SheetPart(string Name, ZipArchiveEntry Entry);

/// <summary>
/// A workbook that was walked through once, part by part, with every byte counted, and found to be harmless. Only then
/// does anything open it that keeps a part in memory.
/// </summary>
internal sealed class WorkbookScan : IDisposable
{
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly UnpackedBudget budget = new();
    private int rows;
    private int cells;
    private int strings;
    private int otherElements;
    private long mergedRows;
    private bool hasRareCells;

    private WorkbookScan(byte[] file) => archive = new ZipArchive(new MemoryStream(file, writable: false));

    internal IReadOnlyList<SheetPart> Sheets { get; private set; } = [];

    internal ZipArchiveEntry? SharedStrings { get; private set; }

    internal int StringCount => strings;

    internal bool StartsIn1904 { get; private set; }

    internal int Rows => rows;

    /// <summary>Bytes of all parts, as inflated.</summary>
    internal long UnpackedBytes => budget.Spent;

    /// <summary>
    /// True for a workbook that ClosedXML opens within a moment and reads in full: it drops error values, drops all
    /// numbers where there are no styles, and does not know dates as text and the calendar of 1904.
    /// </summary>
    internal bool IsOfficeSize => rows <= WorkbookLimits.OfficeRows && cells <= WorkbookLimits.OfficeCells
        && budget.Spent <= WorkbookLimits.OfficeBytes && otherElements <= WorkbookLimits.OfficeOtherElements
        && !StartsIn1904 && !hasRareCells;

    /// <summary>Walks through a file whose directory was checked.</summary>
    /// <exception cref="WorkbookRefusedException">The workbook is hostile, damaged or none.</exception>
    internal static WorkbookScan Run(byte[] file)
    {
        var scan = new WorkbookScan(file);
        try
        {
            scan.Walk();
            return scan;
        }
        catch
        {
            scan.Dispose();
            throw;
        }
    }

    public void Dispose() => archive.Dispose();

    private void Walk()
    {
        foreach (var entry in archive.Entries)
        {
            if (!parts.TryAdd(entry.FullName.Replace('\\', '/'), entry))
                throw new WorkbookRefusedException(PlanIssues.Damaged(entry.FullName));
            if (entry.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase))
                throw new WorkbookRefusedException(PlanIssues.ExternalLinks(entry.FullName));
        }
        var workbook = FindWorkbook();
        foreach (var entry in archive.Entries)
        {
            if (IsXml(entry.FullName))
                WalkXml(entry);
            else
                Inflate(entry);
        }
        ReadSheetList(workbook);
    }

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels",
            StringComparison.OrdinalIgnoreCase);

    private ZipArchiveEntry FindWorkbook()
    {
        if (!parts.TryGetValue("_rels/.rels", out var root) || !parts.ContainsKey("[Content_Types].xml"))
            throw new WorkbookRefusedException(PlanIssues.NotAWorkbook());
        var target = Relationships(root, "").FirstOrDefault(relation => relation.Type.EndsWith("/officeDocument",
            StringComparison.Ordinal));
        // Word and PowerPoint files have the same shape, but another main part.
        if (target.Path is null || !target.Path.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase))
            throw new WorkbookRefusedException(PlanIssues.NotAWorkbook());
        return Part(target.Path);
    }

    private ZipArchiveEntry Part(string path) => parts.TryGetValue(path, out var entry)
        ? entry
        : throw new WorkbookRefusedException(PlanIssues.PartMissing(path));

    private void Inflate(ZipArchiveEntry entry)
    {
        var buffer = new byte[64 * 1024];
        using var stream = new GuardedStream(entry, budget, isXml: false);
        while (stream.Read(buffer) > 0)
        {
        }
    }

    private void WalkXml(ZipArchiveEntry entry)
    {
        using var xml = GuardedXml.Open(entry, budget);
        var lastRow = 0;
        var column = 0;
        while (GuardedXml.ReadNode(xml, entry.FullName))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "row":
                    lastRow = CountRow(xml, lastRow, entry.FullName);
                    column = 0;
                    break;
                case "c":
                    column = CountCell(xml, column, entry.FullName);
                    break;
                case "si":
                    if (++strings > WorkbookLimits.Strings)
                        throw new WorkbookRefusedException(PlanIssues.TooManyStrings(WorkbookLimits.Strings));
                    break;
                case "mergeCell":
                    CountMerge(xml, entry.FullName);
                    break;
                case "v" or "f" or "t" or "r" or "is":
                    break;
                default:
                    otherElements++;
                    break;
            }
        }
    }

    private int CountRow(XmlReader xml, int last, string part)
    {
        rows++;
        var number = last + 1;
        if (xml.GetAttribute("r") is { } text && !int.TryParse(text, out number))
            throw new WorkbookRefusedException(PlanIssues.Damaged(part));
        if (rows > WorkbookLimits.Rows || number > WorkbookLimits.Rows)
            throw new WorkbookRefusedException(PlanIssues.TooManyRows(new CellPlace(null, 0, 0), WorkbookLimits.Rows));
        // Rows that go backwards are read differently by every program.
        return number > last ? number : throw new WorkbookRefusedException(PlanIssues.Damaged(part));
    }

    private int CountCell(XmlReader xml, int last, string part)
    {
        var column = last + 1;
        if (xml.GetAttribute("r") is { } text && !CellReference.TryParse(text, out _, out column))
            throw new WorkbookRefusedException(PlanIssues.Damaged(part));
        if (column > WorkbookLimits.Columns)
            throw new WorkbookRefusedException(PlanIssues.TooManyColumns(default, WorkbookLimits.Columns));
        hasRareCells |= xml.GetAttribute("t") is "e" or "d";
        if (++cells > WorkbookLimits.Cells)
            throw new WorkbookRefusedException(PlanIssues.TooManyCells(WorkbookLimits.Cells));
        return column;
    }

    private void CountMerge(XmlReader xml, string part)
    {
        otherElements++;
        if (!CellReference.TryParse(xml.GetAttribute("ref"), out MergedRange range))
            throw new WorkbookRefusedException(PlanIssues.Damaged(part));
        mergedRows += Math.Min(range.LastRow, WorkbookLimits.Rows) - Math.Min(range.FirstRow, WorkbookLimits.Rows);
        if (mergedRows > WorkbookLimits.MergedRows)
            throw new WorkbookRefusedException(PlanIssues.TooManyMerges(default));
    }

    private void ReadSheetList(ZipArchiveEntry workbook)
    {
        var folder = workbook.FullName[..(workbook.FullName.LastIndexOf('/') + 1)];
        var file = workbook.FullName[folder.Length..];
        var relations = Relationships(Part($"{folder}_rels/{file}.rels"), folder).ToDictionary(relation => relation.Id);
        var sheets = new List<SheetPart>();
        using var xml = GuardedXml.Open(workbook, new UnpackedBudget());
        while (GuardedXml.ReadNode(xml, workbook.FullName))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                StartsIn1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet" || RelationId(xml) is not { } id)
                continue;
            if (!relations.TryGetValue(id, out var relation))
                throw new WorkbookRefusedException(PlanIssues.PartMissing(id));
            // Sheets of charts and old dialogues have no cells.
            if (relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                sheets.Add(new SheetPart(xml.GetAttribute("name") ?? "", Part(relation.Path)));
        }
        Sheets = sheets;
        // Without a part of styles ClosedXML drops every number.
        hasRareCells |= !relations.Values.Any(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal));
        var shared = relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/sharedStrings",
            StringComparison.Ordinal));
        SharedStrings = shared.Path is null ? null : Part(shared.Path);
    }

    // The prefix is the writer's choice, and two namespaces are in use; the attribute's local name is the same in both.
    private static string? RelationId(XmlReader xml)
    {
        string? found = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
                found = xml.Value;
        }
        xml.MoveToElement();
        return found;
    }

    private static List<(string Id, string Type, string Path)> Relationships(ZipArchiveEntry entry, string folder)
    {
        var found = new List<(string, string, string)>();
        using var xml = GuardedXml.Open(entry, new UnpackedBudget());
        while (GuardedXml.ReadNode(xml, entry.FullName))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship")
                continue;
            var type = xml.GetAttribute("Type") ?? "";
            if (xml.GetAttribute("TargetMode") == "External" || type.EndsWith("/externalLink",
                StringComparison.Ordinal))
                throw new WorkbookRefusedException(PlanIssues.ExternalLinks(entry.FullName));
            found.Add((xml.GetAttribute("Id") ?? "", type, Resolve(folder, xml.GetAttribute("Target") ?? "")));
        }
        return found;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var steps = new List<string>();
        foreach (var step in (folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or ".." or ""))
                steps.Add(step);
        }
        return string.Join('/', steps);
    }
}
