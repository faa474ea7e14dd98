using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶24 to ¶26: the accounts of an offset project's applicants and the units of its reports.</summary>
public sealed class OffsetTests
{
    private static readonly Party First = new(IdentificationNumber.Parse(PlanTable.Operator), "First");
    private static readonly Party Second = new(IdentificationNumber.Parse(PlanTable.Other), "Second");
    private static readonly PaperReference Approval = new("ОП-1", SomePapers.Today);
    private static readonly OffsetProject Project = new("ПЛ-7", "Лес");

    [Fact]
    public void Opening_OfTwoApplicants_GivesEachItsAccountInTheProject()
    {
        var books = Opened();

        var accounts = books.State.AccountsOf("ПЛ-7");
        Assert.Equal(["holder-1", "holder-2"], accounts.Select(account => account.Holder));
        Assert.All(accounts, account => Assert.Equal(AccountKind.OffsetApplicant, account.Kind));
        Assert.Equal(accounts[1], books.State.Find(new AccountReference.ByProject("ПЛ-7", "holder-2")));
        Assert.Null(books.State.Find(new AccountReference.ByProject("ПЛ-8", "holder-2")));
    }

    [Fact]
    public void Opening_OfAProjectThatIsThere_IsRefused() => Assert.Equal(
        RefusalCode.ProjectRegistered, SomePapers.RefusalOf(Open(Opened().State)));

    [Fact]
    public void Opening_OnAnApprovalThatWasUsed_IsRefused() => Assert.Equal(
        RefusalCode.ProjectRegistered, SomePapers.RefusalOf(Open(new LedgerState(), approvalUsed: true)));

    [Fact]
    public void Opening_WhereOneApplicantsPowerOfAttorneyHasExpired_IsRefused() => Assert.Equal(
        RefusalCode.PowerOfAttorneyNotValid,
        SomePapers.RefusalOf(Open(new LedgerState(), SomePapers.Person(SomePapers.Today.AddDays(-1)))));

    [Fact]
    public void Issue_OfAReport_CreditsEachShareAndKeepsTheProject()
    {
        var books = Opened();

        books.Accept(Issue(books.State, 100, [70, 30]));

        Assert.Equal([70L, 30L], Balances(books));
        Assert.Equal(
            ["O-2022-2030-1:70@0/", "O-2022-2030-71:100@0/"],
            books.State.AccountsOf("ПЛ-7").Select(books.Holdings));
        Assert.All(
            books.State.AccountsOf("ПЛ-7").SelectMany(account => books.State.HoldingsOf(account.Number)),
            holding => Assert.Equal("ПЛ-7", holding.Attributes.Project));
        Assert.Equal(100, Assert.Single(books.State.Totals()).Issued);
    }

    [Fact]
    public void Issue_OfALaterReport_GoesOnWithTheSerials()
    {
        var books = Opened();
        books.Accept(Issue(books.State, 100, [70, 30]));

        books.Accept(Issue(books.State, 5, [5]));

        Assert.Equal([75L, 30L], Balances(books));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(99)]
    public void Issue_WhereSharesDoNotSum_IsRefused(long approved) => Assert.Equal(
        RefusalCode.SharesDoNotSum, SomePapers.RefusalOf(Issue(Opened().State, approved, [70, 30])));

    [Theory]
    [InlineData("2021-01-01", "2021-06-30", null)]
    [InlineData("2021-01-01", "2021-07-01", RefusalCode.ReportPeriodIssued)]
    [InlineData("2021-12-31", "2022-03-31", RefusalCode.ReportPeriodIssued)]
    [InlineData("2021-08-01", "2021-08-31", RefusalCode.ReportPeriodIssued)]
    [InlineData("2020-01-01", "2022-12-31", RefusalCode.ReportPeriodIssued)]
    [InlineData("2022-01-01", "2022-03-31", null)]
    public void Issue_ForDaysThatWereIssuedFor_IsRefused(string from, string to, RefusalCode? refusal)
    {
        var earlier = new EarlierIssue("p", new OffsetReport("1", SomePapers.Today, Day(from), Day(to)));

        Assert.Equal(refusal, OffsetIssue.Objection(Request(100, [70, 30]), [earlier])?.Code);
    }

    [Fact]
    public void Issue_WithoutAccounts_IsRefused() => Assert.Equal(
        RefusalCode.ProjectUnknown, SomePapers.RefusalOf(Issue(new LedgerState(), 100, [70, 30])));

    [Fact]
    public void Issue_ToSomebodyOutsideTheProject_IsRefused() => Assert.Equal(
        RefusalCode.NotApplicantOfProject,
        SomePapers.RefusalOf(OffsetIssue.Decide(
            Request(100, [70, 30]), ["holder-1", "stranger"], [], SomePapers.Today, Opened().State)));

    [Fact]
    public void Issue_AfterTheLastYearOfTheUnits_IsRefused() => Assert.Equal(
        RefusalCode.TermEndedBeforeIssue,
        SomePapers.RefusalOf(OffsetIssue.Decide(
            Request(100, [70, 30]), ["holder-1", "holder-2"], [], new DateOnly(2031, 1, 5), Opened().State)));

    [Fact]
    public void Issue_WithoutALastYear_IsUnlimited()
    {
        var books = Opened();
        var request = Request(100, [70, 30]) with { ExpiresYear = null };

        books.Accept(OffsetIssue.Decide(request, ["holder-1", "holder-2"], [], SomePapers.Today, books.State));

        Assert.Equal("2022-0000", Assert.Single(books.State.Totals()).Period);
    }

    private static Books Opened()
    {
        var books = new Books();
        books.Accept(Open(books.State));
        return books;
    }

    private static Orders Open(LedgerState state, Representative? second = null, bool approvalUsed = false)
    {
        var person = SomePapers.Person(SomePapers.Today.AddYears(1));
        var application = new OffsetAccountApplication(
            SomePapers.Header(),
            Project,
            Approval,
            [new OffsetApplicant(First, [person]), new OffsetApplicant(Second, [second ?? person])]);
        return OffsetOpening.Decide(application, ["holder-1", "holder-2"], approvalUsed, SomePapers.Today, state);
    }

    private static Orders Issue(LedgerState state, long units, long[] shares) => OffsetIssue.Decide(
        Request(units, shares),
        ((string[])["holder-1", "holder-2"])[..shares.Length],
        [],
        SomePapers.Today,
        state);

    private static OffsetIssuance Request(long units, long[] shares) => new(
        SomePapers.Header(),
        Project,
        new OffsetReport("2", SomePapers.Today, Day("2021-07-01"), Day("2021-12-31")),
        units,
        [.. shares.Select((share, index) => new OffsetShare(index == 0 ? First.Id : Second.Id, share))],
        2030);

    private static IEnumerable<long> Balances(Books books) =>
        books.State.AccountsOf("ПЛ-7").Select(account => account.Balance(UnitKind.Offset));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
