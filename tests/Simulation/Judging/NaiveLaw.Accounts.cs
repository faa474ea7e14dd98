using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation.Judging;

/// <content>Plans and accounts: ¶12 to ¶17, ¶21, ¶25.</content>
internal sealed partial record NaiveLaw
{
    private static readonly int[] Permanent = [2, 3, 4, 9];
    private static readonly int[] OfPeriod = [1, 7, 71, 72, 73, 74];
    private static readonly string[] Grounds = ["notSubmitted", "incomplete", "nonConforming"];

    /// <summary>¶12: accounts, the total in circulation, the reserve split, the auction stock handed on.</summary>
    private Expected OfPlan(PlanPaper plan)
    {
        var missing = Permanent.Where(type => Seen.Find(type) is null).ToList();
        if (missing.Any(type => Now.Find(type) is not null) || Now.Find(1, plan.Period) is not null)
            return Expected.Refused("the account exists");
        var accounts = missing.Select(type => Next(type, 0, type == 4 ? Desk.SystemOperator : null, null, null, null))
            .Concat(OfPeriod.Select(type => Next(type, 0, null, null, plan.Period, null))).ToList();
        var entries = accounts.Select((account, at) => Opened($"open/{at + 1}", account)).ToList();
        string At(int type) => (accounts.Find(account => account.Type == type) ?? Now.Find(type)!).Number;
        var issued = Issued(plan).ToList();
        entries.Add(new ExpectedEntry(
            "issue", "T01", "", [.. issued.Select(unit => (unit with { Account = At(1) }, (string?)null))]));
        var reserve = issued.Where(unit => plan.Find(unit.Line!) is null).ToList();
        var split = reserve.Where(unit => unit.Line != "auction").ToList();
        var auction = reserve.Where(unit => unit.Line == "auction").ToList();
        if (reserve.Count > 0)
            entries.Add(Leg("reserve", "T02", reserve, At(1), _ => At(7)));
        if (split.Count > 0)
            entries.Add(Leg("split", "T03", split, At(7), unit => At(TypeOf(unit.Line!))));
        if (auction.Count > 0)
            entries.Add(Leg("auction", "T04", auction, At(7), _ => At(4)));
        return Expected.Of(entries);
    }

    /// <summary>The serials run over the years, in each over the installations and then the reserve.</summary>
    private static IEnumerable<NaiveUnit> Issued(PlanPaper plan)
    {
        var serial = 0;
        for (var year = plan.First; year <= plan.Last; year++)
        {
            foreach (var line in plan.Installations.Concat(plan.Reserve))
            {
                for (var i = 0; i < line.Units[year - plan.First]; i++)
                    yield return new NaiveUnit(plan.Series, ++serial, "", year, line.Name, null);
            }
        }
    }

    private static ExpectedEntry Leg(
        string act, string code, List<NaiveUnit> units, string from, Func<NaiveUnit, string> to) =>
        new(act, code, "", [.. units.Select(unit => (unit with { Account = to(unit) }, (string?)from))]);

    /// <summary>¶14.</summary>
    private Expected OfOpening(OpeningPaper paper)
    {
        if (paper.Plan.Find(paper.Code) is not { } line)
            return Expected.Refused("not in the plan");
        if (line.Holder != paper.Applicant)
            return Expected.Refused("not the operator");
        var isHeld = Seen.Find(paper.Code) is { IsClosed: false } account && account.Holder == line.Holder;
        var isLeft = IsLeft(paper.Plan, paper.Code);
        if (isHeld && !isLeft && paper.Plan.First > 2024)
            return Expected.Nothing;
        return OpenAndAllocate(paper.Plan, line, !(isHeld && isLeft), line.Units.Sum() > 0, "open", "allocate");
    }

    /// <summary>Code 291(4): whoever holds the account now, since the plan's holder held it before.</summary>
    private Expected OfAutomatic(AutomaticPaper paper)
    {
        var line = paper.Plan.Find(paper.Code)!;
        var opens = Seen.Find(paper.Code) is null or { IsClosed: true };
        var allocates = line.Units.Sum() > 0 && IsLeft(paper.Plan, paper.Code);
        return OpenAndAllocate(
            paper.Plan, line, opens, allocates, "open-" + paper.Code, "allocate-" + paper.Code);
    }

    private bool IsLeft(PlanPaper plan, string code) => Seen.Find(1, plan.Period) is { } issuance
        && Seen.On(issuance).Any(unit => unit.Line == code);

    private Expected OpenAndAllocate(
        PlanPaper plan, Line line, bool opens, bool allocates, string openAct, string allocateAct)
    {
        var entries = new List<ExpectedEntry>();
        var account = Now.Find(line.Name);
        if (opens)
        {
            if (HasOpen(line.Name))
                return Expected.Refused("the account exists");
            account = Next(5, 0, line.Holder, line.Name, null, null);
            entries.Add(Opened(openAct, account));
        }
        if (allocates)
        {
            var issuance = Now.Find(1, plan.Period);
            if (Bar("T05", "Q", issuance, account) is { } why)
                return Expected.Refused(why);
            var units = Now.On(issuance!).Where(unit => unit.Line == line.Name).ToList();
            if (units.Count != line.Units.Sum())
                return Expected.Refused("too few units");
            entries.Add(Moved(allocateAct, "T05", units, account!));
        }
        return Expected.Of(entries);
    }

    /// <summary>¶17.</summary>
    private Expected OfNewcomer(NewcomerPaper paper)
    {
        if (Seen.Find(paper.Code) is { IsClosed: false } || HasOpen(paper.Code))
            return Expected.Refused("the account exists");
        return paper.Plan.Find(paper.Code)?.Units.Sum() > 0
            ? Expected.Refused("in the plan")
            : Expected.Of(Opened("open", Next(5, 0, paper.Holder, paper.Code, null, null)));
    }

    /// <summary>¶25.</summary>
    private Expected OfProject(ProjectPaper paper)
    {
        if (Seen.Accounts.Exists(account => account.Project == paper.Project)
            || Now.Accounts.Exists(account => account.Project == paper.Project))
            return Expected.Refused("the project has accounts");
        return Expected.Of([.. paper.Holders.Select((holder, at) => Opened(
            paper.Holders.Count > 1 ? $"open/{at + 1}" : "open", Next(6, at, holder, null, null, paper.Project)))]);
    }

    /// <summary>¶15.</summary>
    private Expected OfBlock(BlockPaper paper)
    {
        if (Now.Find(paper.Code) is not { IsClosed: false } account || account.Grounds.Contains(paper.Ground))
            return Expected.Refused("no open account, or blocked on the ground");
        return Expected.Of(new ExpectedEntry("block", "accountBlocked", $"{account.Number} {paper.Ground}", []));
    }

    /// <summary>¶16: every ground of ¶15 at once.</summary>
    private Expected OfUnblock(UnblockPaper paper)
    {
        if (Now.Find(paper.Code) is not { IsClosed: false } account)
            return Expected.Refused("no open account");
        var lifted = Grounds.Where(account.Grounds.Contains).ToList();
        if (lifted.Count == 0)
            return Expected.Refused("not blocked");
        return Expected.Of([.. lifted.Select((ground, at) => new ExpectedEntry(
            lifted.Count > 1 ? $"unblock/{at + 1}" : "unblock",
            "accountUnblocked",
            $"{account.Number} {ground}",
            []))]);
    }

    /// <summary>¶21: the holder applies, or the one who takes over.</summary>
    private Expected OfHolder(HolderPaper paper)
    {
        if (Seen.Find(paper.Code) is not { IsClosed: false } seen
            || Now.Find(paper.Code) is not { IsClosed: false } now)
            return Expected.Refused("no open account");
        if (seen.Holder == paper.Next || (paper.Applicant != seen.Holder && paper.Applicant != paper.Next))
            return Expected.Refused("not the holder's change");
        return Expected.Of(new ExpectedEntry("change", "holderChanged", $"{now.Number} {paper.Next}", []));
    }

    /// <summary>¶3: an empty account of an installation or an applicant.</summary>
    private Expected OfClose(ClosePaper paper)
    {
        if (Seen.Find(paper.Account) is { IsClosed: false } seen && (Seen.On(seen).Any() || seen.Type is not (5 or 6)))
            return Expected.Refused("not empty, or of the system");
        if (Now.Find(paper.Account) is not { IsClosed: false } now || Now.On(now).Any())
            return Expected.Refused("no open account, or not empty");
        return Expected.Of(new ExpectedEntry("close", "accountClosed", now.Number, []));
    }
}
