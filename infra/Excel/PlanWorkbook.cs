using System.Xml;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>Which reader takes the cells out of a workbook.</summary>
public enum CellReader
{
    /// <summary>ClosedXML up to 10,000 rows, the streaming reader above.</summary>
    BySize,

    /// <summary>ClosedXML, whatever the size.</summary>
    ClosedXml,

    /// <summary>The streaming reader, whatever the size.</summary>
    Streamed,
}

/// <summary>Reads the workbook of a National Plan (Order 251, ¶12).</summary>
public static class PlanWorkbook
{
    /// <summary>
    /// Reads and checks a workbook. A file that is none, or a hostile one, is refused with one issue before anything
    /// opens it; the limits are those of <see cref="WorkbookLimits"/>.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="reader">Which reader to use; both give the same cells.</param>
    public static PlanReading Read(byte[] file, CellReader reader = CellReader.BySize)
    {
        var (book, refusal) = Open(file, reader);
        return book is null ? PlanReading.Refused(refusal!) : PlanTablesReader.Read(book);
    }

    /// <summary>Reads a workbook from a stream, no further than a workbook may be long.</summary>
    public static async Task<PlanReading> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[81920];
        using var file = new MemoryStream();
        int read;
        // One byte over the limit is enough for the refusal.
        while (file.Length <= WorkbookLimits.FileBytes && (read = await stream.ReadAsync(buffer, cancellation)) > 0)
            file.Write(buffer, 0, read);
        return Read(file.ToArray());
    }

    /// <summary>The cells of a workbook, or the reason to refuse it.</summary>
    internal static (BookCells? Book, Issue? Refusal) Open(byte[] file, CellReader reader)
    {
        if (ZipDirectory.Check(file) is { } issue)
            return (null, issue);
        try
        {
            using var scan = WorkbookScan.Run(file);
            var useClosedXml = reader switch
            {
                CellReader.BySize => scan.IsOfficeSize,
                CellReader.ClosedXml => true,
                CellReader.Streamed => false,
                _ => throw new ArgumentOutOfRangeException(nameof(reader), reader, "No such reader."),
            };
            return ((useClosedXml ? TryClosedXml(file) : null) ?? StreamedReader.Read(scan), null);
        }
        catch (WorkbookRefusedException refused)
        {
            return (null, refused.Issue);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or EndOfStreamException)
        {
            return (null, PlanIssues.Damaged(PlainText.OneLine(exception.Message)));
        }
    }

    private static BookCells? TryClosedXml(byte[] file)
    {
        try
        {
            return ClosedXmlReader.Read(file);
        }
        // ClosedXML throws whatever its parts throw at a drawing or style that it does not know; the scan has found the
        // workbook sound, so the streaming reader takes its cells instead.
        catch (Exception exception) when (exception is not (OutOfMemoryException or WorkbookRefusedException))
        {
            return null;
        }
    }
}
