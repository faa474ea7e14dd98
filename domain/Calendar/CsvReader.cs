using System.Text;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// Reads csv as RFC 4180 writes it: comma, double quotes, doubled quotes inside. Lines end in LF; the calendar has
/// turned CRLF into it before. A quote in the middle of a field, text behind a closing quote and an open quote at the
/// end are faults.
/// </summary>
internal sealed class CsvReader
{
    private readonly string text;
    private int at;
    private int line = 1;
    private int column = 1;

    private CsvReader(string text) => this.text = text;

    /// <summary>Every record of the text, in order.</summary>
    /// <exception cref="CalendarFormatException">The text is no csv.</exception>
    public static IReadOnlyList<IReadOnlyList<CsvField>> Read(string text)
    {
        var reader = new CsvReader(text);
        var records = new List<IReadOnlyList<CsvField>>();
        while (reader.at < text.Length)
            records.Add(reader.Record());
        return records;
    }

    private List<CsvField> Record()
    {
        var fields = new List<CsvField>();
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted() : Plain());
            if (at == text.Length)
                return fields;
            if (Step() == '\n')
                return fields;
        }
    }

    private CsvField Plain()
    {
        var (start, line, column) = (at, this.line, this.column);
        while (at < text.Length && text[at] is not (',' or '\n'))
        {
            if (text[at] == '"')
                throw Fault("a quote stands in the middle of a field.");
            Step();
        }

        return new CsvField(text[start..at], line, column);
    }

    private CsvField Quoted()
    {
        var (line, column) = (this.line, this.column);
        var text = new StringBuilder();
        Step();
        while (true)
        {
            if (at == this.text.Length)
                throw new CalendarFormatException(line, column, "the quote that opens here is never closed.");
            var next = Step();
            if (next != '"')
                text.Append(next);
            else if (at < this.text.Length && this.text[at] == '"')
                text.Append(Step());
            else
                break;
        }

        if (at < this.text.Length && this.text[at] is not (',' or '\n'))
            throw Fault("text follows a closing quote.");
        return new CsvField(text.ToString(), line, column);
    }

    private char Step()
    {
        var character = text[at++];
        (line, column) = character == '\n' ? (line + 1, 1) : (line, column + 1);
        return character;
    }

    private CalendarFormatException Fault(string fault) => new(line, column, fault);
}
