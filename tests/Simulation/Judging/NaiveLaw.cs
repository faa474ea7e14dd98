using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation.Judging;

/// <summary>
/// What the law makes of a paper, unit by unit. A procedure is decided on one state of the registry and posted on the
/// same or a later one: what the procedure must see to is asked of the first, what the ledger must see to of the
/// second.
/// </summary>
/// <param name="On">The day on which it was decided.</param>
/// <param name="Seen">The registry as the procedure saw it.</param>
/// <param name="Now">The registry as the entries found it.</param>
internal sealed partial record NaiveLaw(DateOnly On, NaiveBook Seen, NaiveBook Now)
{
    private static readonly string[] Categories =
        ["newInstallations", "unaccountedInstallations", "capacityIncrease", "administeredTransition"];

    /// <summary>The law's answer to the paper.</summary>
    public Expected Read(Paper paper) => paper switch
    {
        PlanPaper plan => OfPlan(plan),
        OpeningPaper opening => OfOpening(opening),
        AutomaticPaper automatic => OfAutomatic(automatic),
        NewcomerPaper newcomer => OfNewcomer(newcomer),
        AllocationPaper allocation => OfAllocation(allocation),
        ReturnPaper back => OfReturn(back),
        LiquidationPaper liquidation => OfLiquidation(liquidation),
        AssignmentPaper assignment => OfAssignment(assignment),
        TopUpPaper topUp => OfTopUp(topUp),
        ProjectPaper project => OfProject(project),
        OffsetPaper offset => OfOffset(offset),
        DealPaper deal => OfDeal(deal),
        OwnTransferPaper own => OfOwnTransfer(own),
        ReportPaper report => OfReport(report),
        AdditionalPaper additional => OfAdditional(additional),
        ExpiryPaper expiry => OfExpiry(expiry),
        LeftOverPaper leftOver => OfLeftOver(leftOver),
        CancelPaper cancel => OfCancel(cancel),
        WithdrawPaper withdraw =>
            Quantity("withdraw", "T23", Now.Find(withdraw.Account), Now.Find(9), withdraw.Kind, withdraw.Units),
        BlockPaper block => OfBlock(block),
        UnblockPaper unblock => OfUnblock(unblock),
        HolderPaper holder => OfHolder(holder),
        ClosePaper close => OfClose(close),
        CorrectionPaper correction => OfCorrection(correction),
        StrayPaper stray =>
            Quantity("stray", stray.Code, Now.Find(stray.From), Now.Find(stray.To), stray.Kind, stray.Units),
        // A plan's units are put into circulation once (¶12.2).
        StrayIssuePaper => Expected.Refused("a second issue"),
        _ => throw new InvalidOperationException("Papers are a closed set."),
    };

    private static string Pad(int year) => year.ToString("0000", null);

    private static int TypeOf(string category) => category switch
    {
        "newInstallations" => 71,
        "unaccountedInstallations" => 72,
        "capacityIncrease" => 73,
        "administeredTransition" => 74,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    /// <summary>Why nothing may move between the accounts; null when it may.</summary>
    private static string? Bar(string code, string kind, NaiveAccount? from, NaiveAccount? to)
    {
        if (from is null || to is null)
            return "no account";
        if (from.IsClosed || to.IsClosed)
            return "closed";
        if (from.Grounds.Count > 0 && LawTable.IsStoppedByBlock(code))
            return "blocked";
        if (from.Number == to.Number)
            return "one account";
        return LawTable.Allows(code, kind, from.Type, to.Type) ? null : "no such move";
    }

    /// <summary>So many units in the order of D5, or none at all.</summary>
    private Expected Quantity(
        string act, string code, NaiveAccount? from, NaiveAccount? to, string kind, int units)
    {
        if (Bar(code, kind, from, to) is { } why)
            return Expected.Refused(why);
        if (units <= 0)
            return Expected.Refused("no quantity");
        var chosen = Now.InOrder(from!, kind).Where(unit => LawTable.Fits(to!, unit.YearOut)).Take(units).ToList();
        return chosen.Count < units ? Expected.Refused("too few units") : Expected.Of(Moved(act, code, chosen, to!));
    }

    private static ExpectedEntry Moved(string act, string code, IEnumerable<NaiveUnit> units, NaiveAccount to) =>
        new(act, code, "", [.. units.Select(unit => (unit with { Account = to.Number }, (string?)unit.Account))]);

    private static ExpectedEntry Opened(string act, NaiveAccount account) => new(
        act,
        "accountOpened",
        $"{account.Number} {account.Holder}/{account.Installation}/{account.Period}/{account.Project}",
        []);

    private NaiveAccount Next(
        int type, int ahead, string? holder, string? installation, string? period, string? project) =>
        new(
            NaiveBook.NumberOf(type, Now.Accounts.Count(account => account.Type == type) + 1 + ahead),
            type,
            holder,
            installation,
            period,
            project);

    private bool HasOpen(string installation) => Now.Find(installation) is { IsClosed: false };
}
