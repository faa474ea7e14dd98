using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Simulation.Papers;

/// <summary>Turns a paper into the registry's own document and asks the registry's own decision about it.</summary>
internal static class Desk
{
    public const string SystemOperator = "120140000007";

    private static readonly DateOnly SomeDay = new(2022, 7, 11);
    private static readonly Party Authority = new(IdentificationNumber.Parse("131040012349"), "Authority");

    private static readonly Representative Person = new(
        IdentificationNumber.Parse("820101300307"),
        "Representative",
        new PowerOfAttorney("Д-1", SomeDay, new DateOnly(2099, 12, 31)));

    /// <summary>
    /// The day to which the left-over reserve stays, the same for both sides: the calendar does not reach every year.
    /// </summary>
    public static DateOnly LeftOverReserveEnds(int lastYear) => new(lastYear + 1, 8, 25);

    /// <summary>What the registry decides on the paper.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="cited">The entries that the paper is about, see <see cref="Cites"/>.</param>
    /// <param name="state">The ledger.</param>
    public static Orders Decide(
        Paper paper, DateOnly on, IReadOnlyList<Entry> cited, LedgerState state) => paper switch
        {
            PlanPaper plan => PlanEntry.Decide(PlanOf(plan), SystemOperator, state),
            OpeningPaper opening => Opening.Decide(
                Application(opening.Number, opening.Code, opening.Applicant, null),
                PlanOf(opening.Plan),
                opening.Applicant,
                on,
                state),
            AutomaticPaper automatic => Automatic(automatic, state),
            NewcomerPaper newcomer => NewInstallationOpening.Decide(
                Application(newcomer.Number, newcomer.Code, newcomer.Holder, newcomer.Category),
                PlanOf(newcomer.Plan),
                newcomer.Holder,
                on,
                state),
            AllocationPaper { IsAdditional: true } additional => FromReserve.Decide(
                new AdditionalAllocation(Header(paper), additional.Code, additional.Units, additional.Year),
                Periods(state)),
            AllocationPaper allocation => FromReserve.Decide(
                new ReserveAllocation(
                    Header(paper), allocation.Code, allocation.Units, Category(allocation.Category), allocation.Year),
                allocation.OpenedUnder is { } category ? Category(category) : null,
                Periods(state),
                state),
            ReturnPaper back => ReserveChanges.Decide(
                new ReturnToReserve(Header(paper), back.Code, back.Units),
                new PlanPeriod(back.First, back.Last),
                state),
            LiquidationPaper liquidation => Liquidation.Decide(
                new InstallationLiquidation(Header(paper), liquidation.Code), Periods(state), []),
            AssignmentPaper assignment => Assign(assignment, cited, state),
            TopUpPaper topUp => ReserveChanges.Decide(
                new ReserveTopUp(Header(paper), Category(topUp.Category), topUp.Units)
                {
                    Source = topUp.AtATie is { } named ? Category(named) : null,
                },
                new PlanPeriod(topUp.First, topUp.Last)),
            ProjectPaper or OffsetPaper => OffsetDesk.Decide(paper, Header(paper), Person, on, state),
            _ => OfHolders(paper, on, cited, state),
        };

    /// <summary>True while the paper's plan is not in force: the paper waits for it and is looked at again.</summary>
    public static bool Waits(Paper paper, LedgerState state)
    {
        var plan = (paper as AutomaticPaper)?.Plan ?? (paper as OpeningPaper)?.Plan;
        return plan is not null && state.Find(new AccountReference.ByKind(
            AccountKind.Issuance, new PlanPeriod(plan.First, plan.Last))) is null;
    }

    /// <summary>The numbers of the entries that the registry reads before it decides on the paper.</summary>
    public static IReadOnlyList<long> Cites(Paper paper, LedgerState state) => paper switch
    {
        CorrectionPaper correction => correction.Entry >= 0 && correction.Entry < state.Size ? [correction.Entry] : [],
        AssignmentPaper assignment => [.. assignment.Follows.Acts.SelectMany(act =>
            state.EntriesOf($"{assignment.Follows.Procedure}/{act}"))],
        _ => [],
    };

    /// <summary>The common fields; nothing in the ledger hangs on them.</summary>
    public static DocumentHeader Header(Paper paper) => new(paper.Number, SomeDay, Authority, null);

    /// <summary>An account as a document names it.</summary>
    public static AccountReference Account(string name) => name.StartsWith("KZ-", StringComparison.Ordinal)
        ? new AccountReference.ByNumber(AccountNumber.Parse(name))
        : new AccountReference.ByInstallation(name);

    /// <summary>A kind of unit by its letter.</summary>
    public static UnitKind Kind(string letter) => letter switch
    {
        "Q" => UnitKind.Quota,
        "O" => UnitKind.Offset,
        "I" => UnitKind.International,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, null),
    };

    private static Orders OfHolders(Paper paper, DateOnly on, IReadOnlyList<Entry> cited, LedgerState state) =>
        paper switch
        {
            DealPaper deal => Deal(deal, state),
            OwnTransferPaper own => OwnTransfers.Decide(
                new OwnTransfer(Header(paper), own.From, own.To, own.Units), own.Holder, state, PromisedUnits.None),
            ReportPaper report => Surrendering.Decide(
                new VerifiedReportRegistered(
                    Header(paper), report.Code, report.Year, report.Tonnes, "О-1",
                    new DateOnly(report.RegisteredIn, 4, 10)),
                new ReportedYear(report.IsPlanned, [.. Periods(state)], false, report.MostOffsets),
                state),
            AdditionalPaper additional => Surrendering.Decide(
                new AdditionalSurrender(Header(paper), additional.Code, additional.Units), state),
            ExpiryPaper expiry => Expiring.Decide(
                new TermExpiry(
                    Header(paper), new UnitTerm(UnitKind.Quota, new PlanPeriod(expiry.First, expiry.Last))),
                StatutoryDates.QuotaExpiresOn(
                    new PlanPeriod(expiry.First, expiry.Last), WorkingCalendar.Kazakhstan, default)!.Value,
                on,
                state),
            LeftOverPaper left => Expiring.Decide(
                new LeftOverReserve(Header(paper), new PlanPeriod(left.First, left.Last)),
                LeftOverReserveEnds(left.Last),
                on),
            CancelPaper cancel => Cancelling.Decide(
                new VoluntaryCancellation(
                    Header(paper), Account(cancel.Account), Kind(cancel.Kind), cancel.Units, "Neutrality"),
                cancel.Owner,
                state,
                PromisedUnits.None),
            WithdrawPaper withdraw => Cancelling.Decide(new Withdrawal(
                Header(paper), Account(withdraw.Account), Kind(withdraw.Kind), withdraw.Units, Act(paper))),
            BlockPaper block => Blocking.Decide(
                new MonitoringPlanDefault(
                    Header(paper), block.Code, Enum.Parse<MonitoringPlanGround>(block.Ground, ignoreCase: true)),
                acceptedSince: false),
            UnblockPaper unblock => Blocking.Decide(
                new MonitoringPlanAccepted(Header(paper), unblock.Code), overtakes: false, state),
            HolderPaper holder => HolderChanging.Decide(
                new OperatorChange(
                    Header(paper), holder.Code, HolderChange.Operator, PartyOf(holder.Applicant), PartyOf(holder.Next)),
                holder.Applicant,
                holder.Next,
                null,
                state),
            ClosePaper close => AccountClosing.Decide(
                new AccountClosure(Header(paper), Account(close.Account), "Gone"), [], state),
            CorrectionPaper correction => Correcting.Decide(
                new Correction(Header(paper), correction.Entry, "Wrong", Act(paper)), cited.SingleOrDefault()),
            StrayPaper stray => Stray(stray),
            StrayIssuePaper issue => StrayIssue(issue),
            _ => throw new InvalidOperationException("Papers are a closed set."),
        };

    private static PaperReference Act(Paper paper) => new(paper.Number, SomeDay);

    private static Orders Automatic(AutomaticPaper paper, LedgerState state)
    {
        var plan = PlanOf(paper.Plan);
        var line = plan.Find(paper.Code)!;
        var account = state.Find(new AccountReference.ByInstallation(paper.Code));
        return AutomaticOpening.Decide(
            line, plan, line.Operator.Id.Text, account is null ? [] : [line.Operator.Id.Text], state);
    }

    private static Orders Assign(AssignmentPaper paper, IReadOnlyList<Entry> cited, LedgerState state)
    {
        var returned = cited.SelectMany(entry => ((EntryBody.Moved)entry.Body).Moves)
            .Select(move => move.Block).ToList();
        var follows = ProcedureId.Of(
            DocumentKind.InstallationLiquidation, Authority.Id, SomeDay.Year, paper.Follows.Number);
        return Assignment.Decide(
            new ReserveAssignment(Header(paper), follows, Category(paper.Category), paper.Units),
            "¶22",
            Periods(state),
            returned,
            state);
    }

    private static Orders Deal(DealPaper paper, LedgerState state)
    {
        var terms = new DealTerms(
            Account(paper.Seller), Account(paper.Buyer), Kind(paper.Kind), paper.Units, paper.Price);
        var quotations = paper.Floor is { } floor
            ? new QuotationTable([new Quotation(
                terms.UnitKind, SomeDay, floor, Authority, KazakhstanTime.EndOf(SomeDay), "q")])
            : new QuotationTable([]);
        var ground = new DealGround(state, PromisedUnits.None, quotations);
        return paper.OnExchange
            ? TradeSheets.Decide(new ExchangeTrade(paper.Number, terms, SomeDay), null, ground)
            : DirectSales.Decide(new Sale(terms, Act(paper)), "¶27", [], ground);
    }

    private static Orders Stray(StrayPaper paper) => new Orders.Post([new Order("stray", "¶27", new Act.MoveUnits(
        (MoveCode)int.Parse(paper.Code[1..], null),
        Account(paper.From),
        Account(paper.To),
        new Selection.Quantity(Kind(paper.Kind), paper.Units)))]);

    private static Orders StrayIssue(StrayIssuePaper paper)
    {
        var period = new PlanPeriod(paper.Plan.First, paper.Plan.Last);
        var line = new IssueLine(paper.Units, new UnitAttributes(period.FirstYear, "A", null, false));
        return new Orders.Post([new Order("issue", "¶12", new Act.Issue(
            MoveCode.T01,
            new AccountReference.ByKind(AccountKind.Issuance, period),
            new UnitSeries(UnitKind.Quota, period.FirstYear, period.LastYear),
            [line])
        {
            SeriesLimit = PlanOf(paper.Plan).Total,
        })]);
    }

    private static IEnumerable<PlanPeriod> Periods(LedgerState state) => state.Accounts
        .Where(account => account.Kind == AccountKind.Issuance).Select(account => account.Period!.Value);

    private static ReserveCategory Category(string name) =>
        ReserveCategoryName.TryParse(name, out var category) ? category : throw new ArgumentException(name);

    private static Party PartyOf(string bin) => new(IdentificationNumber.Parse(bin), "Party");

    private static AccountApplication Application(string number, string code, string applicant, string? category)
    {
        var party = PartyOf(applicant);
        return new AccountApplication(new DocumentHeader(number, SomeDay, party, null), party, code, [Person])
        {
            NewInstallation = category is null ? null : new NewInstallation(Category(category), null, null, null),
        };
    }

    private static NationalPlan PlanOf(PlanPaper paper)
    {
        var period = new PlanPeriod(paper.First, paper.Last);
        YearUnits Units(Line line) => new(period, line.Units.Select(units => (long)units));
        var installations = paper.Installations.Select(line => new PlanInstallation(
            line.Name,
            line.Name,
            new PlanOperator(IdentificationNumber.Parse(line.Holder!), "Operator"),
            "Energy",
            "Abai",
            Units(line))).ToList();
        var reserve = paper.Reserve.Select(line => new ReserveLine(Category(line.Name), Units(line))).ToList();
        var day = new DateOnly(paper.First, 7, 11);
        var total = installations.Sum(line => line.Total) + reserve.Sum(line => line.Total);
        return new NationalPlan(period, "525-Д", day, day.AddDays(14), total, installations, reserve);
    }
}
