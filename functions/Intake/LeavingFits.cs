using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Functions.Intake;

/// <summary>
/// Whether documents about units that leave circulation fit to what the registry knows. Pure: what is known is passed
/// in.
/// </summary>
internal static class LeavingFits
{
    /// <summary>¶30, ¶4: the account must be there, and belong to the one who asks where a holder asks.</summary>
    /// <param name="reference">The account as the document names it.</param>
    /// <param name="issuer">BIN or opaque id of a holder; null for the authority.</param>
    /// <param name="ledger">Knows the accounts.</param>
    public static IReadOnlyList<Issue> Account(AccountReference reference, string? issuer, LedgerState ledger)
    {
        if (ledger.Find(reference) is not { } account)
            return [Misfit(RefusalCode.AccountNotFound, "/account", NameOf(reference))];
        return issuer is null || account.Holder == issuer
            ? []
            : [Misfit(RefusalCode.NotAccountHolder, "/account", account.Number, issuer)];
    }

    /// <summary>T26: the journal has no such entry that moved units.</summary>
    public static Issue NoEntry(long entry) => Misfit(RefusalCode.EntryNotFound, "/entry", entry);

    /// <summary>
    /// ¶29, Code 295(10): a plan in force has one such document, under its period and the day after its last year, so
    /// that a term never ends twice.
    /// </summary>
    public static IReadOnlyList<Issue> Period(Document document, PlanPeriod period, IReadOnlyList<NationalPlan> plans)
    {
        if (!plans.Any(plan => plan.Period == period))
            return [Misfit(RefusalCode.YearNotCovered, "/period", period)];
        if (document.Number != period.ToString())
            return [Misfit(RefusalCode.MalformedDocument, "/number", period)];
        var date = DateOf(period);
        return document.Date == date
            ? []
            : [Misfit(RefusalCode.MalformedDocument, "/date", date.ToString("yyyy-MM-dd", null))];
    }

    /// <summary>The date that such a document bears.</summary>
    public static DateOnly DateOf(PlanPeriod period) => new(period.LastYear + 1, 1, 1);

    private static string NameOf(AccountReference reference) => reference switch
    {
        AccountReference.ByNumber byNumber => byNumber.Number.ToString(),
        AccountReference.ByInstallation byInstallation => byInstallation.Code,
        AccountReference.ByKind byKind => byKind.Kind.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, null),
    };

    private static Issue Misfit(RefusalCode code, string field, params object[] particulars) =>
        new(RefusalNames.Of(code), RefusalCatalogue.Refuse(code, particulars).Text) { Field = field };
}
