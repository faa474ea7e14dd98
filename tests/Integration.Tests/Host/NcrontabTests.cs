using System.Globalization;
using CarbonRegistry.Local.Functions;

namespace CarbonRegistry.Integration.Tests.Host;

public sealed class NcrontabTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2022-07-25T09:00:00Z", "2022-07-25T09:05:00Z")]
    [InlineData("0 */5 * * * *", "2022-07-25T09:04:59.9Z", "2022-07-25T09:05:00Z")]
    [InlineData("*/5 * * * *", "2022-07-25T09:00:01Z", "2022-07-25T09:05:00Z")]
    [InlineData("* * * * * *", "2022-12-31T23:59:59.5Z", "2023-01-01T00:00:00Z")]
    [InlineData("0 30 9 * * Mon-Fri", "2022-07-22T09:30:00Z", "2022-07-25T09:30:00Z")]
    [InlineData("0 30 9 * * 1-5", "2022-07-24T00:00:00Z", "2022-07-25T09:30:00Z")]
    [InlineData("0 0 0 29 2 *", "2022-01-01T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("0 0 0 29 feb Thursday", "2024-02-29T00:00:00Z", "2052-02-29T00:00:00Z")]
    [InlineData("0 0 17 1,15 * *", "2022-07-01T17:00:00Z", "2022-07-15T17:00:00Z")]
    [InlineData("0 0 0 31 * *", "2022-08-31T00:00:00Z", "2022-10-31T00:00:00Z")]
    [InlineData("0 59 23 31 12 *", "2022-12-31T23:59:00Z", "2023-12-31T23:59:00Z")]
    [InlineData("10-40/15 0 0 * * *", "2022-07-25T00:00:10Z", "2022-07-25T00:00:25Z")]
    [InlineData("5/20 * * * * *", "2022-07-25T00:00:06Z", "2022-07-25T00:00:25Z")]
    [InlineData("0 0 6 * jan-mar *", "2022-03-31T06:00:00Z", "2023-01-01T06:00:00Z")]
    [InlineData("00:30:00", "2022-07-25T09:10:00Z", "2022-07-25T09:40:00Z")]
    public void Next_AfterMoment_IsFirstThatFitsAllFields(string schedule, string after, string expected)
    {
        DateTimeOffset? next = Ncrontab.Parse(schedule).Next(Moment(after));

        Assert.Equal(Moment(expected), next);
    }

    [Fact]
    public void Next_OfDateThatNeverComes_IsNone()
    {
        Assert.Null(Ncrontab.Parse("0 0 0 30 2 *").Next(Moment("2022-01-01T00:00:00Z")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("* * 24 * * *")]
    [InlineData("* * * 0 * *")]
    [InlineData("* * * * 13 *")]
    [InlineData("* * * * * 7")]
    [InlineData("5-1 * * * * *")]
    [InlineData("*/0 * * * * *")]
    [InlineData("1-2-3 * * * * *")]
    [InlineData("-00:30:00")]
    public void Parse_OfWrongSchedule_IsRefused(string schedule)
    {
        Assert.Throws<FormatException>(() => Ncrontab.Parse(schedule));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
