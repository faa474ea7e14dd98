using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CarbonRegistry.Integration.Tests.Procedures;

/// <summary>
/// ¶13, ¶14: a plan enters into force before its first year, and its operators apply in the same month.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class ApplicationBeforeItsPeriodTests(AzuriteFixture azurite)
{
    private const string Applicant = "050440556852";
    private const string Code = "KZ-9001";

    [Fact]
    public async Task Application_OfTheYearBeforeThePlan_HasItsClockOnceThePlanIsCarriedOut()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var tables = new TableServiceClient(azurite.ConnectionString);
        foreach (var name in new[] { StorageNames.Archive, StorageNames.Keys })
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        await tables.CreateTableIfNotExistsAsync(StorageNames.PlansTable);
        var archive = new DocumentArchive(blobs);
        var plans = new PlanStore(tables, archive);
        var period = new PlanPeriod(2026, 2030);
        await plans.ClaimAsync(PlanOf(period), "planInForce.2026-2030.1", CancellationToken.None);
        await plans.MarkCarriedOutAsync(period, CancellationToken.None);
        var settings = new RegistrySettings(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Registry:AuthorityBin"] = "131040012349",
                ["Registry:OperatorBin"] = "120140000007",
            }).Build());
        await using var ledger = new RegistryLedger(new JournalStore(tables.GetTableClient("unused")));
        var opaque = await OpaqueIds.LoadAsync(blobs, CancellationToken.None);
        var files = new CaseFiles(archive);
        var cases = new DocumentCases([new AccountApplicationCase(
            files, plans, new PlansInForce(plans), ledger, opaque, TimeProvider.System)]);
        var conditions = new StartConditions(
            cases, files, plans, new RegistryCalendar(WorkingCalendar.Kazakhstan), settings, TimeProvider.System);

        var found = await conditions.FindAsync(await RecordAsync(archive), CancellationToken.None);

        var clock = Assert.IsType<StartCondition.Clock>(found);
        Assert.Equal(new DateOnly(2025, 12, 29), clock.Deadline!.EventOn);
    }

    private static async Task<ProcedureRecord> RecordAsync(DocumentArchive archive)
    {
        const string text = $$$"""
            {"number": "1", "date": "2025-12-29", "kind": "accountApplication",
             "issuer": {"bin": "{{{Applicant}}}", "name": "A"}, "applicant": {"bin": "{{{Applicant}}}", "name": "A"},
             "installation": "{{{Code}}}",
             "representatives": [{"iin": "810101300305", "name": "B",
               "powerOfAttorney": {"number": "1", "date": "2025-12-01", "expires": "2030-12-31"}}]}
            """;
        var sha256 = await archive.PutAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
        return new ProcedureRecord
        {
            Id = $"accountApplication.{Applicant}.2025.1",
            Kind = "accountApplication",
            Number = "1",
            Date = new DateOnly(2025, 12, 29),
            IssuerId = Applicant,
            IssuerName = "A",
            Installation = Code,
            Paragraph = "¶14",
            Stage = ProcedureStage.Received,
            ReceivedAt = new DateTimeOffset(2025, 12, 29, 10, 0, 0, TimeSpan.FromHours(5)),
            DocumentSha256 = sha256,
            CanonicalSha256 = sha256,
        };
    }

    private static NationalPlan PlanOf(PlanPeriod period)
    {
        var holder = new PlanOperator(IdentificationNumber.Parse(Applicant), "A");
        var line = new PlanInstallation(Code, "C", holder, "S", "R", new YearUnits(period, [100, 0, 0, 0, 0]));
        return new NationalPlan(
            period, "1", new DateOnly(2025, 12, 10), new DateOnly(2025, 12, 22), 100, [line], []);
    }
}
