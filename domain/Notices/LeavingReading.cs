using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the documents around units that leave circulation: offset use, corrections, ends of terms.</summary>
internal static class LeavingReading
{
    private const double CountMax = 1e12;

    public static OffsetUse? OffsetUse(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var year = AmountReading.Year(reader);
        var units = Count(reader, "units");
        return header is not null && installation is not null && year is { } known && units is { } most
            ? new OffsetUse(header, installation, known, most)
            : null;
    }

    public static Correction? Correction(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var entry = Count(reader, "entry");
        var reason = reader.Words("reason");
        var act = FieldReading.Paper(reader, "act", date);
        return header is not null && entry is { } number && reason is not null && act is not null
            ? new Correction(header, number, reason, act)
            : null;
    }

    /// <summary>Quota ends with its plan's period, offset units with the year that was given at issue.</summary>
    public static TermExpiry? Expiry(ObjectReader reader, DocumentHeader? header)
    {
        var year = AmountReading.Year(reader, "expiresYear", optional: true);
        UnitTerm? term = year is { } last ? new UnitTerm(UnitKind.Offset, new PlanPeriod(last, last))
            : Period(reader) is { } period ? new UnitTerm(UnitKind.Quota, period)
            : null;
        return header is not null && term is { } known ? new TermExpiry(header, known) : null;
    }

    public static LeftOverReserve? LeftOver(ObjectReader reader, DocumentHeader? header) =>
        Period(reader) is { } period && header is not null ? new LeftOverReserve(header, period) : null;

    /// <summary>None counts too: the first entry has the number 0, and a holder may give no offset units.</summary>
    private static long? Count(ObjectReader reader, string name)
    {
        if (reader.Double(name) is not { } count)
            return null;
        if (count is >= 0 and <= CountMax && double.IsInteger(count))
            return (long)count;
        reader.Issues.Add(DocumentIssues.CountOutOfRange(reader.At(name)));
        return null;
    }

    private static PlanPeriod? Period(ObjectReader reader)
    {
        const string name = "period";
        if (reader.Text(name) is not { } text)
            return null;
        if (PlanPeriod.TryParse(text, out var period))
            return period;
        reader.Issues.Add(DocumentIssues.PeriodForm(reader.At(name)));
        return null;
    }
}
