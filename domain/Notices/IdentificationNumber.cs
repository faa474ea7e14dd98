namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// A twelve-digit number of a person: BIN of a legal entity or IIN of a natural person. The default value is the
/// empty text and belongs to nobody. Check digit: Government decree of 11.06.2003 № 565 (adilet P030000565_).
/// </summary>
public readonly record struct IdentificationNumber
{
    private readonly string? text;

    private IdentificationNumber(string text) => this.text = text;

    /// <summary>The twelve digits, leading zeros kept; empty for the default value.</summary>
    public string Text => text ?? "";

    /// <summary>
    /// True for an IIN. The fifth digit tells: 4, 5 and 6 mark a legal entity, a smaller one is the first digit of
    /// the day of birth.
    /// </summary>
    public bool IsNaturalPerson => Text is { Length: 12 } && text![4] is >= '0' and <= '3';

    /// <summary>Reads twelve digits with a right check digit.</summary>
    /// <param name="text">What stands in the document; surrounding white space is not forgiven.</param>
    /// <param name="number">The number, or the default value when the result is false.</param>
    public static bool TryParse(string? text, out IdentificationNumber number)
    {
        number = default;
        if (!HasForm(text) || CheckDigitOf(text!) != text![11] - '0')
            return false;
        number = new IdentificationNumber(text);
        return true;
    }

    /// <summary>Reads a number that is known to be right.</summary>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static IdentificationNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is no BIN or IIN.");

    /// <summary>True when the text has twelve ASCII digits, whatever its check digit.</summary>
    public static bool HasForm(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);

    /// <summary>The digits.</summary>
    public override string ToString() => Text;

    /// <summary>The check digit of the first eleven digits; -1 for a number that is never issued.</summary>
    private static int CheckDigitOf(string digits)
    {
        var first = WeightedSum(digits, position => position + 1) % 11;
        if (first < 10)
            return first;
        // The second pass starts at weight 3 and wraps round after 11.
        var second = WeightedSum(digits, position => position < 9 ? position + 3 : position - 8) % 11;
        return second < 10 ? second : -1;
    }

    private static int WeightedSum(string digits, Func<int, int> weight)
    {
        var sum = 0;
        for (var position = 0; position < 11; position++)
            sum += (digits[position] - '0') * weight(position);
        return sum;
    }
}
