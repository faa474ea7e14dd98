using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶15 and ¶16: the block for a monitoring plan that is missing or not in order.</summary>
public sealed class BlockingTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Theory]
    [InlineData(MonitoringPlanGround.NotSubmitted, "notSubmitted")]
    [InlineData(MonitoringPlanGround.Incomplete, "incomplete")]
    [InlineData(MonitoringPlanGround.NonConforming, "nonConforming")]
    public void Decide_NoticeOfParagraph15_BlocksOnItsGround(MonitoringPlanGround ground, string name)
    {
        var books = Books.WithAccounts(Plan, "A");
        var entry = Assert.Single(books.Accept(Blocking.Decide(SomePapers.Default("A", ground), false)));

        Assert.Equal("¶15", entry.Basis.Paragraph);
        Assert.Equal(name, Assert.Single(books.Account("A").Grounds).Ground);
        Assert.Equal(100, Assert.Single(books.State.Totals()).Blocked);
        Assert.EndsWith("/block", entry.Instruction);
    }

    [Fact]
    public void Decide_BlockOfParagraph15_StopsASaleAndLetsUnitsIn()
    {
        var books = Books.WithAccounts(Plan, "A", "B");
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), false));

        Assert.Equal(RefusalCode.AccountBlocked, books.Refuse(Sale("A", "B")));
        books.Accept(Sale("B", "A"));
        Assert.Equal((101L, 49L), (books.Quota("A"), books.Quota("B")));
    }

    [Fact]
    public void Decide_SameGroundOfParagraph15Twice_IsRefused()
    {
        var books = Books.WithAccounts(Plan, "A");
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), false));

        Assert.Equal(
            RefusalCode.AlreadyBlocked,
            books.Refuse(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), false)));
    }

    [Fact]
    public void Decide_NoticesOfParagraphs15And16WithoutAnAccount_AreRefused()
    {
        var books = Books.WithPlan(Plan);

        Assert.Equal(
            RefusalCode.AccountNotFound,
            books.Refuse(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false)));
        Assert.Equal(
            RefusalCode.AccountNotFound, books.Refuse(Blocking.Decide(SomePapers.Accepted("A"), false, books.State)));
    }

    [Fact]
    public void Decide_NoticeOfParagraph16_LiftsEveryGroundOfParagraph15()
    {
        var books = Books.WithAccounts(Plan, "A", "B");
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NonConforming), false));
        var entries = books.Accept(Blocking.Decide(SomePapers.Accepted("A"), false, books.State));

        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.IsType<EntryBody.AccountUnblocked>(entry.Body));
        Assert.All(entries, entry => Assert.Equal("¶16", entry.Basis.Paragraph));
        Assert.False(books.Account("A").IsBlocked);
        books.Accept(Sale("A", "B"));
    }

    [Fact]
    public void Decide_NoticeOfParagraph16_LeavesAnotherGround()
    {
        var books = Books.WithAccounts(Plan, "A");
        var account = new AccountReference.ByInstallation("A");
        books.Accept(new Orders.Post([new Order("court", "Code 300", new Act.BlockAccount(account, "courtOrder"))]));
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));
        books.Accept(Blocking.Decide(SomePapers.Accepted("A"), false, books.State));

        Assert.Equal("courtOrder", Assert.Single(books.Account("A").Grounds).Ground);
        Assert.Equal(
            RefusalCode.NotBlocked, books.Refuse(Blocking.Decide(SomePapers.Accepted("A"), false, books.State)));
    }

    [Fact]
    public void Decide_NoticeOfParagraph15AfterItsAcceptance_GivesWay()
    {
        var books = Books.WithAccounts(Plan, "A");

        var late = Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), acceptedSince: true);
        Assert.Equal(RefusalCode.AcceptedMeanwhile, SomePapers.RefusalOf(late));
        Assert.Empty(books.Accept(Blocking.Decide(SomePapers.Accepted("A"), overtakes: true, books.State)));
    }

    [Fact]
    public void Decide_NoticeOfParagraph16ThatOvertakesOneBlockAndMeetsAnother_LiftsTheOneThatStands()
    {
        var books = Books.WithAccounts(Plan, "A");
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));

        Assert.Single(books.Accept(Blocking.Decide(SomePapers.Accepted("A"), overtakes: true, books.State)));
        Assert.False(books.Account("A").IsBlocked);
    }

    [Fact]
    public void Decide_NoticeOfParagraph16WithoutABlock_IsRefused()
    {
        var books = Books.WithAccounts(Plan, "A");

        Assert.Equal(
            RefusalCode.NotBlocked, books.Refuse(Blocking.Decide(SomePapers.Accepted("A"), false, books.State)));
    }

    [Fact]
    public void GroundName_OfNoGround_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blocking.GroundName((MonitoringPlanGround)99));

    private static Orders.Post Sale(string from, string to) => new([new Order(
        "sell", "¶27", Some.Move(MoveCode.T15, Some.Of(from), Some.Of(to), Some.Units(1)))]);
}
