using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Each kind gives every one of its fields.</summary>
public sealed class KindFieldsTests
{
    private static readonly IdentificationNumber Bin = IdentificationNumber.Parse("050440556852");
    private static readonly IdentificationNumber Iin = IdentificationNumber.Parse("850315300128");
    private static readonly Party Company = new(Bin, "ТОО «Алтай Жылу-2»");
    private static readonly AccountReference First = new AccountReference.ByInstallation("KZ-0001");
    private static readonly AccountReference Numbered = new AccountReference.ByNumber(AccountNumber.Parse("KZ-5-1-42"));
    private static readonly DealTerms Deal = new(First, Numbered, UnitKind.Quota, 1500, 495.5m);

    private static readonly Representative Representative = new(
        IdentificationNumber.Parse("800101300303"),
        "Представитель 1",
        new PowerOfAttorney("Д-100", new DateOnly(2022, 7, 28), new DateOnly(2025, 12, 31)));

    [Fact]
    public void Samples_AreOfEveryKind() => Assert.Equal(
        Enum.GetValues<DocumentKind>(),
        Samples.Names.Concat(KindSamples.Names)
            .Select(name => DocumentReader.Read(Samples.Bytes(name)).Document!.Kind).Distinct().Order());

    [Fact]
    public void Read_ApplicationOfAnUnplannedInstallation_GivesWhatParagraph17Adds()
    {
        var application = Samples.Document<AccountApplication>("newInstallation");
        Assert.Equal((Company, "KZ-0900"), (application.Applicant, application.Installation));
        Assert.Equal([Representative], application.Representatives);
        Assert.Equal(
            new NewInstallation(
                ReserveCategory.UnaccountedInstallations, "Котельная № 9", "Энергетика", "Абай"),
            application.NewInstallation);
        Assert.Null(Samples.Document<AccountApplication>("01").NewInstallation);
        Assert.Equal(
            new NewInstallation(ReserveCategory.AdministeredTransition, null, null, null),
            Samples.Document<AccountApplication>("01", ("/category", "\"administeredTransition\"")).NewInstallation);
    }

    [Fact]
    public void Read_DocumentsOfAuctions_GivesEveryField()
    {
        var calendar = Samples.Document<AuctionCalendar>("35");
        Assert.Equal(2023, calendar.Year);
        Assert.Equal(
            [
                new PlannedAuction("А-2023-1", new DateOnly(2023, 10, 18), 10_000),
                new PlannedAuction("А-2023-2", new DateOnly(2023, 11, 15), 10_000),
            ],
            calendar.Auctions);
        var terms = Samples.Document<AuctionAnnouncement>("36");
        Assert.Equal(
            ("А-2023-1", 500, 10, 505m),
            (terms.AuctionId, terms.LotUnits, terms.LotLimit, terms.MinimumPrice));
        Assert.Null(Samples.Document<AuctionAnnouncement>("36", ("/minimumPrice", null)).MinimumPrice);
        var move = Samples.Document<AuctionPostponement>("37");
        Assert.Equal(("А-2023-1", new DateOnly(2023, 10, 23)), (move.AuctionId, move.AuctionDate));
        Assert.Equal(["110340472035", "050440556852"], move.Applicants.Select(party => party.Id.Text));
        Assert.Empty(Samples.Document<AuctionPostponement>("37", ("/applicants", null)).Applicants);
        Assert.Equal(
            new PlannedAuction("А-2023-Д", new DateOnly(2023, 12, 20), 5_000),
            Samples.Document<AdditionalAuction>("39").Auction);
    }

    [Fact]
    public void Read_Supplement_GivesThePapersOfAnOffsetProject()
    {
        var supplement = Samples.Document<DocumentSupplement>("offsetSupplement");
        Assert.Equal("offsetAccountApplication.050440556852.2023.Т-1", supplement.Follows.ToString());
        Assert.Equal(new PaperReference("ОД-7", new DateOnly(2023, 4, 28)), supplement.Approval);
        Assert.Empty(supplement.Representatives);
        var applicant = Assert.Single(supplement.Applicants);
        Assert.Equal(new Party(Bin, "ТОО"), applicant.Party);
        Assert.Equal([Representative], applicant.Representatives);
        var plain = Samples.Document<DocumentSupplement>("04");
        Assert.Null(plain.Approval);
        Assert.Empty(plain.Applicants);
    }

    [Theory]
    [InlineData("newInstallations", ReserveCategory.NewInstallations)]
    [InlineData("unaccountedInstallations", ReserveCategory.UnaccountedInstallations)]
    [InlineData("administeredTransition", ReserveCategory.AdministeredTransition)]
    public void Read_ReserveAllocation_GivesItsFields(string category, ReserveCategory expected)
    {
        var notice = Samples.Document<ReserveAllocation>("reserveAllocation", ("/category", $"\"{category}\""));
        Assert.Equal(new ReserveAllocation(notice.Header, "KZ-0900", 700, expected, 2023), notice);
    }

    [Fact]
    public void Read_OtherNoticesOfTheReserve_GiveTheirFields()
    {
        var additional = Samples.Document<AdditionalAllocation>("07");
        Assert.Equal(new AdditionalAllocation(additional.Header, "KZ-0001", 25_000, 2022), additional);
        var back = Samples.Document<ReturnToReserve>("returnToReserve");
        Assert.Equal(new ReturnToReserve(back.Header, "KZ-0001", 700), back);
        var topUp = Samples.Document<ReserveTopUp>("10");
        Assert.Equal(new ReserveTopUp(topUp.Header, ReserveCategory.AdministeredTransition, 500_000), topUp);
        Assert.Equal(
            ReserveCategory.NewInstallations,
            Samples.Document<ReserveTopUp>("10", ("/source", "\"newInstallations\"")).Source);
        Assert.Equal(
            ReserveCategory.CapacityIncrease,
            Samples.Document<ReserveTopUp>("10", ("/category", "\"capacityIncrease\"")).Category);
    }

    [Theory]
    [InlineData("operator", HolderChange.Operator)]
    [InlineData("name", HolderChange.Name)]
    [InlineData("legalForm", HolderChange.LegalForm)]
    public void Read_OperatorChange_GivesItsFields(string change, HolderChange expected)
    {
        var document = Samples.Document<OperatorChange>("operatorChange", ("/change", $"\"{change}\""));
        var newOperator = new Party(IdentificationNumber.Parse("010240005554"), "АО «Новый оператор»");
        Assert.Equal(new OperatorChange(document.Header, "KZ-0001", expected, Company, newOperator), document);
    }

    [Fact]
    public void Read_OrdersOfHoldersAndOfTheAuthority_GiveTheirFields()
    {
        var transfer = Samples.Document<OwnTransfer>("ownTransfer");
        Assert.Equal(new OwnTransfer(transfer.Header, "KZ-0001", "KZ-0011", 5), transfer);
        var cancellation = Samples.Document<VoluntaryCancellation>("voluntaryCancellation");
        Assert.Equal(
            new VoluntaryCancellation(cancellation.Header, First, UnitKind.International, 3, "Вклад\nв климат"),
            cancellation);
        var withdrawal = Samples.Document<Withdrawal>("withdrawal");
        var act = new PaperReference("П-1", new DateOnly(2023, 5, 1));
        Assert.Equal(new Withdrawal(withdrawal.Header, Numbered, UnitKind.Quota, 9, act), withdrawal);
        var closure = Samples.Document<AccountClosure>("accountClosure");
        Assert.Equal(new AccountClosure(closure.Header, Numbered, "Установка ликвидирована"), closure);
    }

    [Fact]
    public void Read_OffsetAccountApplication_GivesItsFields()
    {
        var application = Samples.Document<OffsetAccountApplication>("offsetAccountApplication");
        Assert.Equal(new OffsetProject("ОП-2023/01", "Лесопосадка"), application.Project);
        Assert.Equal(new PaperReference("ОД-7", new DateOnly(2023, 5, 2)), application.Approval);
        Assert.Equal([Company, new Party(Iin, "Заявитель")], application.Applicants.Select(one => one.Party));
        Assert.Equal([Representative], application.Applicants[0].Representatives);
        Assert.Empty(application.Applicants[1].Representatives);
    }

    [Fact]
    public void Read_OffsetIssuance_GivesItsFields()
    {
        var issuance = Samples.Document<OffsetIssuance>("offsetIssuance");
        Assert.Equal(new OffsetProject("ОП-2023/01", "Лесопосадка"), issuance.Project);
        Assert.Equal(
            new OffsetReport(
                "ОТ-3", new DateOnly(2023, 5, 1), new DateOnly(2022, 1, 1), new DateOnly(2022, 12, 31)),
            issuance.Report);
        Assert.Equal((1000L, 2030), (issuance.Units, issuance.ExpiresYear));
        Assert.Equal([new OffsetShare(Bin, 600), new OffsetShare(Iin, 400)], issuance.Shares);
    }

    [Theory]
    [InlineData("\"ОП-2023/01\"")]
    [InlineData("{\"code\": \"ОП-2023/01\"}")]
    public void Read_OffsetIssuance_TakesTheProjectByItsCodeAlone(string project)
    {
        var issuance = Samples.Document<OffsetIssuance>(
            "offsetIssuance", ("/project", project), ("/expiresYear", null));
        Assert.Equal(new OffsetProject("ОП-2023/01", null), issuance.Project);
        Assert.Null(issuance.ExpiresYear);
    }

    [Fact]
    public void Read_TradeSheet_GivesItsFields()
    {
        var sheet = Samples.Document<ExchangeTradeSheet>("exchangeTradeSheet");
        Assert.Equal(new Party(IdentificationNumber.Parse("210140000016"), "АО «Биржа»"), sheet.Exchange);
        Assert.Equal(
            [
                new ExchangeTrade("С-1", Deal, new DateOnly(2023, 5, 2)),
                new ExchangeTrade("С-2", Deal, new DateOnly(2023, 4, 28)),
            ],
            sheet.Trades);
    }

    [Fact]
    public void Read_OtherDeals_GiveTheirFields()
    {
        var paper = new PaperReference("ДКП-7", new DateOnly(2023, 4, 28));
        var direct = Samples.Document<DirectSaleResult>("12");
        var buyer = new AccountReference.ByInstallation("KZ-0002");
        Assert.Equal(new DirectSaleResult(direct.Header, Deal with { Buyer = buyer }, paper), direct);
        var contract = Samples.Document<SaleContract>("saleContract");
        Assert.Equal(new SaleContract(contract.Header, Deal, paper), contract);
        var quotation = Samples.Document<ExchangeQuotation>("exchangeQuotation");
        Assert.Equal(
            new ExchangeQuotation(quotation.Header, new DateOnly(2023, 5, 1), UnitKind.Offset, 1000.25m), quotation);
    }

    [Fact]
    public void Read_DocumentsOfTheSurrender_GiveTheirFields()
    {
        var report = Samples.Document<VerifiedReportRegistered>("11", ("/date", "\"2023-04-14\""));
        var registeredOn = new DateOnly(2023, 4, 12);
        Assert.Equal(
            new VerifiedReportRegistered(report.Header, "KZ-0001", 2022, 698_412, "ОИ-2022/0001", registeredOn),
            report);
        var undated = Samples.Document<VerifiedReportRegistered>(
            "11", ("/date", "\"2023-04-14\""), ("/registeredOn", null), ("/verifiedTonnes", "0"));
        Assert.Equal((new DateOnly(2023, 4, 14), 0L), (undated.RegisteredOn, undated.VerifiedTonnes));
        var additional = Samples.Document<AdditionalSurrender>("additionalSurrender");
        Assert.Equal(new AdditionalSurrender(additional.Header, "KZ-0001", 25_000), additional);
    }
}
