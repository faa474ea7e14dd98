using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Order 221 ¶10: exchanges that the authority has admitted.</summary>
public sealed class AdmittedExchangesTests
{
    private const string One = "970240000136";
    private const string Two = "191040008887";

    [Theory]
    [InlineData("", "2023-05-02", "")]
    [InlineData(One, "2023-05-02", One)]
    [InlineData(One + ", " + Two, "2023-05-02", One + " " + Two)]
    [InlineData(One + ":2023-05-02:2023-12-31", "2023-05-01", "")]
    [InlineData(One + ":2023-05-02:2023-12-31", "2023-05-02", One)]
    [InlineData(One + ":2023-05-02:2023-12-31", "2023-12-31", One)]
    [InlineData(One + ":2023-05-02:2023-12-31;" + Two, "2024-01-01", Two)]
    [InlineData(One + "::2023-12-31", "2021-07-01", One)]
    public void On_DayOfParagraph10_NamesThoseAdmitted(string setting, string day, string admitted)
    {
        Assert.True(AdmittedExchanges.TryParse(setting, out var exchanges, out _));
        Assert.Equal(
            admitted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            exchanges.On(DateOnly.Parse(day)).Select(bin => bin.Text).Order());
    }

    [Theory]
    [InlineData("970240000137")]
    [InlineData("820101300307")]
    [InlineData(One + ":2023")]
    [InlineData(One + ":2023-12-31:2023-01-01")]
    [InlineData(One + ":::")]
    public void TryParse_NoAdmission_NamesThePart(string part)
    {
        Assert.False(AdmittedExchanges.TryParse($"{Two},{part}", out _, out var fault));
        Assert.Equal(part, fault);
    }
}
