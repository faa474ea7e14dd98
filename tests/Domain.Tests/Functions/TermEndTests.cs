using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Timers;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>¶29 and Code 295(10): when the registry begins by itself, and when it warns.</summary>
public sealed class TermEndTests
{
    private static readonly DateOnly LastDay = new(2026, 10, 1);

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, 90)]
    [InlineData(31, 90)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(1, 7)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public void WarningAt_DaysBeforeTheEnd_IsTheNearestOne(int daysLeft, int? warning) =>
        Assert.Equal(warning, WatchTermEnds.WarningAt(daysLeft)?.Days);

    [Theory]
    [InlineData("2026-09-30T23:59:59+05:00", false)]
    [InlineData("2026-10-01T00:00:00+05:00", true)]
    public void Start_AtTheMidnightOfTheDay_BeginsTheTerm(string now, bool begins)
    {
        var condition = TermEnds.Start(RegulatedAct.TermExpiry, LastDay, null, DateTimeOffset.Parse(now));

        Assert.Equal(begins, condition is StartCondition.TermFrom { Act: RegulatedAct.TermExpiry } from
            && from.EventOn == LastDay);
        Assert.Equal(!begins, condition is StartCondition.EndOfTerm);
    }

    [Theory]
    [InlineData("2026-09-01", "2026-10-01")]
    [InlineData("2026-10-20", "2026-10-20")]
    public void Start_OfADocumentThatFollowsARefusedOne_CountsFromTheLaterDay(string came, string counted)
    {
        var now = new DateTimeOffset(2026, 10, 20, 12, 0, 0, TimeSpan.FromHours(5));
        var condition = TermEnds.Start(RegulatedAct.TermExpiry, new(2026, 10, 1), DateOnly.Parse(came, null), now);

        Assert.Equal(
            DateOnly.Parse(counted, null), Assert.IsType<StartCondition.TermFrom>(condition).EventOn);
    }

    [Theory]
    [InlineData(UnitKind.Quota, 1, "2022-2025")]
    [InlineData(UnitKind.Quota, 2, "2022-2025-2")]
    [InlineData(UnitKind.Offset, 1, "offset-2025")]
    [InlineData(UnitKind.Offset, 3, "offset-2025-3")]
    public void Number_OfADocumentOfParagraph29_NamesTheTermAndItsTurn(UnitKind units, int turn, string number) =>
        Assert.Equal(
            number,
            new UnitTerm(units, new PlanPeriod(units == UnitKind.Offset ? 2025 : 2022, 2025)).Number(turn));

    [Fact]
    public void Start_WithoutACalendar_WaitsForOne() => Assert.Equal(
        new StartCondition.Clock(null, null),
        TermEnds.Start(RegulatedAct.TermExpiry, null, null, DateTimeOffset.UnixEpoch));
}
