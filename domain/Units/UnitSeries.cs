using System.Globalization;

namespace CarbonRegistry.Domain.Units;

/// <summary>
/// What a unique identification number says besides its serial (¶10): kind, year put into circulation, and last year
/// of the term for which the units were issued. Serials are unique within a series.
/// </summary>
/// <param name="Kind">The kind of unit (¶10.1).</param>
/// <param name="YearIn">The year put into circulation (¶10.2), 2013 to 2100.</param>
/// <param name="YearOut">
/// The last year of the term (¶10.3): for quota the last year of the plan, for offsets the year given at issue;
/// 0 when unlimited, printed <c>0000</c>. It is not the date of expiry, which a rule set computes.
/// </param>
public readonly record struct UnitSeries(UnitKind Kind, int YearIn, int YearOut)
{
    /// <summary>The country whose registry issued the units.</summary>
    public const string Origin = "KZ";

    /// <summary>Reads <c>KZ-Q-2022-2025</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UnitSeries series)
    {
        series = default;
        if (text.Length != 14 || !text.StartsWith("KZ-") || text[4] != '-' || text[9] != '-')
            return false;
        if (KindOf(text[3]) is not { } kind || !TryYear(text[5..9], out var yearIn)
            || !TryYear(text[10..14], out var yearOut))
            return false;
        if (yearIn < 2013 || (yearOut != 0 && yearOut < yearIn))
            return false;
        series = new UnitSeries(kind, yearIn, yearOut);
        return true;
    }

    /// <summary>The series as <c>KZ-Q-2022-2025</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}-{CodeOf(Kind)}-{YearIn:0000}-{YearOut:0000}");

    private static char CodeOf(UnitKind kind) => kind switch
    {
        UnitKind.Quota => 'Q',
        UnitKind.Offset => 'O',
        UnitKind.International => 'I',
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static UnitKind? KindOf(char code) => code switch
    {
        'Q' => UnitKind.Quota,
        'O' => UnitKind.Offset,
        'I' => UnitKind.International,
        _ => null,
    };

    private static bool TryYear(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year);
}
