using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Ledger;
using CarbonRegistry.Integration.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CarbonRegistry.Integration.Tests.Procedures;

/// <summary>¶27: trades and papers of sale that die between two writes, or meet in one moment.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class TradeRaceTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Authority = "131040012349";
    private const string Exchange = "970240000136";
    private const string Third = "KZ-0003";
    private const string Buyer = "110340472035";

    private readonly BlobServiceClient blobs = new(azurite.ConnectionString);
    private readonly TableServiceClient tables = new(azurite.ConnectionString);
    private readonly string run = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);

    private ProcedureStore procedures = null!;
    private DocumentArchive archive = null!;

    [Fact]
    public async Task Sheet_ThatDiedBetweenTwoTrades_PostsTheRestAndNothingTwice()
    {
        await using var ledger = await StartWithUnitsAsync();
        var step = await StepAsync(ledger);
        var id = await SheetAsync("crash", "c1", "c2", "c3");
        await ledger.PostAsync([SomeInstructions.Of(Act(id, "c1"), new Act.MoveUnits(
            MoveCode.T15,
            new AccountReference.ByInstallation(SomeInstructions.First),
            new AccountReference.ByInstallation(SomeInstructions.Second),
            new Selection.Quantity(UnitKind.Quota, 10)))]);

        await step.RunAsync(new CarryOutOrder(id, Verdict.Approved), null!, CancellationToken.None);
        var first = await procedures.GetAsync(id, CancellationToken.None);
        // The step died before it could keep what it had posted, and runs again.
        await procedures.ChangeAsync(id, known => known with { Entries = [], Parts = [] }, CancellationToken.None);
        await step.RunAsync(new CarryOutOrder(id, Verdict.Approved), null!, CancellationToken.None);
        var second = await procedures.GetAsync(id, CancellationToken.None);

        Assert.Equal(30, await BalanceAsync(ledger, SomeInstructions.Second));
        Assert.Equal(3, first.Entries.Count);
        Assert.Equal(first.Entries, second.Entries);
        Assert.All(second.Parts, part => Assert.Single(part.Entries));
    }

    [Fact]
    public async Task OneTrade_OfTwoSheetsCarriedOutAtOnce_MovesItsUnitsOnce()
    {
        await using var ledger = await StartWithUnitsAsync();
        var step = await StepAsync(ledger);
        string[] sheets = [await SheetAsync("one", "t1", "t2"), await SheetAsync("two", "t2", "t1")];

        await CarryOutAllAsync(step, sheets);

        Assert.Equal(20, await BalanceAsync(ledger, SomeInstructions.Second));
        var records = await Task.WhenAll(sheets.Select(id => procedures.GetAsync(id, CancellationToken.None)));
        Assert.Equal(2, records.SelectMany(record => record.Entries).Distinct().Count());
        Assert.Equal(2, records.SelectMany(record => record.Parts)
            .Count(part => part.Code == Domain.Law.RefusalCode.AlreadySettled));
    }

    [Fact]
    public async Task TwoPapers_OfOneContractCarriedOutAtOnce_MoveItsUnitsOnce()
    {
        await using var ledger = await StartWithUnitsAsync();
        var step = await StepAsync(ledger);
        await ledger.PostAsync([SomeInstructions.Of("open/third", new Act.OpenAccounts(
            [new AccountToOpen(AccountKind.Installation, Buyer, Third, null)]))]);
        string[] papers =
            [await PaperAsync("directSaleResult", Authority), await PaperAsync("saleContract", Buyer)];

        await CarryOutAllAsync(step, papers);

        Assert.Equal(10, await BalanceAsync(ledger, Third));
        var records = await Task.WhenAll(papers.Select(id => procedures.GetAsync(id, CancellationToken.None)));
        Assert.Equal(Assert.Single(records[0].Entries), Assert.Single(records[1].Entries));
        Assert.Single(records, record => record.SettledBy is null);
    }

    private static Task CarryOutAllAsync(CarryOut step, IEnumerable<string> ids) => Task.WhenAll(ids.Select(id =>
        Task.Run(() => step.RunAsync(new CarryOutOrder(id, Verdict.Approved), null!, CancellationToken.None))));

    private string Act(string procedure, string trade) => $"{procedure}/trade-{run}-{trade}";

    private async Task<CarryOut> StepAsync(RegistryLedger ledger)
    {
        foreach (var name in new[] { StorageNames.Archive, StorageNames.Keys })
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        foreach (var name in new[] { StorageNames.ProceduresTable, StorageNames.PlansTable, StorageNames.DealsTable })
            await tables.CreateTableIfNotExistsAsync(name);
        archive = new DocumentArchive(blobs);
        procedures = new ProcedureStore(tables);
        var time = TimeProvider.System;
        var settings = new RegistrySettings(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Registry:AuthorityBin"] = Authority,
                ["Registry:OperatorBin"] = "120140000007",
            }).Build());
        var opaque = await OpaqueIds.LoadAsync(blobs, CancellationToken.None);
        var promises = new UnitPromises(procedures, ledger, opaque);
        var settlement = new DealSettlement(new DealClaims(tables), procedures, promises, ledger, time);
        var quotations = new Quotations(procedures);
        var files = new CaseFiles(archive);
        var auctions = new AuctionBook(
            procedures, files, new PlansInForce(new PlanStore(tables, archive)),
            new RegistryCalendar(WorkingCalendar.Kazakhstan), ledger, opaque);
        var papers = new ContractPapers(procedures, promises, settlement, quotations, ledger, time);
        var holders = new AccountHolders(
            ledger, new PlanStore(tables, archive), procedures, new NewInstallations(procedures, files), opaque);
        var representation = new AccountRepresentation(procedures, files, ledger, opaque, time);
        var cases = new DocumentCases([
            new ExchangeTradeSheetCase(promises, settlement, quotations, auctions, procedures, ledger),
            new DirectSaleResultCase(papers, holders, settings),
            new SaleContractCase(papers, holders, representation, settings)]);
        var orders = new ProcedureOrders(
            cases, files, new PlanStore(tables, archive), ledger, settings);
        var openings = new AutomaticOpenings(
            ledger, files, new HolderChanges(procedures, files), procedures, opaque, time);
        var audits = new AuditCaseStore(tables, new Freezes());
        await audits.StartAsync(CancellationToken.None);
        return new CarryOut(procedures, orders, files, openings, ledger, audits, opaque, time);
    }

    private Task<string> SheetAsync(string number, params string[] trades)
    {
        var lines = trades.Select(trade => $$"""
            {"tradeId": "{{run}}-{{trade}}", "seller": "{{SomeInstructions.First}}",
             "buyer": "{{SomeInstructions.Second}}", "unitKind": "quota", "units": 10, "price": 500,
             "tradedOn": "2022-08-25"}
            """);
        return LetInAsync("exchangeTradeSheet", number, Exchange, $$"""
            "exchange": {"bin": "{{Exchange}}", "name": "Exchange"}, "trades": [{{string.Join(",", lines)}}]
            """, null);
    }

    private Task<string> PaperAsync(string kind, string issuer)
    {
        var deal = new StoredDeal(run, run, "trade-" + run, UnitKind.Quota, 10, 500);
        return LetInAsync(kind, "paper", issuer, $$"""
            "seller": "{{SomeInstructions.First}}", "buyer": "{{Third}}", "unitKind": "quota", "units": 10,
            "price": 500, "contract": {"number": "{{run}}", "date": "2022-08-25"}
            """, deal);
    }

    private async Task<string> LetInAsync(string kind, string number, string issuer, string fields, StoredDeal? deal)
    {
        var own = $"{number}-{run}";
        var text = $$"""
            {"number": "{{own}}", "date": "2022-08-25", "kind": "{{kind}}",
             "issuer": {"bin": "{{issuer}}", "name": "Issuer"}, {{fields}}}
            """;
        var sha256 = await archive.PutAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
        var id = $"{kind}.{issuer}.2022.{own}";
        await procedures.CreateAsync(new ProcedureRecord
        {
            Id = id,
            Kind = kind,
            Number = own,
            Date = new DateOnly(2022, 8, 25),
            IssuerId = issuer,
            IssuerName = "Issuer",
            Paragraph = "¶27",
            RuleSet = "2021-07-01",
            Stage = ProcedureStage.AwaitingDecision,
            ReceivedAt = DateTimeOffset.Parse("2022-08-25T10:00:00+06:00", CultureInfo.InvariantCulture),
            DocumentSha256 = sha256,
            CanonicalSha256 = sha256,
            Deal = deal,
        }, CancellationToken.None);
        return id;
    }
}
