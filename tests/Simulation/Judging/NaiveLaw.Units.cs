using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation.Judging;

/// <content>Units on their way: ¶18 to ¶23, ¶26 to ¶30, corrections.</content>
internal sealed partial record NaiveLaw
{
    /// <summary>¶18, ¶19: units meant for the year first, then for earlier years, then for later ones.</summary>
    private Expected OfAllocation(AllocationPaper paper)
    {
        if (!paper.IsAdditional)
        {
            if (Seen.Find(paper.Code) is not { IsClosed: false })
                return Expected.Refused("no open account");
            if (paper.OpenedUnder != paper.Category)
                return Expected.Refused("another category");
        }
        var period = Seen.Periods().FirstOrDefault(one => one.First <= paper.Year && paper.Year <= one.Last).Text;
        if (period is null)
            return Expected.Refused("no plan for the year");
        var code = paper.Category switch
        {
            "newInstallations" => "T06",
            "unaccountedInstallations" => "T07",
            "administeredTransition" => "T08",
            _ => "T09",
        };
        var (from, to) = (Now.Find(TypeOf(paper.Category), period), Now.Find(paper.Code));
        if (Bar(code, "Q", from, to) is { } why)
            return Expected.Refused(why);
        var chosen = Now.InOrder(from!, "Q")
            .OrderBy(unit => unit.Year == paper.Year ? 0 : unit.Year < paper.Year ? 1 : 2).Take(paper.Units).ToList();
        if (paper.Units <= 0 || chosen.Count < paper.Units)
            return Expected.Refused("too few units");
        return Expected.Of(Moved("allocate", code, chosen, to!) with
        {
            Moves = [.. chosen.Select(unit => (
                unit with { Account = to!.Number, Year = paper.Year, Line = paper.Category }, (string?)unit.Account))],
        });
    }

    /// <summary>¶20: a block does not stop it; where there are fewer units of the plan, those go.</summary>
    private Expected OfReturn(ReturnPaper paper)
    {
        var held = Seen.Find(paper.Code) is { } account
            ? Seen.On(account).Count(unit => unit.Kind == "Q" && unit.YearOut == paper.Last)
            : 0;
        var reserve = Now.Find(7, $"{Pad(paper.First)}-{Pad(paper.Last)}");
        var units = held > 0 ? Math.Min(held, paper.Units) : paper.Units;
        return Quantity("return", "T10", Now.Find(paper.Code), reserve, "Q", units);
    }

    /// <summary>¶22: all quota, each plan's units to the reserve of their own plan.</summary>
    private Expected OfLiquidation(LiquidationPaper paper)
    {
        var from = Now.Find(paper.Code);
        var moves = new List<(NaiveUnit, string?)>();
        foreach (var (_, last, period) in Seen.Periods())
        {
            var to = Now.Find(7, period);
            if (Bar("T12", "Q", from, to) is { } why)
                return Expected.Refused(why);
            moves.AddRange(Now.InOrder(from!, "Q").Where(unit => unit.YearOut == last)
                .Select(unit => (unit with { Account = to!.Number }, (string?)unit.Account)));
        }
        return moves.Count == 0 ? Expected.Nothing : Expected.Of(new ExpectedEntry("return", "T12", "", moves));
    }

    /// <summary>¶20, ¶22, second part: units that came back, the earliest plan's first, lowest serials.</summary>
    private Expected OfAssignment(AssignmentPaper paper)
    {
        var returned = Seen.EntriesOf(paper.Follows.Procedure)
            .SelectMany(n => Seen.History.Done[(int)n]!.Units.Select(unit => unit.Before.Key)).ToHashSet();
        var chosen = Seen.Periods()
            .SelectMany(period => Seen.On(Seen.Find(7, period.Text)!).Where(unit => returned.Contains(unit.Key))
                .OrderBy(unit => unit.Serial))
            .Take(paper.Units).ToList();
        if (chosen.Count < paper.Units)
            return Expected.Refused("more than came back");
        var moves = new List<(NaiveUnit, string?)>();
        foreach (var unit in chosen)
        {
            var period = Now.Accounts.Find(account => account.Number == unit.Account)!.Period;
            var to = Now.Find(TypeOf(paper.Category), period);
            if (Bar("T11", "Q", Now.Find(7, period), to) is { } why)
                return Expected.Refused(why);
            var now = Now.Units[unit.Key];
            if (now.Account != unit.Account)
                return Expected.Refused("not held");
            moves.Add((now with { Account = to!.Number }, now.Account));
        }
        return Expected.Of(new ExpectedEntry("assign", "T11", "", moves));
    }

    /// <summary>¶23: from the subaccount with the largest volume; the authority names one of several.</summary>
    private Expected OfTopUp(TopUpPaper paper)
    {
        var period = $"{Pad(paper.First)}-{Pad(paper.Last)}";
        var all = Categories.Select(category => Now.Find(TypeOf(category), period)).OfType<NaiveAccount>().ToList();
        if (all.Count < Categories.Length || paper.Units <= 0)
            return Expected.Refused("no plan, or no quantity");
        var balances = all.ToDictionary(account => account.Type, account => Now.On(account).Count());
        var most = balances.Values.Max();
        var largest = all.FindAll(account =>
            account.Type != TypeOf(paper.Category) && balances[account.Type] == most);
        if (largest.Count > 1 && paper.AtATie is { } named)
            largest = largest.FindAll(account => account.Type == TypeOf(named));
        if (largest.Count != 1 || most < paper.Units)
            return Expected.Refused("no largest subaccount with so many");
        var moved = Quantity(
            "topUp", "T13", largest[0], Now.Find(TypeOf(paper.Category), period), "Q", paper.Units);
        var text = string.Join(",", all.Select(account => $"{account.Number}={balances[account.Type]}"));
        return moved with { Entries = [.. moved.Entries.Select(entry => entry with { Balances = text })] };
    }

    /// <summary>¶26: each applicant's share on its own account.</summary>
    private Expected OfOffset(OffsetPaper paper)
    {
        var seen = Seen.Accounts.Where(account => account.Project == paper.Project).ToList();
        if (paper.Shares.Any(share => !seen.Exists(account => account.Holder == share.Holder)))
            return Expected.Refused("no account in the project");
        if (paper.Shares.Sum(share => share.Units) != paper.Units || paper.ExpiresYear < On.Year)
            return Expected.Refused("shares or term");
        var series = $"O-{Pad(On.Year)}-{Pad(paper.ExpiresYear ?? 0)}";
        var serial = Now.Issued(series);
        var moves = new List<(NaiveUnit, string?)>();
        foreach (var (holder, units) in paper.Shares)
        {
            var to = Now.Accounts.Find(account => account.Project == paper.Project && account.Holder == holder)!;
            if (to.IsClosed || units <= 0)
                return Expected.Refused("closed, or no quantity");
            for (var i = 0; i < units; i++)
                moves.Add((new NaiveUnit(series, ++serial, to.Number, 0, null, paper.Project), null));
        }
        return Expected.Of(new ExpectedEntry("issue", "T14", "", moves));
    }

    /// <summary>¶27; Order 221 ¶3 to ¶9 and ¶27 to ¶33.</summary>
    private Expected OfDeal(DealPaper paper)
    {
        var (seller, buyer) = (Seen.Find(paper.Seller), Seen.Find(paper.Buyer));
        if (seller is not { IsClosed: false } || buyer is not { IsClosed: false })
            return Expected.Refused("no open account");
        if (seller.Grounds.Count > 0 || buyer.Grounds.Count > 0 || seller.Number == buyer.Number)
            return Expected.Refused("blocked, or one account");
        var code = seller.Type == 4 ? "T17" : buyer.Type == 4 ? "T18" : paper.OnExchange ? "T15" : "T16";
        if (!LawTable.Allows(code, paper.Kind, seller.Type, buyer.Type))
            return Expected.Refused("no such move");
        if (!paper.OnExchange && (seller.Type == 4 || buyer.Type == 4 || seller.Holder == buyer.Holder))
            return Expected.Refused("the operator deals on an exchange, and nobody with oneself");
        if (Seen.InOrder(seller, paper.Kind).Count < paper.Units)
            return Expected.Refused("too few units");
        if (!paper.OnExchange && paper.Price < paper.Floor)
            return Expected.Refused("below the quotation");
        return Quantity(paper.Acts[0], code, Now.Find(paper.Seller), Now.Find(paper.Buyer), paper.Kind, paper.Units);
    }

    /// <summary>Code 289(7).</summary>
    private Expected OfOwnTransfer(OwnTransferPaper paper)
    {
        var (from, to) = (Seen.Find(paper.From), Seen.Find(paper.To));
        if (from?.Holder != paper.Holder || to?.Holder != paper.Holder || from.IsClosed || to.IsClosed)
            return Expected.Refused("not the holder's open accounts");
        if (from.Grounds.Count > 0 || from.Number == to.Number || Seen.InOrder(from, "Q").Count < paper.Units)
            return Expected.Refused("blocked, one account, or too few units");
        return Quantity("transfer", "T27", Now.Find(paper.From), Now.Find(paper.To), "Q", paper.Units);
    }

    /// <summary>¶28, first part: quota, then offsets as the holder gives them; what is missing is a deficit.</summary>
    private Expected OfReport(ReportPaper paper)
    {
        if (!paper.IsPlanned && Seen.Find(paper.Code) is null)
            return Expected.Refused("unknown installation");
        if (paper.Year > paper.RegisteredIn
            || !Seen.Periods().Any(period => period.First <= paper.Year && paper.Year <= period.Last))
            return Expected.Refused("no plan for the year");
        if (paper.Tonnes == 0)
            return Expected.Nothing;
        var (from, to) = (Now.Find(paper.Code), Now.Find(3));
        if (Bar("T19", "Q", from, to) is { } why)
            return Expected.Refused(why);
        var known = Now.Surrendered.GetValueOrDefault((paper.Code, paper.Year));
        var due = paper.Tonnes - known.Units;
        if (due <= 0)
            return Expected.Refused("surrendered already");
        bool MayStand(NaiveUnit unit) => unit.Year <= paper.Year && unit.Ends >= paper.Year;
        var chosen = Now.InOrder(from!, "Q").Where(MayStand).Take(due).ToList();
        var offsets = Math.Max(0, Math.Min(due - chosen.Count, paper.MostOffsets - known.Offsets));
        chosen.AddRange(Now.InOrder(from!, "O").Where(MayStand).Take(offsets));
        return chosen.Count == 0 ? Expected.Nothing : Expected.Of(Moved("surrender", "T19", chosen, to!) with
        {
            Year = paper.Year,
            Deficit = due - chosen.Count,
        });
    }

    /// <summary>¶28, second part: units that came as additional quota (¶19).</summary>
    private Expected OfAdditional(AdditionalPaper paper)
    {
        if (Seen.Find(paper.Code) is not { IsClosed: false } seen)
            return Expected.Refused("no open account");
        var chosen = Seen.InOrder(seen, "Q").Where(unit => unit.Line == "capacityIncrease").Take(paper.Units).ToList();
        if (chosen.Count < paper.Units)
            return Expected.Refused("too few units");
        var (from, to) = (Now.Find(paper.Code), Now.Find(3));
        if (Bar("T20", "Q", from, to) is { } why)
            return Expected.Refused(why);
        var now = chosen.ConvertAll(unit => Now.Units[unit.Key]);
        return now.Exists(unit => unit.Account != from!.Number)
            ? Expected.Refused("not held")
            : Expected.Of(Moved("surrender", "T20", now, to!));
    }

    /// <summary>¶29; Code 291(8) in the text of 08.06.2024: from 1 October of the year after the plan.</summary>
    private Expected OfExpiry(ExpiryPaper paper)
    {
        if (On < new DateOnly(paper.Last + 1, 10, 1))
            return Expected.Refused("the term is not over");
        var moves = new List<(NaiveUnit, string?)>();
        foreach (var seen in Seen.Accounts.Where(account => account.Type is 4 or 5 && !account.IsClosed))
        {
            if (!Seen.On(seen).Any(unit => unit.Kind == "Q" && unit.YearOut == paper.Last))
                continue;
            var from = Now.Find(seen.Number);
            if (Bar("T21", "Q", from, Now.Find(2)) is { } why)
                return Expected.Refused(why);
            moves.AddRange(Now.On(from!).Where(unit => unit.Kind == "Q" && unit.YearOut == paper.Last)
                .Select(unit => (unit with { Account = Now.Find(2)!.Number }, (string?)unit.Account)));
        }
        return moves.Count == 0 ? Expected.Nothing : Expected.Of(new ExpectedEntry("cancel", "T21", "", moves));
    }

    /// <summary>Code 295(10).</summary>
    private Expected OfLeftOver(LeftOverPaper paper)
    {
        if (On < Desk.LeftOverReserveEnds(paper.Last))
            return Expected.Refused("the term is not over");
        var (from, to) = (Now.Find(73, $"{Pad(paper.First)}-{Pad(paper.Last)}"), Now.Find(3));
        if (Bar("T28", "Q", from, to) is { } why)
            return Expected.Refused(why);
        return Now.On(from!).Any() ? Expected.Of(Moved("surrender", "T28", Now.On(from!), to!)) : Expected.Nothing;
    }

    /// <summary>¶30.</summary>
    private Expected OfCancel(CancelPaper paper) => Seen.Find(paper.Account)?.Holder == paper.Owner
        ? Quantity("cancel", "T22", Now.Find(paper.Account), Now.Find(2), paper.Kind, paper.Units)
        : Expected.Refused("not the owner");

    /// <summary>
    /// T26: exactly what the entry moved goes back, once; an issue and a correction are final. A block of which a part
    /// has moved on, or was given another year since, is no longer the block that came.
    /// </summary>
    private Expected OfCorrection(CorrectionPaper paper)
    {
        var n = (int)paper.Entry;
        if (n < 0 || n >= Seen.Size || Seen.History.Done[n] is not { } done)
            return Expected.Refused("no such entry");
        if (done.Code is "T01" or "T14" or "T26" || Now.IsCorrected(n))
            return Expected.Refused("never reversed, or reversed already");
        var moves = new List<(NaiveUnit, string?)>();
        foreach (var (before, after) in done.Units)
        {
            var now = Now.Units[after.Key];
            if (now.Account != after.Account || Now.Find(after.Account)!.IsClosed || Now.Find(before.Account)!.IsClosed)
                return Expected.Refused("moved on, or closed");
            var wasChanged = (before.Year, before.Line) != (after.Year, after.Line);
            var carries = wasChanged ? before : now;
            moves.Add((now with { Account = before.Account, Year = carries.Year, Line = carries.Line }, now.Account));
        }
        if (done.Blocks.Any(block => block.DistinctBy(key => (Now.Units[key].Year, Now.Units[key].Line)).Count() > 1))
            return Expected.Refused("a part has changed");
        return Expected.Of(new ExpectedEntry("correct", "T26", "", moves) { Corrects = n, Year = done.Year });
    }
}
