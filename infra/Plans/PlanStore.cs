using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Plans;

/// <summary>
/// The plans that the registry received: one row a period in the table of plans, the plan itself in the archive. A
/// period has one plan; the row is claimed by whoever comes first.
/// </summary>
public sealed class PlanStore(TableServiceClient tables, DocumentArchive archive)
{
    private const string Partition = "KZ";
    private readonly TableClient table = tables.GetTableClient(StorageNames.PlansTable);
    private readonly ConcurrentDictionary<string, NationalPlan> read = new(StringComparer.Ordinal);

    /// <summary>Every plan, by period.</summary>
    public async Task<IReadOnlyList<KnownPlan>> AllAsync(CancellationToken cancellation)
    {
        var plans = new List<KnownPlan>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
            plans.Add(await FromRowAsync(row, cancellation));
        return plans;
    }

    /// <summary>The plan of a period; null when none was received.</summary>
    public async Task<KnownPlan?> FindAsync(PlanPeriod period, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, period.ToString(), null, cancellation);
        return row.HasValue ? await FromRowAsync(row.Value!, cancellation) : null;
    }

    /// <summary>
    /// The plan for which an operator applies. A plan enters into force before its first year and operators apply in
    /// the same weeks, so a plan that is still to begin counts as well: the earliest that has not ended and names the
    /// installation, otherwise the earliest that has not ended.
    /// </summary>
    /// <param name="installation">The installation's code.</param>
    /// <param name="year">The year of the application.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null when no such plan was received.</returns>
    public async Task<KnownPlan?> FindForApplicationAsync(
        string installation,
        int year,
        CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        var current = all.Where(known => known.Plan.Period.LastYear >= year).ToList();
        return current.FirstOrDefault(known => known.Plan.Find(installation) is not null) ?? current.FirstOrDefault();
    }

    /// <summary>
    /// The plan of whose period an installation is new or was not accounted for (¶17): the earliest that has not ended,
    /// whatever a later one says.
    /// </summary>
    /// <param name="year">The year of the application.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null when no such plan was received.</returns>
    public async Task<KnownPlan?> FindCurrentAsync(int year, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(known => known.Plan.Period.LastYear >= year);

    /// <summary>Claims the plan's period for a procedure.</summary>
    /// <returns>The plan that holds the period: this one, or an earlier one.</returns>
    public async Task<KnownPlan> ClaimAsync(NationalPlan plan, string procedure, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(PlanView.Of(plan), StorageJson.Options);
        var row = new TableEntity(Partition, plan.Period.ToString())
        {
            ["Procedure"] = procedure,
            ["Sha256"] = await archive.PutAsync(bytes, cancellation),
            ["CarriedOut"] = false,
        };
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return new KnownPlan(plan, procedure, CarriedOut: false);
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            // The period may be held by this very claim, made by a try whose answer was lost: the procedure tells.
            if (await FindAsync(plan.Period, cancellation) is not { } holder)
                throw;
            return holder;
        }
    }

    /// <summary>Makes the period's row say what the procedure's own workbook says. May be called again.</summary>
    public async Task SettleAsync(NationalPlan plan, string procedure, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(PlanView.Of(plan), StorageJson.Options);
        var sha256 = DocumentArchive.HashOf(bytes);
        await ChangeAsync(
            plan.Period,
            async row =>
            {
                // Once its units are in circulation, only an approved version changes what the row says.
                if (row.GetString("Procedure") != procedure || row.GetString("Sha256") == sha256
                    || row.GetBoolean("CarriedOut") == true)
                    return false;
                row["Sha256"] = await archive.PutAsync(bytes, cancellation);
                return true;
            },
            cancellation);
    }

    /// <summary>
    /// Gives a claimed period back when its plan was refused; a plan that was carried out keeps it for good.
    /// </summary>
    public async Task ReleaseAsync(PlanPeriod period, string procedure, CancellationToken cancellation)
    {
        while (true)
        {
            var key = period.ToString();
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, key, null, cancellation);
            if (!row.HasValue || row.Value!.GetString("Procedure") != procedure
                || row.Value.GetBoolean("CarriedOut") == true)
                return;
            try
            {
                await table.DeleteEntityAsync(Partition, key, row.Value.ETag, cancellation);
                return;
            }
            catch (RequestFailedException changed) when (StorageFailures.IsConflict(changed))
            {
                // The row was written meanwhile, and is looked at again.
            }
        }
    }

    /// <summary>Records that the plan's units are in circulation. May be called again.</summary>
    public Task MarkCarriedOutAsync(PlanPeriod period, CancellationToken cancellation) => ChangeAsync(
        period,
        row =>
        {
            if (row.GetBoolean("CarriedOut") == true)
                return Task.FromResult(false);
            row["CarriedOut"] = true;
            return Task.FromResult(true);
        },
        cancellation);

    /// <summary>
    /// Changes a period's row. After a conflict, which may be with an own try whose answer was lost, the row is looked
    /// at again: a change that stands changes nothing more.
    /// </summary>
    /// <param name="period">A period that has a row.</param>
    /// <param name="change">Changes the row and says whether it is to be written.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    private async Task ChangeAsync(
        PlanPeriod period,
        Func<TableEntity, Task<bool>> change,
        CancellationToken cancellation)
    {
        while (true)
        {
            var key = period.ToString();
            var row = (await table.GetEntityAsync<TableEntity>(Partition, key, null, cancellation)).Value;
            if (!await change(row))
                return;
            try
            {
                await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
                return;
            }
            catch (RequestFailedException changed) when (StorageFailures.IsConflict(changed))
            {
                // Another writer was faster, or the answer to an own try was lost.
            }
        }
    }

    /// <summary>Makes an approved version the plan of its period. May be called again.</summary>
    /// <param name="plan">The version.</param>
    /// <param name="version">Its number.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal Task AmendAsync(NationalPlan plan, int version, CancellationToken cancellation) => ChangeAsync(
        plan.Period,
        async row =>
        {
            if (row.GetInt32("Version") >= version)
                return false;
            row["Sha256"] = await KeepAsync(plan, cancellation);
            row["Version"] = version;
            return true;
        },
        cancellation);

    /// <summary>Puts a plan into the archive.</summary>
    /// <returns>The hash by which it is read back.</returns>
    internal Task<string> KeepAsync(NationalPlan plan, CancellationToken cancellation) => archive.PutAsync(
        JsonSerializer.SerializeToUtf8Bytes(PlanView.Of(plan), StorageJson.Options), cancellation);

    /// <summary>The plan that was kept under the hash.</summary>
    internal async Task<NationalPlan> ReadAsync(string sha256, CancellationToken cancellation)
    {
        if (!read.TryGetValue(sha256, out var plan))
        {
            var bytes = await archive.GetAsync(sha256, cancellation);
            var view = JsonSerializer.Deserialize<PlanView>(bytes, StorageJson.Options)
                ?? throw new InvalidDataException($"The archived plan {sha256} is empty.");
            plan = view.ToPlan();
            read[sha256] = plan;
        }
        return plan;
    }

    private async Task<KnownPlan> FromRowAsync(TableEntity row, CancellationToken cancellation)
    {
        var plan = await ReadAsync(row.GetString("Sha256"), cancellation);
        return new KnownPlan(plan, row.GetString("Procedure"), row.GetBoolean("CarriedOut") == true)
        {
            Version = row.GetInt32("Version") ?? 1,
        };
    }
}
