using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>What everybody may ask: totals and the state of a unit.</summary>
public sealed class PublicQueries(LedgerAsOf history, RegistryLedger ledger)
{
    /// <summary>The nine counters of ¶4 by kind and period.</summary>
    [Function("GetTotals")]
    public async Task<IResult> TotalsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "totals")] HttpRequest request,
        CancellationToken cancellation)
    {
        var found = await history.ReadAsync(
            request.Query["asOf"], (state, last) => Tuple.Create(state.Totals(), last), cancellation);
        if (found is not var (rows, last))
            return Answers.BadParameter(request, "asOf");
        var at = last < 0 ? (DateTimeOffset?)null : (await ledger.EntryAsync(last, cancellation)).At;
        return Answers.Ok(AccountViews.Totals(rows, last, at));
    }

    /// <summary>The state of one unit and of its block, without its owner.</summary>
    [Function("GetUnit")]
    public async Task<IResult> UnitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "units/{serial}")] HttpRequest request,
        string serial,
        CancellationToken cancellation)
    {
        if (!UnitBlock.TryParse(serial, out var unit) || unit.Count != 1)
            return Answers.NotFound(request);
        var found =
            await history.ReadAsync(request.Query["asOf"], (state, _) => new Found(UnitOf(state, unit)), cancellation);
        if (found is null)
            return Answers.BadParameter(request, "asOf");
        return found.Body is null ? Answers.NotFound(request) : Answers.Ok(found.Body);
    }

    private static object? UnitOf(LedgerState state, UnitBlock unit)
    {
        if (state.Locate(unit.Series, unit.Range.First) is not { } place)
            return null;
        var account = state.Find(new AccountReference.ByNumber(place.Account))!;
        return new
        {
            Unit = unit.ToString(),
            UnitKind = unit.Series.Kind,
            YearIn = unit.Series.YearIn,
            YearOut = unit.Series.YearOut == 0 ? (int?)null : unit.Series.YearOut,
            State = UnitStates.Of(account, place.Attributes),
            Block = place.Block.ToString(),
            AllocationYear = place.Attributes.AllocationYear == 0 ? (int?)null : place.Attributes.AllocationYear,
            place.Attributes.Project,
        };
    }

    private sealed record Found(object? Body);
}
