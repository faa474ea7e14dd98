using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
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

/// <summary>¶22: several assignments of what one liquidation brought back are carried out at the same hour.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AssignmentRaceTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Authority = "131040012349";
    private const string Operator = "120140000007";
    private const string Followed = "installationLiquidation." + Authority + ".2022.race";
    private static readonly string[] Categories =
        ["newInstallations", "unaccountedInstallations", "capacityIncrease", "administeredTransition"];

    private readonly BlobServiceClient blobs = new(azurite.ConnectionString);
    private readonly TableServiceClient tables = new(azurite.ConnectionString);

    [Fact]
    public async Task Assignments_CarriedOutAtOnce_AllStand()
    {
        await using var ledger = await StartWithUnitsAsync();
        var archive = new DocumentArchive(blobs);
        var procedures = new ProcedureStore(tables);
        var step = await StepAsync(ledger, archive, procedures);
        var ids = new List<string>();
        foreach (var category in Categories)
            ids.Add(await LetInAsync(category, archive, procedures));

        await Task.WhenAll(ids.Select(id => step.RunAsync(
            new CarryOutOrder(id, Verdict.CarriedByDeadline), null!, CancellationToken.None)));

        foreach (var id in ids)
            Assert.Null((await procedures.GetAsync(id, CancellationToken.None)).Refusal);
        var left = await ledger.ReadAsync(state => state
            .Find(new AccountReference.ByKind(AccountKind.Reserve, SomeInstructions.Period))!.Balance(UnitKind.Quota));
        Assert.Equal(0, left);
    }

    private async Task<CarryOut> StepAsync(RegistryLedger ledger, DocumentArchive archive, ProcedureStore procedures)
    {
        foreach (var name in new[] { StorageNames.Archive, StorageNames.Keys })
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        foreach (var name in new[] { StorageNames.ProceduresTable, StorageNames.PlansTable })
            await tables.CreateTableIfNotExistsAsync(name);
        var plans = new PlanStore(tables, archive);
        await plans.ClaimAsync(Plan(), "planInForce.2022-2025.race", CancellationToken.None);
        await plans.MarkCarriedOutAsync(SomeInstructions.Period, CancellationToken.None);
        var returned = Assert.IsType<PostingResult.Posted>(await ledger.PostAsync(
        [
            SomeInstructions.Of("reserve/open", new Act.OpenAccounts(
            [
                .. ((AccountKind[])[AccountKind.Reserve, AccountKind.ReserveNew, AccountKind.ReserveUnaccounted,
                    AccountKind.ReserveCapacity, AccountKind.ReserveTransition])
                    .Select(kind => new AccountToOpen(kind, null, null, SomeInstructions.Period)),
            ])),
            SomeInstructions.Of(Followed + "/return", new Act.MoveUnits(
                MoveCode.T12,
                new AccountReference.ByInstallation(SomeInstructions.First),
                new AccountReference.ByKind(AccountKind.Reserve, SomeInstructions.Period),
                new Selection.All(UnitKind.Quota))),
        ]));
        await procedures.CreateAsync(
            Record(Followed, "installationLiquidation", new string('a', 64)) with
            {
                Installation = SomeInstructions.First,
                Stage = ProcedureStage.Executed,
                Entries = [returned.Numbers[^1]],
            },
            CancellationToken.None);
        var settings = new RegistrySettings(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Registry:AuthorityBin"] = Authority,
                ["Registry:OperatorBin"] = Operator,
            }).Build());
        var files = new CaseFiles(archive);
        var opaque = await OpaqueIds.LoadAsync(blobs, CancellationToken.None);
        var cases = new DocumentCases([new ReserveAssignmentCase(procedures, new PlansInForce(plans), ledger)]);
        var orders = new ProcedureOrders(cases, files, plans, ledger, settings);
        var changes = new HolderChanges(procedures, files);
        var openings = new AutomaticOpenings(ledger, files, changes, procedures, opaque, TimeProvider.System);
        var audits = new AuditCaseStore(tables, new Freezes());
        await audits.StartAsync(CancellationToken.None);
        return new CarryOut(procedures, orders, files, openings, ledger, audits, opaque, TimeProvider.System);
    }

    private static async Task<string> LetInAsync(string category, DocumentArchive archive, ProcedureStore procedures)
    {
        var units = SomeInstructions.Units / Categories.Length;
        var text = string.Create(CultureInfo.InvariantCulture, $$"""
            {"number": "{{category}}", "date": "2022-08-25", "kind": "reserveAssignment",
             "issuer": {"bin": "{{Authority}}", "name": "Authority"},
             "units": {{units}}, "category": "{{category}}", "follows": "{{Followed}}"}
            """);
        var sha256 = await archive.PutAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
        var id = $"reserveAssignment.{Authority}.2022.{category}";
        await procedures.CreateAsync(Record(id, "reserveAssignment", sha256), CancellationToken.None);
        return id;
    }

    private static ProcedureRecord Record(string id, string kind, string sha256) => new()
    {
        Id = id,
        Kind = kind,
        Number = id,
        Date = new DateOnly(2022, 8, 25),
        IssuerId = Authority,
        IssuerName = "Authority",
        Paragraph = "¶22",
        RuleSet = "2021-07-01",
        Stage = ProcedureStage.AwaitingDecision,
        ReceivedAt = DateTimeOffset.Parse("2022-08-25T10:00:00+06:00", CultureInfo.InvariantCulture),
        DocumentSha256 = sha256,
        CanonicalSha256 = sha256,
    };

    private static NationalPlan Plan()
    {
        var period = SomeInstructions.Period;
        var units = new YearUnits(period, [SomeInstructions.Units, 0, 0, 0]);
        var holder = new PlanOperator(IdentificationNumber.Parse("970140000112"), "Operator");
        var line = new PlanInstallation(SomeInstructions.First, "Installation", holder, "Sector", "Region", units);
        return new NationalPlan(
            period, "race", new DateOnly(2022, 7, 11), new DateOnly(2022, 7, 25), SomeInstructions.Units, [line], []);
    }
}
