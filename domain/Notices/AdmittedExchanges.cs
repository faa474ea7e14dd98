using System.Globalization;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// The commodity exchanges that the authority has admitted to trade in carbon units (Order 221 ¶10), each from a day
/// and up to a day.
/// </summary>
public sealed class AdmittedExchanges
{
    private readonly List<Admission> admissions;

    private AdmittedExchanges(List<Admission> admissions) => this.admissions = admissions;

    /// <summary>No exchange is admitted.</summary>
    public static AdmittedExchanges None { get; } = new([]);

    /// <summary>
    /// Reads a list such as <c>970240000136:2022-01-01:2025-12-31, 191040008887</c>: BIN, first day, last day, both
    /// days included; a day that is left out sets no bound. The empty text admits nobody.
    /// </summary>
    /// <param name="text">The list, parted by commas or semicolons.</param>
    /// <param name="admitted">The exchanges that were read.</param>
    /// <param name="fault">The part that cannot be read; empty on success.</param>
    public static bool TryParse(string? text, out AdmittedExchanges admitted, out string fault)
    {
        var read = new List<Admission>();
        admitted = None;
        fault = "";
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in (text ?? "").Split([',', ';'], Tidy))
        {
            if (ParseOne(part) is not { } admission)
            {
                fault = part;
                return false;
            }
            read.Add(admission);
        }
        admitted = new AdmittedExchanges(read);
        return true;
    }

    /// <summary>The exchanges that are admitted on a day.</summary>
    public IReadOnlySet<IdentificationNumber> On(DateOnly day) => admissions
        .Where(admission => admission.From <= day && day <= admission.To)
        .Select(admission => admission.Bin)
        .ToHashSet();

    private static Admission? ParseOne(string text)
    {
        var fields = text.Split(':', StringSplitOptions.TrimEntries);
        if (fields.Length > 3 || !IdentificationNumber.TryParse(fields[0], out var bin) || bin.IsNaturalPerson)
            return null;
        return TryDay(fields.ElementAtOrDefault(1), DateOnly.MinValue, out var from)
            && TryDay(fields.ElementAtOrDefault(2), DateOnly.MaxValue, out var to) && from <= to
            ? new Admission(bin, from, to)
            : null;
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrEmpty(text)
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private sealed record Admission(IdentificationNumber Bin, DateOnly From, DateOnly To);
}
