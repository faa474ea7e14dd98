using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Compliance;

/// <summary>A registered report and how far its procedure came.</summary>
/// <param name="Procedure">The procedure's id.</param>
/// <param name="Verified">Tonnes of CO2 equivalent.</param>
/// <param name="RegisteredOn">The day of registration.</param>
/// <param name="RegistryDueOn">The last day of ¶28 for the registry; null before the clock is set.</param>
/// <param name="ExecutedOn">The day on which it was carried out; null while it is not.</param>
public sealed record ReportFacts(
    string Procedure, long Verified, DateOnly RegisteredOn, DateOnly? RegistryDueOn, DateOnly? ExecutedOn);

/// <summary>
/// How an installation stands for a year, by two clocks (requirements C10): the holder's, whose report must be
/// registered and whose units must be there on the reporting date, and the registry's, which has five working days
/// (¶28).
/// </summary>
/// <param name="Installation">The installation's code.</param>
/// <param name="Year">The year of the emissions.</param>
/// <param name="Verified">Tonnes of the latest report; null when none is registered.</param>
/// <param name="Surrendered">Units surrendered for the year, less what was corrected.</param>
/// <param name="Deficit">Tonnes that surrendered units do not cover once a report was carried out; otherwise 0.</param>
/// <param name="HolderDeadline">The reporting date of the rule set; null outside the covered years.</param>
/// <param name="CompliantInTime">
/// True when on that date a report was registered and units for it were there; null before the date is over.
/// </param>
/// <param name="RegistryDueOn">The last day of ¶28; null without a report.</param>
/// <param name="ExecutedOn">The day of the latest surrender; null while there is none.</param>
/// <param name="PenaltyEstimate">What the deficit may cost; null without one.</param>
/// <param name="Procedure">The procedure of the latest report; null without one.</param>
public sealed record ComplianceRecord(
    string Installation,
    int Year,
    long? Verified,
    long Surrendered,
    long Deficit,
    DateOnly? HolderDeadline,
    bool? CompliantInTime,
    DateOnly? RegistryDueOn,
    DateOnly? ExecutedOn,
    Penalty? PenaltyEstimate,
    string? Procedure)
{
    /// <summary>The record of an installation and year.</summary>
    /// <param name="installation">The installation's code.</param>
    /// <param name="year">The year of the emissions.</param>
    /// <param name="reports">Its reports for the year that were not refused, in the order in which they came.</param>
    /// <param name="surrendered">What was surrendered for the year until now.</param>
    /// <param name="atDeadline">
    /// What <see cref="Covering"/> gave on the holder's deadline; null when that day is not over.
    /// </param>
    /// <param name="deadline">From <see cref="HolderDeadlineOf"/>.</param>
    public static ComplianceRecord Of(
        string installation,
        int year,
        IReadOnlyList<ReportFacts> reports,
        YearSurrender surrendered,
        long? atDeadline,
        DateOnly? deadline)
    {
        var last = reports.Count > 0 ? reports[^1] : null;
        var executed = reports.LastOrDefault(report => report.ExecutedOn is not null);
        var deficit = executed is null ? 0 : Math.Max(0, executed.Verified - surrendered.Units);
        return new ComplianceRecord(
            installation,
            year,
            last?.Verified,
            surrendered.Units,
            deficit,
            deadline,
            InTime(reports, atDeadline, deadline),
            last?.RegistryDueOn,
            executed?.ExecutedOn,
            executed?.ExecutedOn is { } day ? Penalty.Estimate(deficit, day) : null,
            last?.Procedure);
    }

    /// <summary>
    /// The reporting date of a year's emissions (Code, article 294(2)); null outside the covered years.
    /// </summary>
    public static DateOnly? HolderDeadlineOf(int year, WorkingCalendar calendar, DayReading reading) =>
        StatutoryDates.In(year + 1) is { } dates
            ? StatutoryDates.LastDay(dates.Report.In(year + 1), reading, calendar)
            : null;

    /// <summary>
    /// How many tonnes of the year the installation could answer for at a moment: what was surrendered for it, and what
    /// the account holds that may stand for it. Offset units count as far as the holder gives them (requirements C5).
    /// </summary>
    /// <param name="installation">The installation's code.</param>
    /// <param name="year">The year of the emissions.</param>
    /// <param name="mostOffsets">How many offset units the holder gives for the year.</param>
    /// <param name="ledger">The ledger at that moment.</param>
    public static long Covering(string installation, int year, long mostOffsets, LedgerState ledger)
    {
        var surrendered = ledger.SurrenderedFor(installation, year);
        if (ledger.Find(new AccountReference.ByInstallation(installation)) is not { } account)
            return surrendered.Units;
        long quota = 0, offsets = 0;
        foreach (var holding in ledger.HoldingsOf(account.Number))
        {
            if (!UnitPicker.MayStandFor(year, holding.Block.Series, holding.Attributes))
                continue;
            if (holding.Block.Series.Kind == UnitKind.Quota)
                quota += holding.Block.Count;
            else if (holding.Block.Series.Kind == UnitKind.Offset)
                offsets += holding.Block.Count;
        }
        return surrendered.Units + quota + Math.Max(0, Math.Min(offsets, mostOffsets - surrendered.Offsets));
    }

    private static bool? InTime(IReadOnlyList<ReportFacts> reports, long? atDeadline, DateOnly? deadline)
    {
        if (atDeadline is not { } covered)
            return null;
        var inTime = reports.LastOrDefault(report => report.RegisteredOn <= deadline);
        return inTime is not null && covered >= inTime.Verified;
    }
}
