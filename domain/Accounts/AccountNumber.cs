using System.Globalization;

namespace CarbonRegistry.Domain.Accounts;

/// <summary>
/// The number of an account: <c>KZ-5-1-42</c> = country, type, running number within the type, check. The check is
/// ISO 7064 MOD 97-10 over the digits of type and number. The default value is no account.
/// </summary>
/// <param name="Kind">The kind of account; its value is the printed type.</param>
/// <param name="Number">The running number within the type, from 1.</param>
public readonly record struct AccountNumber(AccountKind Kind, int Number) : IComparable<AccountNumber>
{
    /// <summary>The two check digits, 2 to 98 with a leading zero where needed.</summary>
    public int Check
    {
        get
        {
            long digits = (int)Kind;
            for (var scale = Number; scale > 0; scale /= 10)
                digits *= 10;
            // ISO 7064: the check makes the whole number, read with two more digits, leave 1 after division by 97.
            return (int)(98 - (digits + Number) * 100 % 97);
        }
    }

    /// <summary>Reads a number with a right check.</summary>
    public static bool TryParse(string? text, out AccountNumber account)
    {
        account = default;
        var parts = text?.Split('-');
        if (parts is not { Length: 4 } || parts[0] != "KZ" || parts[3].Length != 2)
            return false;
        if (!TryDigits(parts[1], out var kind) || !Enum.IsDefined((AccountKind)kind)
            || !TryDigits(parts[2], out var number))
            return false;
        account = new AccountNumber((AccountKind)kind, number);
        return account.ToString() == text;
    }

    /// <summary>Reads a number that is known to be right.</summary>
    /// <exception cref="FormatException">The text is no account number.</exception>
    public static AccountNumber Parse(string text) =>
        TryParse(text, out var account) ? account : throw new FormatException($"'{text}' is no account number.");

    /// <summary>Orders by type, then by running number.</summary>
    public int CompareTo(AccountNumber other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : Number.CompareTo(other.Number);

    /// <summary>Orders by type, then by running number.</summary>
    public static bool operator <(AccountNumber left, AccountNumber right) => left.CompareTo(right) < 0;

    /// <summary>Orders by type, then by running number.</summary>
    public static bool operator >(AccountNumber left, AccountNumber right) => left.CompareTo(right) > 0;

    /// <summary>Orders by type, then by running number.</summary>
    public static bool operator <=(AccountNumber left, AccountNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by type, then by running number.</summary>
    public static bool operator >=(AccountNumber left, AccountNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The number as it is printed.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"KZ-{(int)Kind}-{Number}-{Check:00}");

    private static bool TryDigits(string text, out int value)
    {
        value = 0;
        return text.Length is > 0 and <= 9 && text[0] != '0'
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
