namespace CarbonRegistry.Domain.Notices;

/// <summary>Finds the name that the sender probably meant.</summary>
internal static class Spelling
{
    private const int LengthMax = 64;

    /// <summary>The closest name, when it is close enough to be a slip of the pen; null otherwise.</summary>
    public static string? Closest(string written, IEnumerable<string> names)
    {
        // Longer texts are no slips, and the distance costs the product of the lengths.
        if (written.Length > LengthMax)
            return null;
        return names
            .Select(name => (name, distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.distance <= Math.Max(1, candidate.name.Length / 4))
            .OrderBy(candidate => candidate.distance)
            .ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>How many insertions, deletions, replacements and swaps of neighbours lead to the other.</summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[from.Length, to.Length];
    }
}
