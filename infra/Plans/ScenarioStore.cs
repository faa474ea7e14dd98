using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Plans;

/// <summary>A draft of a plan that is kept for comparison and can never come into force.</summary>
/// <param name="Id">The first 16 hexadecimal digits of the hash of the draft's canonical form.</param>
/// <param name="Plan">The draft as read.</param>
/// <param name="KeptAt">When it came first.</param>
/// <param name="By">The opaque id of who brought it first.</param>
public sealed record PlanScenario(string Id, NationalPlan Plan, DateTimeOffset KeptAt, string By);

/// <summary>
/// The scenarios: rows in the table of plans, in a partition that nothing but this class reads. No procedure and no
/// claim of a period ever looks here.
/// </summary>
public sealed class ScenarioStore(TableServiceClient tables, PlanStore plans)
{
    private const string Partition = "KZ.scenarios";
    private const int IdLength = 16;
    private readonly TableClient table = tables.GetTableClient(StorageNames.PlansTable);

    /// <summary>Keeps a draft; the same draft has the same id and is kept once.</summary>
    /// <param name="plan">A draft whose sums were checked.</param>
    /// <param name="at">The moment.</param>
    /// <param name="by">The opaque id of who brings it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The scenario as it was kept first.</returns>
    public async Task<PlanScenario> KeepAsync(
        NationalPlan plan, DateTimeOffset at, string by, CancellationToken cancellation)
    {
        var id = IdOf(plan);
        var row = new TableEntity(Partition, id)
        {
            ["Sha256"] = await plans.KeepAsync(plan, cancellation),
            ["KeptAt"] = at,
            ["By"] = by,
        };
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return new PlanScenario(id, plan, at, by);
        }
        catch (RequestFailedException kept) when (StorageFailures.IsConflict(kept))
        {
            return await FindAsync(id, cancellation) ?? throw new InvalidOperationException(
                $"The row of the scenario {id} is there and is not.", kept);
        }
    }

    /// <summary>Every scenario, by id.</summary>
    public async Task<IReadOnlyList<PlanScenario>> AllAsync(CancellationToken cancellation)
    {
        var scenarios = new List<PlanScenario>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
            scenarios.Add(await FromRowAsync(row, cancellation));
        return scenarios;
    }

    /// <summary>One scenario; null when there is none of this id.</summary>
    /// <param name="id">An id, as it came from outside.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<PlanScenario?> FindAsync(string id, CancellationToken cancellation)
    {
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower))
            return null;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, null, cancellation);
        return row.HasValue ? await FromRowAsync(row.Value!, cancellation) : null;
    }

    /// <summary>The id of a draft, the same for the same content.</summary>
    public static string IdOf(NationalPlan plan) => DocumentArchive.HashOf(CanonicalJson.Canonicalize(
        JsonSerializer.SerializeToUtf8Bytes(PlanView.Of(plan), StorageJson.Options)))[..IdLength];

    private async Task<PlanScenario> FromRowAsync(TableEntity row, CancellationToken cancellation) => new(
        row.RowKey,
        await plans.ReadAsync(row.GetString("Sha256"), cancellation),
        row.GetDateTimeOffset("KeptAt")!.Value,
        row.GetString("By"));
}
