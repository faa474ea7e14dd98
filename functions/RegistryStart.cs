using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions;

/// <summary>
/// Makes containers and tables, reads the journal and checks it. A host may hand out work before its hosted services
/// have started, so every function waits for <see cref="ReadyAsync"/> first.
/// </summary>
internal sealed class RegistryStart(
    RegistrySettings settings,
    BlobServiceClient blobs,
    TableServiceClient tables,
    JournalStore journal,
    RegistryLedger ledger,
    CalendarStore calendar,
    SignedHeads heads,
    AuditCaseStore cases,
    TimeProvider time,
    ILogger<RegistryStart> log) : IHostedService
{
    private readonly Lock gate = new();
    private Task? started;
    private OpaqueIds? opaqueIds;

    /// <summary>The names of natural persons in the journal.</summary>
    /// <exception cref="InvalidOperationException">The registry has not started.</exception>
    public OpaqueIds OpaqueIds => opaqueIds ?? throw new InvalidOperationException("The registry has not started.");

    /// <summary>Completes once the registry can do its work.</summary>
    public Task ReadyAsync()
    {
        lock (gate)
            return started is null or { IsFaulted: true } ? started = BeginAsync() : started;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadyAsync();

    /// <summary>
    /// Ends the postings and writes the last snapshot while the storage is still there: a host may take its storage
    /// down with it before it disposes of its services.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => ledger.StopAsync();

    private async Task BeginAsync()
    {
        log.LogDebug("The authorised body is {Authority}.", settings.Authority);
        foreach (var name in StorageNames.Containers)
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        await tables.CreateTableIfNotExistsAsync(StorageNames.ProceduresTable);
        await tables.CreateTableIfNotExistsAsync(StorageNames.PlansTable);
        await calendar.StartAsync(WorkingCalendar.KazakhstanText, CancellationToken.None);
        await tables.CreateTableIfNotExistsAsync(StorageNames.DealsTable);
        await tables.CreateTableIfNotExistsAsync(StorageNames.UsersTable);
        await journal.CreateAsync();
        opaqueIds = await OpaqueIds.LoadAsync(blobs, CancellationToken.None);
        await cases.StartAsync(CancellationToken.None);
        await ledger.StartAsync();
        await heads.CheckAsync();
        if (ledger.Frozen is { } reason)
            log.LogCritical("Nothing is posted: {Reason}", reason);
        if (ledger.SnapshotTrouble is { } trouble)
            log.LogWarning("The journal was read without the newest snapshot: {Trouble}", trouble);
        if (heads.Fault is { } fault)
            log.LogCritical("No head is signed: {Reason}", fault);
        if (ledger.Head.At is { } last && last > time.GetUtcNow())
            log.LogWarning("The journal ends at {Last}, which this clock has not reached yet.", last);
    }
}

/// <summary>
/// Holds every function back until the registry is ready, but for orchestrations: those touch no storage of their own,
/// and an orchestration that waits for anything but its own context fails for good.
/// </summary>
internal sealed class ReadyFirst(RegistryStart start) : IFunctionsWorkerMiddleware
{
    private static readonly HashSet<string> Orchestrations = typeof(ReadyFirst).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(given => given.IsDefined(typeof(OrchestrationTriggerAttribute))))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!Orchestrations.Contains(context.FunctionDefinition.Name))
            await start.ReadyAsync();
        await next(context);
    }
}
