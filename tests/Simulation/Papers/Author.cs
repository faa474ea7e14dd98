using CarbonRegistry.Simulation.Judging;

namespace CarbonRegistry.Simulation.Papers;

/// <summary>
/// Writes what authority, holders, exchanges and bugs send to the registry over ten years: most of it lawful, some of
/// it not, and all of it drawn from the seed.
/// </summary>
internal sealed class Author
{
    private const int FirstPlan = 2022;
    private const int SecondPlan = 2026;

    private static readonly string[] Holders = ["210140000016", "010240005554", "970140000112", "970240000136"];
    private static readonly string[] Planned = ["A", "B", "C", "D"];
    private static readonly string[] Newcomers = ["N", "M"];
    private static readonly string[] Grounds = ["notSubmitted", "incomplete", "nonConforming"];

    private static readonly string[] Categories =
        ["newInstallations", "unaccountedInstallations", "capacityIncrease", "administeredTransition"];

    private static readonly string[] HoldersMoves = ["T10", "T15", "T16", "T18", "T19", "T22", "T25", "T27"];

    private readonly Random random;
    private readonly Judge judge;
    private readonly List<PlanPaper> plans;
    private readonly List<Paper> returns = [];
    private readonly Dictionary<string, string> openedUnder = [];
    private readonly Queue<(DateOnly On, Paper Paper)> planned;
    private readonly Func<DateOnly, Paper>[] kinds;
    private int numbers;

    public Author(Random random, Judge judge)
    {
        (this.random, this.judge) = (random, judge);
        plans = [Plan(FirstPlan, 2025), Plan(SecondPlan, 2030)];
        planned = new(Calendar().OrderBy(one => one.On));
        kinds =
        [
            _ => Deal(), _ => Deal(), _ => Deal(), _ => Deal(), _ => OwnTransfer(), _ => OwnTransfer(),
            on => Allocation(on), on => Allocation(on), on => Allocation(on), on => Return(on), on => Return(on),
            _ => Assignment(), on => TopUp(on), on => TopUp(on), _ => Offset(), _ => Offset(),
            on => Report(on, 2 + random.Next(10)), _ => new AdditionalPaper(Number(), Installation(), Few()),
            _ => Cancel(), _ => Withdraw(),
            _ => new BlockPaper(Number(), Installation(), Of(Grounds)),
            _ => new BlockPaper(Number(), Installation(), Of(Grounds)), _ => new UnblockPaper(Number(), Installation()),
            _ => new UnblockPaper(Number(), Installation()), _ => Holder(), _ => Correction(), _ => Correction(),
            _ => Correction(), _ => Stray(), _ => Stray(), _ => new StrayIssuePaper(Number(), Of(plans), Few()),
            _ => new ClosePaper(Number(), random.Next(2) == 0 ? Installation() : Account()), Liquidation,
            _ => Newcomer(), _ => Opening(), _ => Early(),
        ];
    }

    /// <summary>The papers that are due by the day, and now and then one that nobody expects.</summary>
    public IEnumerable<Paper> Write(DateOnly on)
    {
        while (planned.TryPeek(out var next) && next.On <= on)
            yield return planned.Dequeue().Paper;
        for (var more = random.Next(3); more > 0; more--)
            yield return kinds[random.Next(kinds.Length)](on);
    }

    /// <summary>What the calendar itself brings: plans, reports, the ends of terms.</summary>
    private IEnumerable<(DateOnly On, Paper Paper)> Calendar()
    {
        foreach (var plan in plans)
        {
            var starts = new DateOnly(plan.First, plan.First == FirstPlan ? 7 : 1, 25);
            yield return (starts, plan);
            foreach (var line in plan.Installations)
            {
                yield return (starts.AddDays(random.Next(2, 90)), plan.First == FirstPlan
                    ? new OpeningPaper(Number(), plan, line.Name, line.Holder!)
                    : new AutomaticPaper(Number(), plan, line.Name));
            }
            yield return (new DateOnly(plan.Last + 1, 8, 26), new LeftOverPaper(Number(), plan.First, plan.Last));
            yield return (new DateOnly(plan.Last + 1, 10, 2), new ExpiryPaper(Number(), plan.First, plan.Last));
        }
        for (var year = FirstPlan + 1; year <= FirstPlan + 9; year++)
        {
            foreach (var code in Planned)
                yield return (new DateOnly(year, 4, random.Next(5, 28)), Report(new DateOnly(year, 4, 1), 1, code));
        }
        yield return (new DateOnly(2022, 9, 1), Newcomer());
        yield return (new DateOnly(2022, 10, 1), Project("P"));
        yield return (new DateOnly(2025, 3, 1), Project("R"));
    }

    private PlanPaper Plan(int first, int last)
    {
        IReadOnlyList<int> Years(int most) =>
            [.. Enumerable.Range(first, last - first + 1).Select(_ => random.Next(most))];
        return new PlanPaper(
            Number(),
            first,
            last,
            [.. Planned.Select((code, at) => new Line(code, Holders[at / 2], Years(5)))],
            [.. Categories.Append("auction").Select(category => new Line(category, null, Years(4)))]);
    }

    private OpeningPaper Opening()
    {
        var plan = Of(plans);
        var line = plan.Installations[random.Next(plan.Installations.Count)];
        return new OpeningPaper(Number(), plan, line.Name, random.Next(4) == 0 ? Of(Holders) : line.Holder!);
    }

    private NewcomerPaper Newcomer()
    {
        var code = Of(Newcomers);
        var category = openedUnder.GetValueOrDefault(code) ?? Categories[new[] { 0, 1, 3 }[random.Next(3)]];
        openedUnder[code] = category;
        return new NewcomerPaper(Number(), plans[0], code, Of(Holders), category);
    }

    private AllocationPaper Allocation(DateOnly on)
    {
        var year = on.Year + random.Next(4) switch
        {
            0 => 1,
            1 => -1,
            _ => 0,
        };
        if (random.Next(2) == 0)
            return new AllocationPaper(Number(), Installation(), "capacityIncrease", null, year, Few());
        var code = Of(Newcomers);
        var under = openedUnder.GetValueOrDefault(code);
        var category = under is null || random.Next(8) == 0 ? "newInstallations" : under;
        return new AllocationPaper(Number(), code, category, under, year, Few());
    }

    private ReturnPaper Return(DateOnly on)
    {
        var plan = PlanOf(on);
        var paper = new ReturnPaper(Number(), Installation(), plan.First, plan.Last, Few());
        returns.Add(paper);
        return paper;
    }

    private Paper Liquidation(DateOnly on)
    {
        if (!judge.Now.Periods().Any())
            return TopUp(on);
        var paper = new LiquidationPaper(Number(), random.Next(3) == 0 ? Of(Newcomers) : Installation());
        returns.Add(paper);
        return paper;
    }

    private Paper Assignment() => returns.Count == 0
        ? Deal()
        : new AssignmentPaper(Number(), returns[random.Next(returns.Count)], Of(Categories), Few());

    private TopUpPaper TopUp(DateOnly on)
    {
        var plan = PlanOf(on);
        var tie = random.Next(2) == 0 ? Of(Categories) : null;
        return new TopUpPaper(Number(), plan.First, plan.Last, Of(Categories), Few(), tie);
    }

    private ProjectPaper Project(string project) =>
        new(Number(), project, random.Next(2) == 0 ? [Of(Holders)] : [Holders[2], Holders[3]]);

    private Paper Offset()
    {
        var project = random.Next(6) == 0 ? "unknown" : random.Next(2) == 0 ? "P" : "R";
        var holders = judge.Now.Accounts.Where(account => account.Project == project)
            .Select(account => account.Holder!).ToList();
        if (holders.Count == 0)
            holders = [Of(Holders)];
        var shares = holders.ConvertAll(holder => (holder, Few()));
        var expires = random.Next(3) == 0 ? random.Next(2022, 2033) : (int?)null;
        return new OffsetPaper(
            Number(), project, shares, shares.Sum(share => share.Item2) + (random.Next(8) == 0 ? 1 : 0), expires);
    }

    private DealPaper Deal()
    {
        var floor = random.Next(2) == 0 ? 500 : (int?)null;
        var (seller, kind, units) = Stock();
        return new DealPaper(
            Number(), seller, Account(), kind, units, 450 + random.Next(100), floor, random.Next(2) == 0);
    }

    private OwnTransferPaper OwnTransfer()
    {
        var from = Installation();
        var holder = judge.Now.Find(from)?.Holder ?? Of(Holders);
        var own = judge.Now.Accounts.Where(account => account.Type == 5 && account.Holder == holder)
            .Select(account => account.Installation!);
        string[] others = [.. own.Append(Installation())];
        return new OwnTransferPaper(Number(), holder, from, Of(others), Few());
    }

    private ReportPaper Report(DateOnly on, int ago, string? code = null) => new(
        Number(),
        code ?? Installation(),
        code is not null,
        on.Year - (ago > 3 ? random.Next(3) : 1),
        on.Year,
        random.Next(12) == 0 ? 0 : random.Next(1, 9),
        random.Next(4));

    private CancelPaper Cancel()
    {
        var (account, kind, units) = Stock();
        var owner = random.Next(6) == 0 ? Of(Holders) : judge.Now.Find(account)?.Holder ?? Of(Holders);
        return new CancelPaper(Number(), account, owner, kind, units);
    }

    private WithdrawPaper Withdraw()
    {
        var (account, kind, units) = random.Next(3) == 0 ? (AnyAccount(), Kind(), Few()) : Stock();
        return new WithdrawPaper(Number(), account, kind, units);
    }

    /// <summary>An account of a party with units of the kind, and not many more units than it has; mostly.</summary>
    private (string Account, string Kind, int Units) Stock()
    {
        var stocks = judge.Now.Units.Values.GroupBy(unit => (unit.Account, unit.Kind))
            .Where(stock => judge.Now.Find(stock.Key.Account)!.Type is 4 or 5 or 6)
            .Select(stock => (stock.Key.Account, stock.Key.Kind, stock.Count())).ToList();
        if (stocks.Count == 0 || random.Next(10) == 0)
            return (Account(), Kind(), Few());
        var (account, kind, units) = Of(stocks);
        return (account, kind, random.Next(5) == 0 ? units + random.Next(2) : 1 + random.Next(Math.Min(units, 4)));
    }

    private HolderPaper Holder()
    {
        var code = Installation();
        var next = Of(Holders);
        var present = judge.Now.Find(code)?.Holder ?? next;
        return new HolderPaper(Number(), code, random.Next(3) == 0 ? Of(Holders) : present, next);
    }

    private CorrectionPaper Correction()
    {
        var back = Math.Min(judge.Now.Size, 1 + random.Next(random.Next(2) == 0 ? 6 : 60));
        return new CorrectionPaper(Number(), judge.Now.Size - back + (random.Next(20) == 0 ? 5 : 0));
    }

    /// <summary>Most often one that a holder's account could nearly make, else any move between any accounts.</summary>
    private StrayPaper Stray()
    {
        var (account, kind, units) = Stock();
        return random.Next(3) > 0
            ? new StrayPaper(Number(), Of(HoldersMoves), account, Account(), kind, units)
            : new StrayPaper(Number(), $"T{random.Next(1, 29):00}", AnyAccount(), AnyAccount(), Kind(), random.Next(4));
    }

    /// <summary>The end of a term before its day.</summary>
    private Paper Early() => random.Next(2) == 0
        ? new ExpiryPaper(Number(), FirstPlan, 2025)
        : new LeftOverPaper(Number(), SecondPlan, 2030);

    private PlanPaper PlanOf(DateOnly on) => random.Next(10) == 0 ? Of(plans) : plans[on.Year < SecondPlan ? 0 : 1];

    /// <summary>An installation: most often one that has units.</summary>
    private string Installation()
    {
        var stocked = judge.Now.Accounts.Where(account => account.Type == 5 && judge.Now.On(account).Any())
            .Select(account => account.Installation!).ToList();
        return stocked.Count == 0 || random.Next(4) == 0 ? Of([.. Planned, .. Newcomers]) : Of(stocked);
    }

    /// <summary>The account of a party to a deal: most often one that has units.</summary>
    private string Account()
    {
        var parties = judge.Now.Accounts.Where(account => account.Type is 4 or 5 or 6 && !account.IsClosed)
            .Select(account => account.Number).ToArray();
        return parties.Length == 0 || random.Next(12) == 0 ? AnyAccount() : Of(parties);
    }

    private string AnyAccount() => judge.Now.Accounts.Count == 0 || random.Next(20) == 0
        ? Of([.. Planned, .. Newcomers])
        : judge.Now.Accounts[random.Next(judge.Now.Accounts.Count)].Number;

    private string Kind() => random.Next(10) switch
    {
        < 7 => "Q",
        < 9 => "O",
        _ => "I",
    };

    private int Few() => 1 + random.Next(random.Next(4) == 0 ? 9 : 3);

    private T Of<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Number() => (++numbers).ToString("000", null);
}
