using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Locked units: what is promised to pending acts (Code 300(1)).</summary>
public sealed class PromisedUnitsTests
{
    private static readonly DateTimeOffset Nine = Some.Moment;

    private readonly Books books = SomeDeals.Market();

    [Fact]
    public void Locked_SeveralPromises_AddUpToTheBalanceAtMost()
    {
        var account = books.Account("A");
        var promised = new PromisedUnits([
            SomeDeals.Promised(books, "A", 30), SomeDeals.Promised(books, "A", 50), SomeDeals.Promised(books, "B", 9)]);

        Assert.Equal((80L, 20L), (promised.Locked(account, UnitKind.Quota), promised.Free(account, UnitKind.Quota)));
        Assert.Equal(0, promised.Locked(account, UnitKind.Offset));
        var more = promised.With([SomeDeals.Promised(books, "A", 50)]);
        Assert.Equal((100L, 0L), (more.Locked(account, UnitKind.Quota), more.Free(account, UnitKind.Quota)));
    }

    [Fact]
    public void Standing_ActThatIsInTheJournal_IsNotCountedTwice()
    {
        var entry = Assert.Single(books.Accept(DirectSales.Decide(
            new Sale(SomeDeals.Terms(units: 60), SomeDeals.Contract), "¶27", [], SomeDeals.Ground(books))));
        PendingAct[] pending =
        [
            new("p-1", Nine, entry.Instruction, SomeDeals.Promised(books, "A", 60)),
            new("p-2", Nine, "p-2/trade-1", SomeDeals.Promised(books, "A", 15)),
        ];

        Assert.Equal(15, PromisedUnits.Standing(pending, books.State).Of(books.Account("A").Number, UnitKind.Quota));
    }

    [Theory]
    [InlineData("p-1", 20)]
    [InlineData("p-2", 0)]
    [InlineData("p-3", 30)]
    [InlineData("p-4", 70)]
    public void Before_ActOfAProcedure_LeavesEarlierPromisesAlone(string procedure, long expected)
    {
        PendingAct[] pending =
        [
            Pending("p-3", 10, 40),
            Pending("p-1", 9, 10),
            Pending("p-2", 8, 20),
        ];
        var before = PromisedUnits.Before(pending, procedure, procedure + "/trade-1", books.State);

        Assert.Equal(expected, before.Of(books.Account("A").Number, UnitKind.Quota));
    }

    [Fact]
    public void Before_TwoDocumentsOfOneMoment_OneComesFirst()
    {
        PendingAct[] pending = [Pending("p-2", 9, 60), Pending("p-1", 9, 60)];
        var outcomes = pending.Select(act => DirectSales.Decide(
            new Sale(SomeDeals.Terms(units: 60), SomeDeals.Contract),
            "¶27",
            [],
            SomeDeals.Ground(books) with
            {
                Promised = PromisedUnits.Before(pending, act.Procedure, act.Instruction, books.State),
            })).ToList();

        Assert.Equal(RefusalCode.InsufficientUnits, SomePapers.RefusalOf(outcomes[0]));
        Assert.IsType<Orders.Post>(outcomes[1]);
    }

    private PendingAct Pending(string procedure, int hour, long units) =>
        new(procedure, Nine.AddHours(hour - 9), procedure + "/trade-1", SomeDeals.Promised(books, "A", units));
}
