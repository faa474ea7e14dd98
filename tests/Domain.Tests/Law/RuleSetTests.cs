using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Tests.Law;

public sealed class RuleSetTests
{
    [Theory]
    [InlineData(2013, 1, 1, null)]
    [InlineData(2021, 6, 30, null)]
    [InlineData(2021, 7, 1, "2021-07-01")]
    [InlineData(2024, 6, 7, "2021-07-01")]
    [InlineData(2024, 6, 8, "2024-06-08")]
    [InlineData(2027, 12, 31, "2024-06-08")]
    public void On_DateOfTheEvent_IsTheSetInForce(int year, int month, int day, string? expected) =>
        Assert.Equal(expected, RuleSet.On(new(year, month, day))?.Id);

    [Fact]
    public void All_InOrder_AscendsAndHasTexts()
    {
        Assert.Equal(RuleSet.All.OrderBy(set => set.Since), RuleSet.All);
        Assert.All(
            RuleSet.All.Select(set => set.Title),
            title => Assert.Equal(3, new[] { title.Kk, title.Ru, title.En }.Distinct().Count()));
    }
}
