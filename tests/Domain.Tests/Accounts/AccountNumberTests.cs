using CarbonRegistry.Domain.Accounts;
using FsCheck;
using FsCheck.Fluent;

namespace CarbonRegistry.Domain.Tests.Accounts;

public sealed class AccountNumberTests
{
    private static readonly Gen<AccountNumber> AnyNumber =
        from kind in Gen.Elements(Enum.GetValues<AccountKind>())
        from number in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 999_999_999))
        select new AccountNumber(kind, number);

    [Fact]
    public void AccountNumber_PrintedAndRead_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        AnyNumber.ToArbitrary(),
        number => AccountNumber.TryParse(number.ToString(), out var read) && read == number
            && AccountNumber.Parse(number.ToString()) == number));

    /// <summary>ISO 7064 MOD 97-10: type, number and check, read as one number, leave 1 after division by 97.</summary>
    [Fact]
    public void AccountNumber_Check_IsTheStandards() => Check.QuickThrowOnFailure(Prop.ForAll(
        AnyNumber.ToArbitrary(),
        number => decimal.Parse(
            FormattableString.Invariant($"{(int)number.Kind}{number.Number}{number.Check:00}"),
            System.Globalization.CultureInfo.InvariantCulture) % 97 == 1));

    [Fact]
    public void AccountNumber_OneWrongDigit_IsNeverRead() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from number in AnyNumber
         from place in Gen.Choose(3, 20)
         from digit in Gen.Choose('0', '9')
         select (number, place, (char)digit)).ToArbitrary(),
        sample =>
        {
            var (number, place, digit) = sample;
            var text = number.ToString().ToCharArray();
            if (place >= text.Length || text[place] == '-' || text[place] == digit)
                return true;
            text[place] = digit;
            return !AccountNumber.TryParse(new string(text), out _);
        }));

    [Theory]
    [InlineData("KZ-5-1-42", true)]
    [InlineData("KZ-5-1-20", false)]
    [InlineData("KZ-5-01-42", false)]
    [InlineData("KZ-10-1-42", false)]
    [InlineData("KZ-5-0-42", false)]
    [InlineData("KZ-5-1", false)]
    [InlineData("UZ-5-1-42", false)]
    [InlineData("KZ-5-1-42-", false)]
    [InlineData("KZ-5--1-42", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void AccountNumber_Text_IsReadOnlyWithARightCheck(string? text, bool isNumber) =>
        Assert.Equal(isNumber, AccountNumber.TryParse(text, out _));

    [Fact]
    public void AccountNumber_Order_IsByTypeThenNumber()
    {
        var low = new AccountNumber(AccountKind.Installation, 2);
        var high = new AccountNumber(AccountKind.Installation, 10);
        var other = new AccountNumber(AccountKind.Reserve, 1);
        Assert.True(low < high && high < other && other > low && low <= high && other >= high);
        Assert.Equal([low, high, other], new[] { other, high, low }.Order());
    }
}
