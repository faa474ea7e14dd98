using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Procedures;

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

    /// <summary>¶29, Code 295(10): the quota of a plan in force ends; null when there is such a plan.</summary>
    public static Issue? Period(PlanPeriod period, IReadOnlyList<NationalPlan> plans) =>
        plans.Any(plan => plan.Period == period) ? null : Misfit(RefusalCode.YearNotCovered, "/period", period);

    /// <summary>¶2.3; Code, article 298: offset units limited to the year are held; null when they are.</summary>
    public static Issue? OffsetYear(int year, IReadOnlyList<int> held) =>
        held.Contains(year) ? null : Misfit(RefusalCode.NoUnitsOfTerm, "/expiresYear", year);

    /// <summary>
    /// ¶29, Code 295(10): a term has one document that is open or carried out, so that it never ends twice. After a
    /// refused one comes the next by number. Each bears the day after the last year.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="term">The term that it is about.</param>
    /// <param name="before">The procedures of the earlier documents about the term, in order.</param>
    public static IReadOnlyList<Issue> Term(
        Document document, UnitTerm term, IReadOnlyList<ProcedureRecord> before)
    {
        if (before.Count > 0 && before[^1].Stage != ProcedureStage.Refused)
            return [Misfit(RefusalCode.TermEndPending, "/number", before[^1].Id)];
        var number = term.Number(before.Count + 1);
        if (document.Number != number)
            return [Misfit(RefusalCode.MalformedDocument, "/number", number)];
        var date = DateOf(term.Years);
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
