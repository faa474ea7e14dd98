using System.Globalization;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Plans;

/// <summary>
/// The versions of each period's plan: one row a version in the table of plans, in a partition of the period. One
/// version at a time waits for its decision, so what it was compared with stays in force until then.
/// </summary>
public sealed class PlanVersions(TableServiceClient tables, PlanStore plans)
{
    private readonly TableClient table = tables.GetTableClient(StorageNames.PlansTable);

    /// <summary>Every version of a period in order; only the plan itself while it was never amended.</summary>
    public async Task<IReadOnlyList<PlanVersion>> AllAsync(KnownPlan inForce, CancellationToken cancellation)
    {
        var versions = await RowsAsync(inForce.Plan.Period, cancellation);
        return versions.Count > 0
            ? versions
            : [new PlanVersion(1, inForce.Plan, inForce.Procedure, PlanVersionStage.Approved)];
    }

    /// <summary>
    /// The approved version before that of a procedure, with which it was compared; null for the first version.
    /// </summary>
    public async Task<NationalPlan?> BeforeAsync(PlanPeriod period, string procedure, CancellationToken cancellation)
    {
        var known = await RowsAsync(period, cancellation);
        var own = known.FirstOrDefault(version => version.Procedure == procedure);
        return own is null ? null : known.LastOrDefault(
            version => version.Number < own.Number && version.Stage == PlanVersionStage.Approved)?.Plan;
    }

    /// <summary>Takes a number for a new version. May be called again.</summary>
    /// <param name="inForce">The plan in force.</param>
    /// <param name="plan">The new version.</param>
    /// <param name="procedure">The procedure that decides on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The version of this procedure, or the one of another that still waits for its decision.</returns>
    public async Task<PlanVersion> ProposeAsync(
        KnownPlan inForce, NationalPlan plan, string procedure, CancellationToken cancellation)
    {
        var period = plan.Period;
        while (true)
        {
            var known = await RowsAsync(period, cancellation);
            if (known.FirstOrDefault(version => version.Procedure == procedure) is { } mine)
                return mine;
            if (known.FirstOrDefault(version => version.Stage == PlanVersionStage.Proposed) is { } pending)
                return pending;
            // The first version's row comes with the second one's: until then the period's own row says all.
            var next = known.Count == 0
                ? new PlanVersion(1, inForce.Plan, inForce.Procedure, PlanVersionStage.Approved)
                : new PlanVersion(known[^1].Number + 1, plan, procedure, PlanVersionStage.Proposed);
            try
            {
                await table.AddEntityAsync(await RowOfAsync(next, cancellation), cancellation);
            }
            catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
            {
                // Another upload took the number; what it took decides.
            }
        }
    }

    /// <summary>Puts a version into force. May be called again.</summary>
    /// <param name="plan">The version as the procedure's own workbook says it.</param>
    /// <param name="procedure">The procedure that was carried out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task ApproveAsync(NationalPlan plan, string procedure, CancellationToken cancellation)
    {
        var known = await OfAsync(plan.Period, procedure, cancellation);
        if (known.Stage == PlanVersionStage.Approved)
            return;
        // The period's row first: while the version is still proposed, no other one can come between.
        await plans.AmendAsync(plan, known.Number, cancellation);
        await EndAsync(known with { Plan = plan, Stage = PlanVersionStage.Approved }, cancellation);
    }

    /// <summary>Keeps a refused version as such. May be called again.</summary>
    public async Task RefuseAsync(PlanPeriod period, string procedure, CancellationToken cancellation)
    {
        var known = await OfAsync(period, procedure, cancellation);
        if (known.Stage == PlanVersionStage.Proposed)
            await EndAsync(known with { Stage = PlanVersionStage.Refused }, cancellation);
    }

    private static string PartitionOf(PlanPeriod period) => "KZ." + period;

    private static string RowKeyOf(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private async Task<PlanVersion> OfAsync(PlanPeriod period, string procedure, CancellationToken cancellation) =>
        (await RowsAsync(period, cancellation)).FirstOrDefault(version => version.Procedure == procedure)
        ?? throw new InvalidOperationException($"The version of {procedure} has no row.");

    private async Task EndAsync(PlanVersion version, CancellationToken cancellation) =>
        await table.UpsertEntityAsync(
            await RowOfAsync(version, cancellation), TableUpdateMode.Replace, cancellation);

    private async Task<TableEntity> RowOfAsync(PlanVersion version, CancellationToken cancellation) =>
        new(PartitionOf(version.Plan.Period), RowKeyOf(version.Number))
        {
            ["Procedure"] = version.Procedure,
            ["Sha256"] = await plans.KeepAsync(version.Plan, cancellation),
            ["Stage"] = version.Stage.ToString(),
        };

    private async Task<IReadOnlyList<PlanVersion>> RowsAsync(PlanPeriod period, CancellationToken cancellation)
    {
        var versions = new List<PlanVersion>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(period)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
        {
            versions.Add(new PlanVersion(
                int.Parse(row.RowKey, CultureInfo.InvariantCulture),
                await plans.ReadAsync(row.GetString("Sha256"), cancellation),
                row.GetString("Procedure"),
                Enum.Parse<PlanVersionStage>(row.GetString("Stage"))));
        }
        return versions;
    }
}
