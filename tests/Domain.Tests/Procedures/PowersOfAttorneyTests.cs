using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Timers;
using CarbonRegistry.Infra.Outbox;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶13.2: whose power of attorney counts, and when its holder is reminded.</summary>
public sealed class PowersOfAttorneyTests
{
    private static readonly DateOnly Day = SomePapers.Today;

    [Fact]
    public void Of_ALaterPaperOfParagraph13ForTheSamePerson_TakesThePlaceOfTheEarlier()
    {
        var people = PowersOfAttorney.Of([Paper("second", 2, Day.AddDays(5)), Paper("first", 1, Day.AddDays(90))]);

        var person = Assert.Single(people);
        Assert.Equal(("second", Day.AddDays(5)), (person.Procedure, person.Power.Expires));
        Assert.Same(person, PowersOfAttorney.Last(people));
    }

    [Fact]
    public void Of_APersonWithoutAPowerOfParagraph13_IsNobody()
    {
        Assert.Empty(PowersOfAttorney.Of([Paper("p", 1, null)]));
        Assert.Null(PowersOfAttorney.Last([]));
    }

    [Theory]
    [InlineData(-367, false)]
    [InlineData(-366, false)]
    [InlineData(-365, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Holds_PowerOfParagraph13_FromItsFirstDayThroughItsLast(int days, bool holds) => Assert.Equal(
        holds,
        PowersOfAttorney.Of([Paper("p", 1, Day)])[0].HoldsOn(Day.AddDays(days)));

    [Theory]
    [InlineData(31, null)]
    [InlineData(30, OutgoingKind.PowerEndsIn30Days)]
    [InlineData(8, OutgoingKind.PowerEndsIn30Days)]
    [InlineData(7, OutgoingKind.PowerEndsIn7Days)]
    [InlineData(0, OutgoingKind.PowerEndsIn7Days)]
    [InlineData(-1, OutgoingKind.PowerEnded)]
    public void Reminder_OfParagraph13_ComesThirtyAndSevenDaysBeforeAndOnTheDayAfter(int left, OutgoingKind? kind) =>
        Assert.Equal(kind, PowerReminders.KindOn(Day, Day.AddDays(left)));

    private static RepresentativesPaper Paper(string procedure, int hour, DateOnly? expires) => new(
        procedure, new DateTimeOffset(2022, 8, 3, hour, 0, 0, TimeSpan.Zero), [SomePapers.Person(expires)]);
}
