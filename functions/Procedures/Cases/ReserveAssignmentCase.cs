using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶20 and ¶22, second part: returned units go to the subaccount that the authority names.</summary>
internal sealed class ReserveAssignmentCase(ProcedureStore procedures, PlansInForce inForce, RegistryLedger ledger)
    : DocumentCase<ReserveAssignment>
{
    internal override DocumentKind Kind => DocumentKind.ReserveAssignment;

    /// <summary>What is followed says which paragraph the units came back under.</summary>
    private protected override RegulatedAct ActOf(ReserveAssignment document) =>
        document.Follows.Kind == DocumentKind.ReturnToReserve
            ? RegulatedAct.ReturnAssignment
            : RegulatedAct.LiquidationAssignment;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        ReserveAssignment document, CancellationToken cancellation) =>
        DoorFits.Assignment(document, await procedures.FindAsync(document.Follows.ToString(), cancellation));

    /// <summary>Units can be assigned once they are back, and bringing them back may take longer.</summary>
    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, ReserveAssignment document, CancellationToken cancellation)
    {
        var id = document.Follows.ToString();
        var followed = await procedures.GetAsync(id, cancellation);
        if (followed.Stage == ProcedureStage.Refused)
        {
            return new StartCondition.Hopeless(RefusalCatalogue.Refuse(
                RefusalCode.FollowedProcedureNotFound, record.Paragraph, [id]));
        }
        if (followed.Stage != ProcedureStage.Executed)
            return new StartCondition.FollowedEnds(id);
        var receivedOn = KazakhstanTime.DateOf(record.ReceivedAt);
        var backOn = KazakhstanTime.DateOf(Happenings.ExecutedAt(followed) ?? record.ReceivedAt);
        return new StartCondition.TermFrom(ActOf(document), backOn > receivedOn ? backOn : receivedOn);
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, ReserveAssignment document, DateOnly on, CancellationToken cancellation)
    {
        var followed = await procedures.GetAsync(document.Follows.ToString(), cancellation);
        var periods = await inForce.PeriodsAsync(cancellation);
        var returned = (await ledger.EntriesOfAsync(followed.Entries, cancellation))
            .Select(entry => entry.Body)
            .OfType<EntryBody.Moved>()
            .SelectMany(moved => moved.Moves.Select(move => move.Block))
            .ToList<UnitBlock>();
        return await ledger.ReadAsync(
            state => Assignment.Decide(document, record.Paragraph, periods, returned, state), cancellation);
    }
}
