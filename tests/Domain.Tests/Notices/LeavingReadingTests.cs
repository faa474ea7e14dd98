using System.Text;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Documents around units that leave circulation: offset use, corrections, ends of terms.</summary>
public sealed class LeavingReadingTests
{
    [Fact]
    public void Read_OffsetUse_GivesYearAndUnits()
    {
        var read = Assert.IsType<OffsetUse>(
            Read("offsetUse", """ "installation":"KZ-0001","year":2024,"units":0 """).Document);

        Assert.Equal(("KZ-0001", 2024, 0L), (read.Installation, read.Year, read.Units));
    }

    [Fact]
    public void Read_Correction_GivesEntryReasonAndAct()
    {
        var read = Assert.IsType<Correction>(
            Read("correction", """ "entry":17,"reason":"wrong","act":{"number":"7","date":"2025-04-01"} """).Document);

        Assert.Equal((17L, "wrong", "7"), (read.Entry, read.Reason, read.Act.Number));
    }

    [Fact]
    public void Read_EndsOfTerms_GiveThePeriod()
    {
        const string period = """ "period":"2022-2025" """;

        Assert.Equal(
            new UnitTerm(UnitKind.Quota, new PlanPeriod(2022, 2025)),
            Assert.IsType<TermExpiry>(Read("termExpiry", period).Document).Term);
        Assert.Equal(
            new UnitTerm(UnitKind.Offset, new PlanPeriod(2027, 2027)),
            Assert.IsType<TermExpiry>(Read("termExpiry", """ "expiresYear":2027 """).Document).Term);
        Assert.Equal(
            new PlanPeriod(2022, 2025),
            Assert.IsType<LeftOverReserve>(Read("leftOverReserve", period).Document).Period);
    }

    [Theory]
    [InlineData("offsetUse", """ "installation":"KZ-0001","year":2024,"units":-1 """, "/units countOutOfRange")]
    [InlineData("offsetUse", """ "installation":"KZ-0001","year":2024,"units":1.5 """, "/units countOutOfRange")]
    [InlineData("offsetUse", """ "installation":"KZ-0001","year":1999,"units":1 """, "/year yearOutOfRange")]
    [InlineData("correction", """ "entry":-1,"reason":"x","act":{"number":"7","date":"2025-04-01"} """,
        "/entry countOutOfRange")]
    [InlineData("correction", """ "entry":1,"reason":"x" """, "/act missingField")]
    [InlineData("termExpiry", """ "period":"2022" """, "/period periodForm")]
    [InlineData("termExpiry", """ "period":"2022-2025","units":1 """, "/units unknownField")]
    [InlineData("termExpiry", """ "period":"2022-2025","expiresYear":2027 """, "/period unknownField")]
    public void Read_AFaultyField_NamesIt(string kind, string fields, string fault)
    {
        var reading = Read(kind, fields);

        Assert.Null(reading.Document);
        Assert.Equal([fault], reading.Issues.Select(issue => $"{issue.Field} {issue.Code}"));
    }

    private static DocumentReading Read(string kind, string fields) => DocumentReader.Read(Encoding.UTF8.GetBytes(
        $$"""
        {"kind":"{{kind}}","number":"1","date":"2025-04-15","issuer":{"bin":"120140000007","name":"Operator"},
        {{fields}}}
        """));
}
