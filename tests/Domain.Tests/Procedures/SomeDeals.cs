using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Deals between the accounts of a <see cref="PlanTable"/>, and what they are judged by.</summary>
internal static class SomeDeals
{
    public static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);
    public static readonly DateOnly Day = new(2022, 8, 10);
    public static readonly PaperReference Contract = new("ДКП-7", Day);

    private static readonly Party Exchange = new(IdentificationNumber.Parse("970240000136"), "Exchange");

    /// <summary>A holds 100 units of quota and B holds 50, both open.</summary>
    public static Books Market() => Books.WithAccounts(Plan, "A", "B");

    public static AccountReference SystemOperator { get; } =
        new AccountReference.ByKind(AccountKind.TradingSystemOperator, null);

    public static DealTerms Terms(
        string seller = "A", string buyer = "B", long units = 10, decimal price = 500m,
        UnitKind kind = UnitKind.Quota) =>
        new(Some.Of(seller), Some.Of(buyer), kind, units, price);

    public static ExchangeTrade Trade(string id, DealTerms terms, DateOnly? on = null) => new(id, terms, on ?? Day);

    public static ExchangeTradeSheet Sheet(params ExchangeTrade[] trades) =>
        new(SomePapers.Header("TS-1") with { Issuer = Exchange }, Exchange, trades);

    public static DealGround Ground(Books books, params Quotation[] quotations) =>
        new(books.State, PromisedUnits.None, new QuotationTable(quotations));

    public static Quotation Quoted(
        decimal price, DateOnly on, UnitKind kind = UnitKind.Quota, int hour = 9, string procedure = "q") =>
        new(kind, on, price, Exchange, new DateTimeOffset(on, new TimeOnly(hour, 0), TimeSpan.FromHours(6)), procedure);

    public static Promise Promised(Books books, string installation, long units, string act = "trade-1") =>
        new(act, books.Account(installation).Number, UnitKind.Quota, units);

    /// <summary>An offset applicant's account with so many offset units.</summary>
    public static AccountReference Applicant(Books books, string holder, long units)
    {
        var opened = books.State.Accounts.Count(one => one.Kind == AccountKind.OffsetApplicant);
        var account = Some.Of(new AccountNumber(AccountKind.OffsetApplicant, opened + 1));
        var line = new IssueLine(units, new UnitAttributes(0, null, "project-1", false));
        books.Accept(new Orders.Post(
        [
            new("open", "¶25", Some.Open(new AccountToOpen(AccountKind.OffsetApplicant, holder, null, null))),
            new("issue", "¶26",
                new Act.Issue(MoveCode.T14, account, Some.Offsets, [line]) { SeriesLimit = 1000 }),
        ]));
        return account;
    }
}
