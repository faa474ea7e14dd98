using System.Collections.Concurrent;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Code 291(4), text of 08.06.2024: opens the accounts of a plan's installations and credits them, without
/// applications. An installation is one batch, so it stands or falls alone; batches that wait
/// together share a page of the journal.
/// Every act has its own id, so a run that broke off is taken up where it stopped.
/// </summary>
public sealed class AutomaticOpenings(
    RegistryLedger ledger,
    CaseFiles files,
    HolderChanges changes,
    ProcedureStore procedures,
    OpaqueIds opaque,
    TimeProvider time)
{
    /// <summary>How many installations are posted at once.</summary>
    private const int AtOnce = 64;

    /// <summary>How many codes a sentence of the history names.</summary>
    private const int CodesTold = 50;

    /// <summary>
    /// Carries the openings of a plan out; of another procedure, and of a plan of earlier law, nothing.
    /// </summary>
    /// <param name="record">The plan's procedure, whose own acts stand.</param>
    /// <param name="instructionOf">Makes the instruction of an act.</param>
    /// <param name="cancellation">Stops between two installations.</param>
    internal async Task CarryOutAsync(
        ProcedureRecord record, Func<Order, Instruction> instructionOf, CancellationToken cancellation)
    {
        if (await AutomaticPlanAsync(record, cancellation) is not { } plan)
            return;
        var former = await FormerHoldersAsync(cancellation);
        var left = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Installations, options, async (line, stop) =>
        {
            if (!await ServeAsync(line, plan, former.GetValueOrDefault(line.Code) ?? [], instructionOf, stop))
                left.Add(line.Code);
        });
        var happened = Happenings.OpenedAutomatically(
            time.GetUtcNow(),
            plan.Installations.Count - left.Count,
            [.. left.Order(StringComparer.Ordinal).Take(CodesTold)]);
        await procedures.ChangeAsync(record.Id, known => known.Noting(happened), cancellation);
    }

    /// <summary>The entries of a plan's openings, as far as they stand; none for another procedure.</summary>
    internal async Task<IReadOnlyList<long>> EntriesAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (await AutomaticPlanAsync(record, cancellation) is not { } plan)
            return [];
        var procedure = JournalNames.Of(record, opaque);
        return await ledger.ReadAsync(
            state => plan.Installations
                .SelectMany(line => (string[])[
                    AutomaticOpening.OpenName(line.Code), AutomaticOpening.AllocateName(line.Code)])
                .SelectMany(act => state.EntriesOf($"{procedure}/{act}"))
                .Order()
                .ToList(),
            cancellation);
    }

    private async Task<NationalPlan?> AutomaticPlanAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind != ProcedureKinds.Plan)
            return null;
        var plan = await files.PlanAsync(record, cancellation);
        return OpeningRule.IsAutomatic(plan.InForceOn) ? plan : null;
    }

    /// <returns>False when the installation's account could not be credited.</returns>
    private async Task<bool> ServeAsync(
        PlanInstallation line,
        NationalPlan plan,
        IReadOnlyCollection<string> former,
        Func<Order, Instruction> instructionOf,
        CancellationToken cancellation)
    {
        var holder = opaque.NameOf(line.Operator.Id);
        var orders = await ledger.ReadAsync(
            state => AutomaticOpening.Decide(line, plan, holder, former, state), cancellation);
        return orders is Orders.Post post
            && await ledger.PostAsync([.. post.Acts.Select(instructionOf)], cancellation)
                is not PostingResult.Refused;
    }

    /// <summary>By installation, who held its account before a change of ¶21.</summary>
    private async Task<IReadOnlyDictionary<string, HashSet<string>>> FormerHoldersAsync(CancellationToken cancellation)
    {
        var former = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var change in await changes.AllAsync(cancellation))
        {
            if (!former.TryGetValue(change.Document.Installation, out var holders))
                former[change.Document.Installation] = holders = new HashSet<string>(StringComparer.Ordinal);
            holders.UnionWith(change.Record.Persons()
                .Select(person => opaque.NameOf(Domain.Notices.IdentificationNumber.Parse(person))));
        }
        return former;
    }
}
