using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶3: an account that holds nothing is closed.</summary>
public sealed class AccountClosingTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);
    private static readonly AccountReference Empty = new AccountReference.ByInstallation("Z");

    [Fact]
    public void Decide_EmptyAccountOfParagraph3_ClosesAndMayBeFollowedByAnother()
    {
        var books = Books.WithAccounts(Plan, "Z");
        books.Accept(AccountClosing.Decide(Closure(Empty), [], books.State));

        Assert.True(books.Account("Z").IsClosed);
        Assert.Equal(
            RefusalCode.AccountClosed, books.Refuse(AccountClosing.Decide(Closure(Empty), [], books.State)));
        books.Accept(Opening.Decide(
            SomePapers.Application(Plan, "Z"), Plan, "holder-Z", SomePapers.Today, books.State));
        Assert.False(books.Account("Z").IsClosed);
    }

    [Fact]
    public void Decide_AccountOfParagraph3ThatIsInUse_StaysOpen()
    {
        var books = Books.WithAccounts(Plan, "A", "Z");
        var sink = new AccountReference.ByKind(AccountKind.Cancellation, null);

        Assert.Equal(RefusalCode.AccountNotEmpty, Refusal(new AccountReference.ByInstallation("A"), [], books));
        Assert.Equal(RefusalCode.ProceduresOpen, Refusal(Empty, ["p"], books));
        Assert.Equal(RefusalCode.AccountStaysOpen, Refusal(sink, [], books));
    }

    [Fact]
    public void Ledger_AskedToCloseAnAccountOfParagraph3WithUnits_RefusesItself()
    {
        var books = Books.WithAccounts(Plan, "A");
        var act = new Act.CloseAccount(new AccountReference.ByInstallation("A"));

        Assert.Equal(
            RefusalCode.AccountNotEmpty,
            books.Refuse(new Orders.Post([new Order(AccountClosing.ActName, "¶3", act)])));
    }

    private static RefusalCode Refusal(AccountReference account, IReadOnlyList<string> open, Books books) =>
        SomePapers.RefusalOf(AccountClosing.Decide(Closure(account), open, books.State));

    private static AccountClosure Closure(AccountReference account) =>
        new(SomePapers.Header(), account, "liquidated");
}
