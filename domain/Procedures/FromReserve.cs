using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶18 and ¶19: units of the reserve are credited to an installation. They carry the category of their subaccount and
/// the year of the notice from then on: by the year borrowing is seen at surrender, and by the line
/// <c>capacityIncrease</c> additional quota is told from other units (¶28, second part), even when the subaccount was
/// filled from another one (¶23) or with the units of a liquidated installation (¶22).
/// </summary>
public static class FromReserve
{
    /// <summary>The act of ¶18, or the reason against it.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="openedUnder">
    /// The category under which ¶17 opened the installation's account; null when it did not open it.
    /// </param>
    /// <param name="periods">The periods of the plans that were carried out.</param>
    /// <param name="ledger">Tells whether there is an account.</param>
    public static Orders Decide(
        ReserveAllocation notice,
        ReserveCategory? openedUnder,
        IEnumerable<PlanPeriod> periods,
        LedgerState ledger)
    {
        if (ledger.Find(new AccountReference.ByInstallation(notice.Installation)) is not { } account)
            return Refused(RefusalCode.AccountNotFound, notice.Installation);
        if (account.IsClosed)
            return Refused(RefusalCode.AccountClosed, account.Number);
        if (openedUnder is not { } category)
            return Refused(RefusalCode.NotNewInstallation, notice.Installation);
        if (category != notice.Category)
        {
            return Refused(
                RefusalCode.CategoryMismatch,
                notice.Installation,
                CategoryWords.NameOf(category),
                CategoryWords.NameOf(notice.Category));
        }
        return Allocate("¶18", CodeOf(category), category, notice.Installation, notice.Year, notice.Units, periods);
    }

    /// <summary>The act of ¶19, or the reason against it.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="periods">The periods of the plans that were carried out.</param>
    public static Orders Decide(AdditionalAllocation notice, IEnumerable<PlanPeriod> periods) => Allocate(
        "¶19",
        MoveCode.T09,
        ReserveCategory.CapacityIncrease,
        notice.Installation,
        notice.Year,
        notice.Units,
        periods);

    /// <summary>
    /// True when the first year of a notice of ¶18 is not after the year in which the installation applied. Its quota
    /// starts on 1 January of the year after (Code, article 290(8–9)), but only the authority knows after which event,
    /// so this is worth a word to the registrars and no ground to refuse.
    /// </summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="appliedOn">The day of the application of ¶17.</param>
    public static bool MayStartTooEarly(ReserveAllocation notice, DateOnly appliedOn) =>
        notice.Year <= appliedOn.Year;

    private static Orders Allocate(
        string paragraph,
        MoveCode code,
        ReserveCategory category,
        string installation,
        int year,
        long units,
        IEnumerable<PlanPeriod> periods)
    {
        var fitting = periods.Where(period => period.Contains(year)).ToList();
        if (fitting.Count == 0)
            return Refused(RefusalCode.YearOutsidePlan, year);
        return new Orders.Post([new Order("allocate", paragraph, new Act.MoveUnits(
            code,
            new AccountReference.ByKind(AccountKinds.SubaccountOf(category)!.Value, fitting[0]),
            new AccountReference.ByInstallation(installation),
            new Selection.ForYear(year, ReserveCategoryName.Of(category), units)))]);
    }

    private static MoveCode CodeOf(ReserveCategory category) => category switch
    {
        ReserveCategory.NewInstallations => MoveCode.T06,
        ReserveCategory.UnaccountedInstallations => MoveCode.T07,
        ReserveCategory.AdministeredTransition => MoveCode.T08,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "¶17 knows three categories."),
    };

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
