using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>A table with a row of headings, found in a worksheet.</summary>
/// <param name="Sheet">The worksheet.</param>
/// <param name="HeaderRow">The number of the row to which complaints about headings point.</param>
/// <param name="HeaderIndex">The index in the worksheet's rows at which the headings begin.</param>
/// <param name="FirstRow">The index in the worksheet's rows of the first row below the headings.</param>
/// <param name="Columns">The column of each heading but the years.</param>
/// <param name="Years">The column of each year.</param>
/// <param name="IsReserve">True for the reserve, false for the installations.</param>
internal sealed record FoundTable(
    SheetCells Sheet,
    int HeaderRow,
    int HeaderIndex,
    int FirstRow,
    IReadOnlyDictionary<Heading, int> Columns,
    IReadOnlyDictionary<int, int> Years,
    bool IsReserve)
{
    /// <summary>The column of the units of the whole period, where they do not stand by year; otherwise null.</summary>
    internal int? WholePeriod { get; init; }

    /// <summary>
    /// The column of a year's units. Where the plan has one cap for all years, its units are those of the first, so
    /// that they may stand for any year of the period.
    /// </summary>
    internal bool TryColumnOf(int year, PlanPeriod period, out int column)
    {
        if (WholePeriod is { } whole && year == period.FirstYear)
        {
            column = whole;
            return true;
        }
        return Years.TryGetValue(year, out column);
    }

    internal CellPlace Place(int row, int column) => new(Sheet.Name, row, column);

    internal CellPlace HeaderPlace(int column = 0) => new(Sheet.Name, HeaderRow, column);
}

/// <summary>A line of a table with units: those of an installation, of a category, or a sum of lines above.</summary>
internal sealed class UnitsLine
{
    internal required FoundTable Table { get; init; }

    internal required int Row { get; init; }

    /// <summary>Units by year of the period, in order; null where the cell could not be read.</summary>
    internal required long?[] Units { get; init; }

    /// <summary>What the column of totals says; null when it is absent, empty or unreadable.</summary>
    internal long? StatedTotal { get; init; }

    /// <summary>True for a row that sums up rows above it.</summary>
    internal bool IsSum { get; init; }

    /// <summary>True for a sum of the whole table rather than of a group.</summary>
    internal bool IsGrand { get; init; }

    internal string Code { get; init; } = "";

    internal string Name { get; init; } = "";

    internal IdentificationNumber Operator { get; init; }

    internal string OperatorName { get; init; } = "";

    internal string Sector { get; init; } = "";

    internal string Region { get; init; } = "";

    internal ReserveCategory Category { get; init; }

    internal CellPlace Place(Heading heading) =>
        Table.Place(Row, Table.Columns.TryGetValue(heading, out var column) ? column : 0);

    internal CellPlace PlaceOfYear(int year) =>
        Table.Place(Row, Table.Years.TryGetValue(year, out var column) ? column : Table.WholePeriod ?? 0);

    internal bool IsComplete => !Array.Exists(Units, value => value is null);
}

/// <summary>A value of the requisites and where it stands; the value is null when it could not be read.</summary>
internal readonly record struct Stated<T>(T? Value, CellPlace Place)
    where T : struct;

/// <summary>The particulars of the order that approved the plan.</summary>
internal sealed record Requisites(
    string? Order,
    Stated<DateOnly> ApprovedOn,
    Stated<DateOnly> InForceOn,
    PlanPeriod? Period,
    Stated<long> Total);

/// <summary>Everything that was read from a workbook, before its sums are checked.</summary>
internal sealed record PlanDraft(
    Requisites Requisites,
    IReadOnlyList<UnitsLine> Installations,
    IReadOnlyList<UnitsLine> Reserve,
    CellPlace ReserveHeader);
