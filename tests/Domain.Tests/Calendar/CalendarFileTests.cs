using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

public sealed class CalendarFileTests
{
    private const string Head = "date,kind,name,source,confidence\n";

    [Theory]
    [InlineData("", 1, 1, "first line")]
    [InlineData("date;kind;name;source;confidence\n", 1, 1, "first line")]
    [InlineData(Head, 1, 1, "no day")]
    [InlineData(Head + "2025-1-01,holiday,n,s,seen\n", 2, 1, "no date")]
    [InlineData(Head + "2025-02-29,holiday,n,s,seen\n", 2, 1, "no date")]
    [InlineData(Head + "2025-01-01,feast,n,s,seen\n", 2, 12, "no kind")]
    [InlineData(Head + "2025-01-01,holiday,,s,seen\n", 2, 20, "empty")]
    [InlineData(Head + "2025-01-01,holiday,n,\"  \",seen\n", 2, 22, "empty")]
    [InlineData(Head + "2025-01-01,holiday,n,s,guess\n", 2, 24, "confidence")]
    [InlineData(Head + "2025-01-01,holiday,n,s\n", 2, 1, "4 fields")]
    [InlineData(Head + "2025-01-01,holiday,n,s,seen,x\n", 2, 1, "6 fields")]
    [InlineData(Head + "2025-01-01,holiday,n,s,seen\n\n", 3, 1, "1 fields")]
    [InlineData(Head + "2025-01-02,holiday,n,s,seen\n2025-01-01,holiday,n,s,seen\n", 3, 1, "not come after")]
    [InlineData(Head + "2025-01-01,holiday,n,s,seen\n2025-01-01,holiday,n,s,seen\n", 3, 1, "not come after")]
    [InlineData(Head + "2025-01-01,holiday,n,s,seen\n2027-01-01,holiday,n,s,seen\n", 3, 1, "year 2026")]
    [InlineData(Head + "2025-01-02,transfer_work,n,s,seen\n", 2, 1, "no weekend day")]
    [InlineData(Head + "2025-01-01,holiday,a \"b\",s,seen\n", 2, 22, "middle")]
    [InlineData(Head + "2025-01-01,holiday,\"a\"b,s,seen\n", 2, 23, "closing quote")]
    [InlineData(Head + "2025-01-01,holiday,\"a,s,seen\n", 2, 20, "never closed")]
    [InlineData(Head + "2025-01-01,holiday,\"a\nb\",s,seen\n2025-01-02,feast,n,s,seen\n", 4, 12, "no kind")]
    public void Parse_MalformedFile_NamesLineColumnAndFault(string csv, int line, int column, string fault)
    {
        var thrown = Assert.Throws<CalendarFormatException>(() => WorkingCalendar.Parse(csv));
        Assert.Equal((line, column), (thrown.Line, thrown.Column));
        Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line}, column {column}", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a, \"\"b\"\"\"", "a, \"b\"")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\"a\nb\"", "a\nb")]
    [InlineData(" a ", " a ")]
    public void Parse_QuotedField_IsReadAsRfc4180WritesIt(string written, string read)
    {
        var calendar = WorkingCalendar.Parse($"{Head}2025-01-01,holiday,{written},s,rule");
        Assert.Equal(read, calendar.WhyOff(new(2025, 1, 1))?.Why.Ru);
    }

    [Fact]
    public void Parse_UnknownHoliday_IsShownAsTheFileHasIt()
    {
        var off = WorkingCalendar.Parse(Head + "2030-05-06,holiday,День Чая,s,seen").WhyOff(new(2030, 5, 6));
        Assert.Equal(("День Чая", "День Чая", "День Чая"), (off?.Why.Kk, off?.Why.Ru, off?.Why.En));
    }
}
