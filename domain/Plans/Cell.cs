namespace CarbonRegistry.Domain.Plans;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing, or white space alone.</summary>
    Empty,

    /// <summary>Text, also the text that a formula gave.</summary>
    Text,

    /// <summary>A number, also a date as its serial number: the number format says nothing about the content.</summary>
    Number,

    /// <summary>An error value such as <c>#REF!</c>.</summary>
    Error,

    /// <summary>A formula whose result was not saved with it.</summary>
    FormulaWithoutValue,
}

/// <summary>
/// One cell, whichever reader found it. The default value is an empty cell of column 0, which no sheet has.
/// </summary>
/// <param name="Column">The column, from 1.</param>
/// <param name="Kind">What the cell holds.</param>
/// <param name="Text">The text or the error value; null for other kinds.</param>
/// <param name="Number">The number; 0 for other kinds.</param>
public readonly record struct Cell(int Column, CellKind Kind, string? Text, double Number)
{
    /// <summary>A cell with text; blank text makes an empty cell.</summary>
    public static Cell OfText(int column, string text) =>
        PlainText.IsBlank(text) ? new(column, CellKind.Empty, null, 0) : new(column, CellKind.Text, text, 0);

    /// <summary>A cell with a number.</summary>
    public static Cell OfNumber(int column, double number) => new(column, CellKind.Number, null, number);

    /// <summary>A cell with an error value such as <c>#REF!</c>.</summary>
    public static Cell OfError(int column, string error) => new(column, CellKind.Error, error, 0);

    /// <summary>A cell with a formula that was saved without its result.</summary>
    public static Cell WithoutValue(int column) => new(column, CellKind.FormulaWithoutValue, null, 0);

    /// <summary>True when there is nothing in the cell.</summary>
    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>The column as the letters that Excel shows: 1 is A, 27 is AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }
}

/// <summary>A place in a workbook; row and column are 0 when the fault has none.</summary>
/// <param name="Sheet">The worksheet's name.</param>
/// <param name="Row">The row, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct CellPlace(string? Sheet, int Row, int Column)
{
    /// <summary>The place as people write it: <c>План!H5</c>.</summary>
    public override string ToString() =>
        Row == 0 ? $"{Sheet}" : string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{Sheet}!{Cell.Letters(Column)}{Row}");
}
