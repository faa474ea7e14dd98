using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Calendar;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Plans;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Functions.Status;
using CarbonRegistry.Infra.Access;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.ReadModels;
using CarbonRegistry.Infra.Rejections;
using CarbonRegistry.Infra.Signatures;
using CarbonRegistry.Infra.Statements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions;

/// <summary>Puts the registry's parts together, the same on every host.</summary>
internal static class Composition
{
    private const string StorageSetting = "AzureWebJobsStorage";

    /// <summary>Adds everything that functions ask for. Storage is not touched until the host starts.</summary>
    public static IServiceCollection AddCarbonRegistry(this IServiceCollection services, RegistrySettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(provider => new BlobServiceClient(StorageOf(provider)));
        services.AddSingleton(provider => new TableServiceClient(StorageOf(provider)));
        services.AddSingleton<RegistryStart>();
        services.AddHostedService(provider => provider.GetRequiredService<RegistryStart>());
        services.AddSingleton(provider => new JournalStore(
            provider.GetRequiredService<TableServiceClient>().GetTableClient(JournalStore.TableName)));
        services.AddSingleton<SnapshotStore>(provider => new SnapshotStore(
            provider.GetRequiredService<BlobServiceClient>()));
        AddLedger(services, settings);
        AddDoors(services);
        AddProcedures(services);
        AddQueries(services);
        return services;
    }

    private static void AddLedger(IServiceCollection services, RegistrySettings settings)
    {
        services.AddSingleton(settings.Ledger);
        services.AddSingleton<RegistryLedger>();
        AddAudit(services);
        services.AddSingleton<ReadModelWriter>();
        services.AddHostedService<ReadModelService>();
        services.AddSingleton(settings.Signing);
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(provider => new PublishedLock(
            settings.Immutable,
            provider.GetRequiredService<TimeProvider>(),
            refusal => provider.GetRequiredService<ILogger<PublishedLock>>().LogWarning("{Refusal}", refusal)));
        services.AddSingleton<SignedHeads>();
        services.AddSingleton<JournalPublication>();
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<RegistryStart>().OpaqueIds);
        services.AddSingleton<DocumentArchive>();
        services.AddSingleton<ProcedureStore>();
        services.AddSingleton<PlanStore>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<OutboxWriter>();
        services.AddSingleton<RejectedCopies>();
        services.AddSingleton<ReceiptClock>();
        // A deployment that verifies other algorithms, such as ГОСТ, has registered its own before.
        services.TryAddSingleton<ISignatureVerifier>(provider =>
            new CmsSignatureVerifier(provider.GetRequiredService<RegistrySettings>().TrustedCertificates));
        services.AddSingleton<SignatureGate>();
        services.AddSingleton<DroppedNotices>();
        services.AddSingleton<NoticeIntake>();
        services.AddSingleton<PlanIntake>();
        services.AddSingleton<PlanVersions>();
        services.AddSingleton<PlanAmendmentIntake>();
        services.AddSingleton<ScenarioStore>();
        services.AddSingleton<PlanScenarios>();
    }

    private static void AddProcedures(IServiceCollection services)
    {
        services.AddSingleton<CaseFiles>();
        services.AddSingleton<PlansInForce>();
        services.AddSingleton<NewInstallations>();
        services.AddSingleton<AccountOpenings>();
        services.AddSingleton<InstallationDuty>();
        services.AddSingleton<AccountHolders>();
        services.AddSingleton<OffsetProjects>();
        services.AddSingleton<CalendarStore>();
        services.AddSingleton(provider => new RegistryCalendar(
            WorkingCalendar.Kazakhstan, provider.GetRequiredService<CalendarStore>()));
        services.AddSingleton<CalendarSweep>();
        services.AddSingleton<RegisteredReports>();
        services.AddSingleton<TermEnds>();
        services.AddSingleton<TermDocuments>();
        services.AddSingleton<HolderChanges>();
        services.AddSingleton<HolderVersions>();
        services.AddSingleton<AccountRepresentation>();
        services.AddSingleton<AutomaticOpenings>();
        services.AddSingleton<DealClaims>();
        services.AddSingleton<UnitPromises>();
        services.AddSingleton<DealSettlement>();
        services.AddSingleton<Quotations>();
        services.AddSingleton<AuctionBook>();
        services.AddSingleton<ContractPapers>();
        services.AddSingleton<DocumentCases>();
        foreach (var type in DocumentCases.Types)
            services.AddSingleton(typeof(DocumentCase), type);
        services.AddSingleton<StartConditions>();
        services.AddSingleton<ProcedureOrders>();
        services.AddSingleton<Announcements>();
    }

    private static void AddQueries(IServiceCollection services)
    {
        services.AddSingleton<LedgerFreshness>();
        services.AddSingleton<LedgerAsOf>();
        services.AddSingleton<HeadView>();
        services.AddSingleton<StatementStore>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<StatusData>();
    }

    private static void AddAudit(IServiceCollection services)
    {
        services.AddSingleton<Freezes>();
        services.AddSingleton<SecondBookAudit>();
        services.AddSingleton<AuditCaseStore>();
        services.AddSingleton<LastAudit>();
    }

    private static string StorageOf(IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>()[StorageSetting]
        ?? throw new InvalidOperationException($"The setting {StorageSetting} is missing.");
}
