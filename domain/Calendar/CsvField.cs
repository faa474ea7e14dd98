namespace CarbonRegistry.Domain.Calendar;

/// <summary>One field of a csv file (RFC 4180) with the place where it begins.</summary>
/// <param name="Text">The text without its quotes.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Character in the line, from 1.</param>
internal readonly record struct CsvField(string Text, int Line, int Column);
