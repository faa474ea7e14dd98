namespace CarbonRegistry.Infra.Excel;

/// <summary>
/// What a workbook may have at most. The largest plan that the registry is made for has 100,000 rows, which unpack to
/// about 50 MiB; everything beyond twice that is taken for a bomb.
/// </summary>
public static class WorkbookLimits
{
    /// <summary>Bytes of the file itself.</summary>
    public const int FileBytes = 48 * 1024 * 1024;

    /// <summary>Bytes of all parts after inflating, counted as they are inflated.</summary>
    public const long UnpackedBytes = 100L * 1024 * 1024;

    /// <summary>Parts of the archive; a plain workbook has about twelve.</summary>
    public const int Parts = 2_000;

    /// <summary>Rows of all worksheets together, and the highest number that a row may have.</summary>
    public const int Rows = 200_000;

    /// <summary>The last column that may have a cell.</summary>
    public const int Columns = 256;

    /// <summary>Cells of all worksheets together.</summary>
    public const int Cells = 4_000_000;

    /// <summary>Shared strings: three for each row, and room to spare.</summary>
    public const int Strings = 1_000_000;

    /// <summary>Bytes of one tag with its attributes.</summary>
    public const int TagBytes = 64 * 1024;

    /// <summary>Bytes of text between two tags; a cell of Excel holds 32,767 characters.</summary>
    public const int TextBytes = 256 * 1024;

    /// <summary>Depth of nested elements; worksheets need about ten.</summary>
    public const int Depth = 64;

    /// <summary>Different names of elements and attributes; all of Office knows some thousands.</summary>
    public const int Names = 10_000;

    /// <summary>Rows that merged cells cover, summed over all merged cells.</summary>
    public const int MergedRows = 1_000_000;

    /// <summary>Up to so many rows the plan is of office size and ClosedXML reads it.</summary>
    internal const int OfficeRows = 10_000;

    internal const int OfficeCells = 200_000;

    internal const long OfficeBytes = 16 * 1024 * 1024;

    // ClosedXML spends time on each style, column, merged range and condition, whether or not a cell uses it.
    internal const int OfficeOtherElements = 20_000;
}
