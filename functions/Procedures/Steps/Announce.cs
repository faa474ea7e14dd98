using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The last step: writes the outgoing notices, closes the procedure, and wakes those that waited for it. May run again;
/// the notices have names of their own.
/// </summary>
public sealed class Announce(
    ProcedureStore procedures,
    PlanStore plans,
    PlanVersions versions,
    CaseFiles files,
    RegistryLedger ledger,
    Announcements announcements,
    AccountDirectory directory,
    TimeProvider time)
{
    /// <summary>The step.</summary>
    /// <returns>The stage in which the procedure ended.</returns>
    [Function(nameof(Announce))]
    public async Task<string> RunAsync(
        [ActivityTrigger] string procedure,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(procedure, cancellation);
        await SettlePlanAsync(record, durable, cancellation);
        if (record.Ended)
        {
            // An earlier run may have died between closing the row and waking those that wait.
            await WakeFollowersAsync(procedure, durable, cancellation);
            await WakeAuctionsAsync(record, durable, cancellation);
            await Orchestrations.NudgeOtherPapersAsync(durable, procedures, record, cancellation);
            return record.Stage.ToString();
        }
        await ledger.RefreshAsync(cancellation);
        var written = await announcements.OutcomeAsync(record, cancellation);
        var closed = await procedures.ChangeAsync(
            procedure,
            known => Closed(known with { Outbox = Announcements.Joined(known.Outbox, written) }),
            cancellation);
        if (NamesPersons(record.Kind))
            directory.Forget();
        await WakeFollowersAsync(procedure, durable, cancellation);
        await WakeAuctionsAsync(closed, durable, cancellation);
        await Orchestrations.NudgeOtherPapersAsync(durable, procedures, closed, cancellation);
        return closed.Stage.ToString();
    }

    /// <summary>The documents from which names of holders are read (¶17, ¶21, ¶25).</summary>
    private static bool NamesPersons(string kind) =>
        kind == DocumentKinds.NameOf(DocumentKind.OperatorChange)
        || kind == DocumentKinds.NameOf(DocumentKind.AccountApplication)
        || kind == DocumentKinds.NameOf(DocumentKind.OffsetAccountApplication);

    private ProcedureRecord Closed(ProcedureRecord record)
    {
        var now = time.GetUtcNow();
        if (record.Refusal is { } refusal)
            return (record with { Stage = ProcedureStage.Refused, Awaiting = [] })
                .Noting(Happenings.RefusedFor(now, refusal));
        var by =
            string.Join(", ", record.Decisions.Select(decision => decision.Who).DefaultIfEmpty(Happenings.Registry));
        return (record with { Stage = ProcedureStage.Executed, Awaiting = [] }).Noting(Happenings.Executed(now, by));
    }

    /// <summary>
    /// ¶12: a plan that is carried out lets applications start; one that is refused gives its period back.
    /// </summary>
    private async Task SettlePlanAsync(
        ProcedureRecord record,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (record.Kind == ProcedureKinds.PlanAmendment)
            await SettleVersionAsync(record, durable, cancellation);
        if (record.Kind != ProcedureKinds.Plan)
            return;
        var period = (await files.PlanAsync(record, cancellation)).Period;
        if (record.Refusal is not null)
        {
            await plans.ReleaseAsync(period, record.Id, cancellation);
            return;
        }
        await plans.MarkCarriedOutAsync(period, cancellation);
        await WakeFollowersAsync(ProcedureKinds.Plan, durable, cancellation);
    }

    /// <summary>¶12: an approved version becomes the plan, and installations that it adds may apply.</summary>
    private async Task SettleVersionAsync(
        ProcedureRecord record,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var plan = await files.PlanAsync(record, cancellation);
        if (record.Refusal is not null)
        {
            await versions.RefuseAsync(plan.Period, record.Id, cancellation);
            return;
        }
        await versions.ApproveAsync(plan, record.Id, cancellation);
        await WakeFollowersAsync(ProcedureKinds.Plan, durable, cancellation);
    }

    /// <summary>Order 221 ¶26: a sheet with sales of an auction may settle it, which ends its announcement.</summary>
    private Task WakeAuctionsAsync(
        ProcedureRecord record, DurableTaskClient durable, CancellationToken cancellation) =>
        record.AuctionSales.Count > 0
            ? WakeFollowersAsync(PrepareProcedure.AwaitsAuction, durable, cancellation)
            : Task.CompletedTask;

    /// <summary>Wakes every procedure that waits for what has just ended.</summary>
    private async Task WakeFollowersAsync(string ended, DurableTaskClient durable, CancellationToken cancellation)
    {
        var waiting = new ProcedureFilter { Waits = true, Open = true };
        await foreach (var other in procedures.AllAsync(waiting, cancellation))
        {
            if (other.Awaiting.Contains(ended))
                await Orchestrations.NudgeAsync(durable, other.Id, cancellation);
        }
    }
}
