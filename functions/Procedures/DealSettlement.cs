using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Decides which of several documents about one deal moves its units (requirements C1; ¶27). The claim is made just
/// before the act; a claim whose procedure ended without the act passes on.
/// </summary>
public sealed class DealSettlement(
    DealClaims claims,
    ProcedureStore procedures,
    UnitPromises promises,
    RegistryLedger ledger,
    TimeProvider time)
{
    private const int Looks = 20;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Claims a deal for the procedure that is carried out.</summary>
    /// <param name="deal">What identifies the deal.</param>
    /// <param name="record">The procedure.</param>
    /// <param name="actOf">The name of the deal's act in a procedure that has the claim.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>Null when the deal is this procedure's to carry out, otherwise what has become of it.</returns>
    /// <exception cref="TimeoutException">
    /// Another procedure is carrying the deal out in this very moment and takes long; the step is tried again.
    /// </exception>
    internal async Task<Orders.Settled?> ClaimAsync(
        string deal, ProcedureRecord record, Func<ProcedureRecord, string> actOf, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            var holder = await claims.ClaimAsync(deal, record.Id, cancellation);
            if (holder == record.Id)
                return null;
            var other = await procedures.GetAsync(holder, cancellation);
            if (await SettledAsync(other, actOf(other), cancellation) is { } settled)
                return settled;
            if (HasGivenUp(other, actOf(other)))
            {
                if (await claims.TakeOverAsync(deal, holder, record.Id, cancellation))
                    return null;
                continue;
            }
            await Task.Delay(LookPause, time, cancellation);
        }
        throw new TimeoutException($"The deal of {record.Id} is being carried out by another procedure.");
    }

    /// <summary>The act's entries in another procedure; null when it has none.</summary>
    internal async Task<Orders.Settled?> SettledAsync(
        ProcedureRecord other, string act, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var instruction = promises.InstructionOf(other, act);
        var entries = await ledger.ReadAsync(state => state.EntriesOf(instruction), cancellation);
        return entries.Count > 0 ? new Orders.Settled(other.Id, entries) : null;
    }

    /// <summary>True when another paper about the same contract has moved its units.</summary>
    internal async Task<bool> IsSettledElsewhereAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Deal is not { } deal)
            return false;
        await foreach (var other in procedures.AllAsync(new ProcedureFilter { Deal = deal.Key }, cancellation))
        {
            if (other.Id != record.Id && await SettledAsync(other, other.Deal!.Act, cancellation) is not null)
                return true;
        }
        return false;
    }

    /// <summary>True when the procedure will never carry the act out.</summary>
    private static bool HasGivenUp(ProcedureRecord other, string act) =>
        other.Ended || other.Refusal is not null
        || other.Parts.Any(part => part.Act == act && part.Code is not null);
}
