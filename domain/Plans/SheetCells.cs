namespace CarbonRegistry.Domain.Plans;

/// <summary>A row that has at least one cell.</summary>
public sealed class SheetRow
{
    private Cell[] cells;

    /// <summary>Takes the cells in any order.</summary>
    /// <param name="number">The row's number, from 1.</param>
    /// <param name="cells">The cells that are not empty, at most one for each column.</param>
    public SheetRow(int number, Cell[] cells)
    {
        Number = number;
        this.cells = cells;
        for (var index = 1; index < cells.Length; index++)
        {
            if (cells[index].Column > cells[index - 1].Column)
                continue;
            Array.Sort(cells, (left, right) => left.Column.CompareTo(right.Column));
            break;
        }
    }

    /// <summary>The row's number as Excel shows it, from 1.</summary>
    public int Number { get; }

    /// <summary>The cells that are not empty, in the order of their columns.</summary>
    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>The cell of a column; an empty one when the row has none.</summary>
    public Cell At(int column)
    {
        foreach (ref readonly var cell in cells.AsSpan())
        {
            if (cell.Column == column)
                return cell;
            if (cell.Column > column)
                break;
        }
        return new Cell(column, CellKind.Empty, null, 0);
    }

    /// <summary>Puts a merged cell's content into a row that it covers.</summary>
    internal void Cover(Cell cell)
    {
        var index = Array.FindIndex(cells, other => other.Column >= cell.Column);
        if (index >= 0 && cells[index].Column == cell.Column)
            cells[index] = cell;
        else
            cells = [.. cells[..(index < 0 ? cells.Length : index)], cell, .. index < 0 ? [] : cells[index..]];
    }
}

/// <summary>A merged range, inclusive at all edges, all from 1.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>
/// A worksheet as both readers give it: rows in order, and each merged cell repeated in the rows that it covers.
/// A merged cell is not repeated in the columns that it covers: one number stands for one year.
/// </summary>
public sealed class SheetCells
{
    /// <summary>Takes the rows in order and spreads the merged cells downwards.</summary>
    /// <param name="name">The worksheet's name.</param>
    /// <param name="rows">The rows in ascending order; this object owns them from now on.</param>
    /// <param name="merged">The merged ranges; the sum of their heights is the reader's to limit.</param>
    public SheetCells(string name, IReadOnlyList<SheetRow> rows, IEnumerable<MergedRange> merged)
    {
        Name = name;
        Rows = rows;
        foreach (var range in merged.Where(range => range.LastRow > range.FirstRow))
            Spread(range);
    }

    /// <summary>The worksheet's name.</summary>
    public string Name { get; }

    /// <summary>The rows that have cells, in ascending order.</summary>
    public IReadOnlyList<SheetRow> Rows { get; }

    private void Spread(MergedRange range)
    {
        var index = IndexFrom(range.FirstRow);
        if (index == Rows.Count || Rows[index].Number != range.FirstRow)
            return;
        var anchor = Rows[index].At(range.FirstColumn);
        if (anchor.IsEmpty)
            return;
        for (index++; index < Rows.Count && Rows[index].Number <= range.LastRow; index++)
            Rows[index].Cover(anchor);
    }

    private int IndexFrom(int row)
    {
        var (low, high) = (0, Rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rows[middle].Number < row)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

/// <summary>All worksheets of a workbook, hidden ones too, in order.</summary>
/// <param name="Sheets">The worksheets.</param>
/// <param name="StartsIn1904">True when serial number 0 is 1904-01-01, as old Macintosh workbooks have it.</param>
public sealed record BookCells(IReadOnlyList<SheetCells> Sheets, bool StartsIn1904);
