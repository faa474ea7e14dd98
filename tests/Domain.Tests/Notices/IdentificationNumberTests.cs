using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class IdentificationNumberTests
{
    [Theory]
    [InlineData("850315300128", true)]
    [InlineData("050101550770", true)]
    [InlineData("210140000016", false)]
    [InlineData("010240005554", false)]
    [InlineData("120841000256", false)]
    [InlineData("201060000429", false)]
    [InlineData("140940001197", false)]
    [InlineData("220540012343", false)]
    [InlineData("191040008887", false)]
    [InlineData("080340003217", false)]
    [InlineData("970240000136", false)]
    // The second pass of weights decides.
    [InlineData("061211600012", true)]
    [InlineData("210140000707", false)]
    [InlineData("210140000719", false)]
    [InlineData("210140000720", false)]
    public void TryParse_RightNumber_IsReadAndPrintedAsItWas(string text, bool naturalPerson)
    {
        Assert.True(IdentificationNumber.TryParse(text, out var number));
        Assert.Equal(text, number.ToString());
        Assert.Equal(naturalPerson, number.IsNaturalPerson);
    }

    [Theory]
    [InlineData("850315300128")]
    [InlineData("210140000707")]
    public void TryParse_AnyOtherCheckDigit_IsRefused(string right)
    {
        var accepted = Enumerable.Range(0, 10).Select(digit => $"{right[..11]}{digit}")
            .Where(text => IdentificationNumber.TryParse(text, out _));
        Assert.Equal([right], accepted);
    }

    [Theory]
    [InlineData("21014000077")]
    [InlineData("21014000158")]
    [InlineData("21014000239")]
    public void TryParse_PrefixThatIsNeverIssued_IsRefusedWithEveryDigit(string prefix) => Assert.DoesNotContain(
        Enumerable.Range(0, 10), digit => IdentificationNumber.TryParse($"{prefix}{digit}", out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("85031530012")]
    [InlineData("8503153001288")]
    [InlineData(" 850315300128")]
    [InlineData("850315300128\n")]
    [InlineData("85031530012x")]
    [InlineData("-50315300128")]
    [InlineData("８５０３１５３００１２８")]
    [InlineData("85031530012８")]
    [InlineData("٨٥٠٣١٥٣٠٠١٢٨")]
    public void TryParse_OtherForm_IsRefused(string? text)
    {
        Assert.False(IdentificationNumber.TryParse(text, out var number));
        Assert.Equal(default, number);
        Assert.Equal("", number.Text);
        Assert.False(number.IsNaturalPerson);
    }

    [Fact]
    public void Parse_WrongNumber_Throws() =>
        Assert.Throws<FormatException>(() => IdentificationNumber.Parse("850315300129"));
}
