using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Unicode Normalization Form C (UAX #15). The runtime's own <c>string.Normalize</c> returns its input unchanged when
/// the process runs with invariant globalization, as this one does, so the registry brings the algorithm and its table.
/// </summary>
public static class NormalFormC
{
    private const int HangulFirst = 0xAC00, HangulCount = 11172;
    private const int LeadFirst = 0x1100, LeadCount = 19;
    private const int VowelFirst = 0x1161, VowelCount = 21;
    private const int TrailFirst = 0x11A7, TrailCount = 28;

    private static readonly Lazy<Table> Data = new(Table.Load);

    /// <summary>The text in form C; a lone surrogate becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        // Nothing below U+0300 combines with anything or has a form that is not composed.
        if (text.All(unit => unit < '\u0300'))
            return text;
        var scalars = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, scalars);
        Reorder(scalars);
        var result = new StringBuilder(text.Length);
        foreach (var scalar in Compose(scalars))
            result.Append(new Rune(scalar).ToString());
        return result.ToString();
    }

    private static void Decompose(int scalar, List<int> into)
    {
        var hangul = scalar - HangulFirst;
        if (hangul is >= 0 and < HangulCount)
        {
            into.Add(LeadFirst + (hangul / (VowelCount * TrailCount)));
            into.Add(VowelFirst + (hangul % (VowelCount * TrailCount) / TrailCount));
            if (hangul % TrailCount != 0)
                into.Add(TrailFirst + (hangul % TrailCount));
        }
        else if (Data.Value.Parts.TryGetValue(scalar, out var parts))
        {
            foreach (var part in parts)
                Decompose(part, into);
        }
        else
        {
            into.Add(scalar);
        }
    }

    /// <summary>Sorts each run of combining marks by class; equal classes keep their order.</summary>
    private static void Reorder(List<int> scalars)
    {
        for (var start = 0; start < scalars.Count; start++)
        {
            var end = start;
            while (end < scalars.Count && ClassOf(scalars[end]) != 0)
                end++;
            if (end - start > 1)
            {
                var sorted = scalars.GetRange(start, end - start).OrderBy(ClassOf).ToList();
                for (var offset = 0; offset < sorted.Count; offset++)
                    scalars[start + offset] = sorted[offset];
            }

            start = Math.Max(start, end - 1);
        }
    }

    private static List<int> Compose(List<int> scalars)
    {
        var result = new List<int>(scalars.Count);
        var starter = -1;
        var classBefore = -1;
        foreach (var scalar in scalars)
        {
            var combiningClass = ClassOf(scalar);
            // A mark is blocked from its starter by a mark of the same or a higher class between them.
            if (starter >= 0 && classBefore < combiningClass && Pair(result[starter], scalar) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
            {
                starter = result.Count;
                classBefore = -1;
            }
            else
            {
                classBefore = combiningClass;
            }

            result.Add(scalar);
        }

        return result;
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < LeadCount && second - VowelFirst is >= 0 and < VowelCount)
            return HangulFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TrailCount);
        if (first - HangulFirst is >= 0 and < HangulCount && (first - HangulFirst) % TrailCount == 0
            && second - TrailFirst is > 0 and < TrailCount)
            return first + second - TrailFirst;
        return Data.Value.Pairs.TryGetValue((first, second), out var composed) ? composed : null;
    }

    private static int ClassOf(int scalar) => Data.Value.Classes.GetValueOrDefault(scalar);

    private sealed record Table(
        Dictionary<int, int[]> Parts, Dictionary<(int First, int Second), int> Pairs, Dictionary<int, int> Classes)
    {
        public static Table Load()
        {
            var table = new Table([], [], []);
            using var stream = typeof(NormalFormC).Assembly.GetManifestResourceStream("normal-form-c.txt")
                ?? throw new InvalidOperationException("The table of normal form C is not part of the assembly.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
                table.Add(line);
            return table;
        }

        private void Add(string line)
        {
            if (line.StartsWith('#'))
                return;
            if (line.Split('@') is [var range, var combiningClass])
            {
                var bounds = range.Split('-');
                for (var scalar = Hex(bounds[0]); scalar <= Hex(bounds[1]); scalar++)
                    Classes[scalar] = int.Parse(combiningClass, CultureInfo.InvariantCulture);
                return;
            }

            var sign = line.IndexOfAny(['=', '>']);
            var whole = Hex(line[..sign]);
            var parts = line[(sign + 1)..].Split(' ').Select(Hex).ToArray();
            Parts[whole] = parts;
            if (line[sign] == '=')
                Pairs[(parts[0], parts[1])] = whole;
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
