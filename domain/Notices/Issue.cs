using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// One fault in a document or workbook, placed as the person sees it. Reading never stops at the first one.
/// </summary>
/// <param name="Code">A stable name in camelCase, such as <c>unknownField</c> or <c>binCheckDigit</c>.</param>
/// <param name="Text">What is wrong and what was expected.</param>
public sealed record Issue(string Code, LocalizedText Text)
{
    /// <summary>The worksheet's name; null for JSON documents.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row as Excel numbers it, from 1; null when the fault has no row.</summary>
    public int? Row { get; init; }

    /// <summary>The column as the letters that Excel shows; null when the fault has no column.</summary>
    public string? Column { get; init; }

    /// <summary>A JSON pointer into the document (RFC 6901); null for workbooks.</summary>
    public string? Field { get; init; }
}
