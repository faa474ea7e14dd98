using System.Globalization;

namespace CarbonRegistry.Verifier;

/// <summary>The printed numbers of accounts, blocks and moments.</summary>
internal static class Numbers
{
    public const long TypeScale = 1_000_000_000;

    private const int KindScale = 100_000_000;

    /// <summary>The kinds of account by their type.</summary>
    public static IReadOnlyDictionary<int, string> AccountKinds { get; } = new Dictionary<int, string>
    {
        [1] = "issuance",
        [2] = "cancellation",
        [3] = "surrender",
        [4] = "tradingSystemOperator",
        [5] = "installation",
        [6] = "offsetApplicant",
        [7] = "reserve",
        [8] = "gateway",
        [9] = "withdrawn",
        [71] = "reserveNew",
        [72] = "reserveUnaccounted",
        [73] = "reserveCapacity",
        [74] = "reserveTransition",
    };

    /// <summary>Reads <c>KZ-5-1-42</c> and checks it by ISO 7064 MOD 97-10; 0 when it is wrong.</summary>
    public static long Account(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("KZ-"u8))
            return 0;
        var at = 3;
        var type = Digits(text, ref at, 2);
        if (type == 0 || at >= text.Length || text[at++] != '-')
            return 0;
        var number = Digits(text, ref at, 9);
        if (number == 0 || at + 3 != text.Length || text[at] != '-' || !AccountKinds.ContainsKey((int)type))
            return 0;
        var scale = 1L;
        while (scale <= number)
            scale *= 10;
        var check = 98 - (((type * scale) + number) * 100 % 97);
        return text[at + 1] == '0' + (check / 10) && text[at + 2] == '0' + (check % 10)
            ? (type * TypeScale) + number
            : 0;
    }

    /// <summary>The type of an account.</summary>
    public static int TypeOf(long account) => (int)(account / TypeScale);

    /// <summary>Reads <c>KZ-Q-2022-2025-1:5</c>; the series is 0 when it is wrong.</summary>
    public static (int Series, long First, long Last) Block(ReadOnlySpan<byte> text)
    {
        if (text.Length < 16 || !text.StartsWith("KZ-"u8) || text[4] != '-' || text[9] != '-' || text[14] != '-')
            return default;
        var kind = "QOI"u8.IndexOf(text[3]) + 1;
        var (yearIn, yearOut) = (Year(text[5..9]), Year(text[10..14]));
        if (kind == 0 || yearIn < 2013 || (yearOut != 0 && yearOut < yearIn))
            return default;
        var at = 15;
        var first = Digits(text, ref at, 18);
        var last = first;
        if (at < text.Length && text[at] == ':')
        {
            at++;
            last = Digits(text, ref at, 18);
            if (last <= first)
                return default;
        }
        return first > 0 && at == text.Length
            ? ((kind * KindScale) + (yearIn * 10_000) + yearOut, first, last)
            : default;
    }

    /// <summary>1 quota, 2 offset, 3 international.</summary>
    public static int KindOf(int series) => series / KindScale;

    /// <summary>The years of a series as in its number.</summary>
    public static string PeriodOf(int series) => string.Create(
        CultureInfo.InvariantCulture, $"{series / 10_000 % 10_000:0000}-{series % 10_000:0000}");

    /// <summary>
    /// Reads <c>2022-07-27T17:00:00.000+06:00</c> as milliseconds since the year 1, UTC, and as the day that is
    /// written; -1 when it is wrong.
    /// </summary>
    public static (long At, int Day) Moment(ReadOnlySpan<byte> text)
    {
        const string form = "dddd-dd-ddTdd:dd:dd.ddd+dd:dd";
        if (text.Length != form.Length)
            return (-1, 0);
        for (var i = 0; i < form.Length; i++)
        {
            var fits = form[i] == 'd' ? char.IsAsciiDigit((char)text[i]) : text[i] == form[i];
            if (!fits)
                return (-1, 0);
        }
        var (year, month, day) = (Year(text[..4]), Two(text[5..]), Two(text[8..]));
        var (hour, minute, second) = (Two(text[11..]), Two(text[14..]), Two(text[17..]));
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23
            || minute > 59 || second > 59)
            return (-1, 0);
        var days = new DateOnly(year, month, day).DayNumber;
        var minutes = (((days * 24L) + hour) * 60) + minute - (Two(text[24..]) * 60) - Two(text[27..]);
        return ((((minutes * 60) + second) * 1000) + (Two(text[20..]) * 10) + (text[22] - '0'), days);
    }

    private static int Two(ReadOnlySpan<byte> text) => ((text[0] - '0') * 10) + (text[1] - '0');

    /// <summary>The four digits at the beginning; -1 where there are none.</summary>
    public static int Year(ReadOnlySpan<byte> text)
    {
        var at = 0;
        var year = 0;
        for (; at < 4 && char.IsAsciiDigit((char)text[at]); at++)
            year = (year * 10) + (text[at] - '0');
        return at == 4 ? year : -1;
    }

    /// <summary>A number without leading zeros; 0 when there is none.</summary>
    private static long Digits(ReadOnlySpan<byte> text, ref int at, int most)
    {
        var start = at;
        long value = 0;
        while (at < text.Length && at - start < most && char.IsAsciiDigit((char)text[at]))
            value = (value * 10) + (text[at++] - '0');
        return at > start && text[start] != '0' ? value : 0;
    }
}
