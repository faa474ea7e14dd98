using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>
/// The table <c>freezes</c>: a row for each case of an audit. A freeze holds in every process that has read the table
/// since.
/// </summary>
public sealed class AuditCaseStore
{
    /// <summary>The name of the table in an account.</summary>
    public const string TableName = "freezes";

    private const string Partition = "KZ";
    private const string CaseColumn = "case";

    private readonly TableClient table;
    private readonly Freezes freezes;

    /// <summary>The cases of a storage account.</summary>
    public AuditCaseStore(TableServiceClient tables, Freezes freezes)
        : this(tables.GetTableClient(TableName), freezes)
    {
    }

    internal AuditCaseStore(TableClient table, Freezes freezes)
    {
        this.table = table;
        this.freezes = freezes;
    }

    /// <summary>Makes the table unless it is there, and reads what is frozen.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        await RefreshAsync(cancellation);
    }

    /// <summary>Reads every case, the first one first, and holds what is frozen from now on.</summary>
    public async Task<IReadOnlyList<AuditCase>> RefreshAsync(CancellationToken cancellation)
    {
        var cases = new List<AuditCase>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            row => row.PartitionKey == Partition, null, null, cancellation))
            cases.Add(FromRow(row));
        freezes.Hold(cases);
        return cases;
    }

    /// <summary>
    /// Opens a case for what an audit found, unless one with the same findings is open. May be called again.
    /// </summary>
    /// <returns>The case; null when nothing was found.</returns>
    public async Task<AuditCase?> OpenAsync(AuditReport report, CancellationToken cancellation)
    {
        while (report.Findings.Count > 0)
        {
            var cases = await RefreshAsync(cancellation);
            var opened = AuditCase.Of($"auditCase.{cases.Count + 1}", report);
            var known = cases.FirstOrDefault(
                have => have.LiftedAt is null && have.Fingerprint == opened.Fingerprint);
            if (known is not null)
                return known;
            try
            {
                await table.AddEntityAsync(ToRow(opened, cases.Count + 1), cancellation);
                await RefreshAsync(cancellation);
                return opened;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // Another audit opened a case meanwhile, perhaps the same; it is looked at again.
            }
        }
        return null;
    }

    /// <summary>
    /// Keeps a person's agreement; the second person's lifts the freeze. The same person's again changes nothing.
    /// </summary>
    /// <returns>The case as it stands and whether the agreement counts; null when there is none of the id.</returns>
    public async Task<LiftResult?> DecideAsync(string id, LiftDecision decision, CancellationToken cancellation)
    {
        while (true)
        {
            var number = id.StartsWith("auditCase.", StringComparison.Ordinal) ? id["auditCase.".Length..] : "";
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                return null;
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, KeyOf(n), null, cancellation);
            if (!row.HasValue || FromRow(row.Value!) is not { } known || known.Id != id)
                return null;
            if (AnswerOf(known, decision) is { } answer)
            {
                await RefreshAsync(cancellation);
                return new LiftResult(known, answer);
            }
            IReadOnlyList<LiftDecision> decisions = [.. known.Decisions, decision];
            var changed = known with
            {
                Decisions = decisions,
                LiftedAt = decisions.Count >= AuditCase.DecisionsToLift ? decision.At : null,
            };
            try
            {
                await table.UpdateEntityAsync(
                    ToRow(changed, n), row.Value!.ETag, TableUpdateMode.Replace, cancellation);
                await RefreshAsync(cancellation);
                return new LiftResult(changed, LiftAnswer.Taken);
            }
            catch (RequestFailedException other) when (other.Status == 412)
            {
                // Somebody else decided meanwhile; the decision is made again on what stands now.
            }
        }
    }

    /// <summary>What is to be said where nothing is written; null where the agreement is new.</summary>
    private static LiftAnswer? AnswerOf(AuditCase known, LiftDecision decision)
    {
        // A write that was repeated after its answer was lost finds its own first try.
        if (known.Decisions.Contains(decision))
            return LiftAnswer.Taken;
        if (known.LiftedAt is not null)
            return LiftAnswer.LiftedAlready;
        return known.Decisions.Any(have => have.Who == decision.Who) ? LiftAnswer.DecidedAlready : null;
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"case.{number:000000}");

    private static TableEntity ToRow(AuditCase known, int number) => new(Partition, KeyOf(number))
    {
        [CaseColumn] = JsonSerializer.SerializeToUtf8Bytes(known, StorageJson.Options),
        ["since"] = known.Since,
        ["lifted"] = known.LiftedAt is not null,
    };

    private static AuditCase FromRow(TableEntity row) =>
        JsonSerializer.Deserialize<AuditCase>(row.GetBinary(CaseColumn), StorageJson.Options)!;
}
