namespace CarbonRegistry.Domain.Calendar;

/// <summary>The calendar's file is not what it must be: a fault of our own data, never of a document.</summary>
public sealed class CalendarFormatException : FormatException
{
    /// <summary>Names the fault and its place.</summary>
    /// <param name="line">Line in the file, from 1.</param>
    /// <param name="column">Character in the line, from 1.</param>
    /// <param name="fault">What is wrong there.</param>
    public CalendarFormatException(int line, int column, string fault)
        : base($"Calendar, line {line}, column {column}: {fault}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>Character in the line, from 1.</summary>
    public int Column { get; }
}
