using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>A ledger to which whole procedures are posted, all or nothing, as the registry does it.</summary>
internal sealed class Books
{
    public const string SystemOperator = "120140000007";

    private int procedures;

    public LedgerState State { get; } = new();

    /// <summary>A ledger on which the usual plan was carried out.</summary>
    public static Books WithPlan(NationalPlan plan)
    {
        var books = new Books();
        books.Accept(PlanEntry.Decide(plan, SystemOperator, books.State));
        return books;
    }

    /// <summary>A ledger on which the plan was carried out and the accounts of the installations were opened.</summary>
    public static Books WithAccounts(NationalPlan plan, params string[] installations)
    {
        var books = WithPlan(plan);
        foreach (var code in installations)
            books.Accept(Opening.Decide(
                SomePapers.Application(plan, code), plan, "holder-" + code, SomePapers.Today, books.State));
        return books;
    }

    /// <summary>Posts the orders and asks that they stand.</summary>
    public IReadOnlyList<Entry> Accept(Orders orders)
    {
        var accepted = Assert.IsType<BatchDecision.Accepted>(Post(orders));
        State.CheckInvariants();
        return accepted.Entries;
    }

    /// <summary>Posts the orders and asks that the ledger refuses them all.</summary>
    public RefusalCode Refuse(Orders orders)
    {
        var before = State.Dump();
        var refused = Assert.IsType<BatchDecision.Refused>(Post(orders));
        Assert.Equal(before, State.Dump());
        return refused.Refusal.Code;
    }

    /// <summary>Posts the orders and tells what came of it.</summary>
    public BatchDecision Try(Orders.Post orders) => Post(orders);

    /// <summary>Corrects an entry (T26).</summary>
    public void Correct(Entry entry) =>
        Accept(new Orders.Post([new Order("correct", "¶22", new Act.Correct(entry))]));

    public AccountState Account(AccountKind kind, PlanPeriod? period = null) =>
        State.Find(new AccountReference.ByKind(kind, period))!;

    public AccountState Account(string installation) =>
        State.Find(new AccountReference.ByInstallation(installation))!;

    public long Quota(AccountKind kind, PlanPeriod? period = null) => Account(kind, period).Balance(UnitKind.Quota);

    public long Quota(string installation) => Account(installation).Balance(UnitKind.Quota);

    /// <summary>The holdings as text: block, allocation year and line.</summary>
    public string Holdings(AccountState account) => string.Join(' ', State.HoldingsOf(account.Number).Select(holding =>
        $"{holding.Block.ToString()[3..]}@{holding.Attributes.AllocationYear}/{holding.Attributes.Line}"));

    private BatchDecision Post(Orders orders)
    {
        var procedure = $"procedure-{++procedures}";
        var acts = Assert.IsType<Orders.Post>(orders).Acts;
        return LedgerBatch.DecideAll(State, [.. acts.Select(order => new Instruction(
            $"{procedure}/{order.Name}",
            procedure,
            Some.Basis with { Paragraph = order.Paragraph },
            Some.Moment,
            ["registrar-1"],
            order.Act))]);
    }
}
