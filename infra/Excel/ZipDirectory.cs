using System.Buffers.Binary;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>
/// Walks the central directory of a ZIP file (PKWARE APPNOTE 4.3.12 and 4.3.16) without trusting a number in it, before
/// any other code sees the file.
/// </summary>
internal static class ZipDirectory
{
    private const uint LocalHeader = 0x04034B50;
    private const uint DirectoryHeader = 0x02014B50;
    private const uint EndOfDirectory = 0x06054B50;
    private const int DirectoryHeaderSize = 46;
    private const int EndSize = 22;

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The reason to refuse the file, or null when its directory can be read.</summary>
    internal static Issue? Check(ReadOnlySpan<byte> file)
    {
        if (file.Length > WorkbookLimits.FileBytes)
            return PlanIssues.FileTooLarge(WorkbookLimits.FileBytes / (1024 * 1024));
        if (file.StartsWith(CompoundFile))
            return file.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? PlanIssues.Encrypted()
                : PlanIssues.OldFormat();
        if (file.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(file) != LocalHeader)
            return PlanIssues.NotAWorkbook();
        var end = FindEnd(file);
        return end < 0 ? PlanIssues.Truncated() : Walk(file, end);
    }

    private static int FindEnd(ReadOnlySpan<byte> file)
    {
        // A comment of at most 65,535 bytes may follow the record.
        var lowest = Math.Max(0, file.Length - EndSize - ushort.MaxValue);
        for (var at = file.Length - EndSize; at >= lowest; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) == EndOfDirectory)
                return at;
        }
        return -1;
    }

    private static Issue? Walk(ReadOnlySpan<byte> file, int end)
    {
        long at = BinaryPrimitives.ReadUInt32LittleEndian(file[(end + 16)..]);
        var stated = BinaryPrimitives.ReadUInt16LittleEndian(file[(end + 10)..]);
        // ZIP64 is for archives that are larger than a workbook may be.
        if (at == uint.MaxValue || stated > WorkbookLimits.Parts)
            return PlanIssues.TooManyParts(WorkbookLimits.Parts);
        for (var count = 0; count < stated; count++)
        {
            if (at + DirectoryHeaderSize > end)
                return PlanIssues.Damaged("central directory");
            var header = file[(int)at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != DirectoryHeader)
                return PlanIssues.Damaged("central directory");
            if ((BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & 1) != 0)
                return PlanIssues.Encrypted();
            // 0 is stored, 8 is deflated; nothing else is allowed in a package (ECMA-376-2, annex C).
            if (BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) is not (0 or 8))
                return PlanIssues.Damaged("compression");
            at += DirectoryHeaderSize + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }
        // Records beyond the stated number would be seen by some readers and not by others.
        return at == end ? null : PlanIssues.Damaged("central directory");
    }
}
