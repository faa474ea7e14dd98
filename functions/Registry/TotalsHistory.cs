using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>The counters of ¶4 at the end of a day on which they changed.</summary>
/// <param name="Date">The day in Kazakhstan.</param>
/// <param name="Entry">The number of its last entry.</param>
/// <param name="Items">The counters by kind and period.</param>
internal sealed record TotalsOfDay(DateOnly Date, long Entry, IReadOnlyList<TotalsRow> Items);

/// <summary>The nine counters of ¶4 by kind, period and date.</summary>
public sealed class TotalsHistory(RegistryLedger ledger, LedgerFreshness freshness)
{
    /// <summary>One row for each day from one to another, both inclusive, on which a counter changed.</summary>
    [Function("GetTotalsHistory")]
    public async Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "totals/history")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!Paging.TryDate(request, "from", out var from))
            return Answers.BadParameter(request, "from");
        if (!Paging.TryDate(request, "to", out var to) || to < from)
            return Answers.BadParameter(request, "to");
        await freshness.CatchUpAsync(cancellation);
        var size = ledger.Head.Size;
        var days = new TotalsByDay(from, to);
        await foreach (var bytes in ledger.EntriesAsync(0, size, cancellation))
        {
            if (!days.Add(EntryForm.Read(bytes.Span)))
                break;
        }
        return Answers.Ok(new { From = from, To = to, Entry = size - 1, Items = days.Finish() });
    }
}

/// <summary>Follows the journal from its start and keeps the counters of each day on which one changed.</summary>
/// <param name="from">The first day that is kept; null for the journal's own.</param>
/// <param name="to">The last one; null for the journal's own.</param>
internal sealed class TotalsByDay(DateOnly? from, DateOnly? to)
{
    private readonly LedgerState state = new();
    private readonly List<TotalsOfDay> days = [];
    private IReadOnlyList<TotalsRow> before = [];
    private DateOnly? open;

    /// <summary>Takes the next entry.</summary>
    /// <returns>False when it and all that follow come after the last day.</returns>
    public bool Add(Entry entry)
    {
        var day = KazakhstanTime.DateOf(entry.At);
        if (day > to)
            return false;
        if (open is { } ended && ended != day)
            Close(ended);
        open = day;
        state.Apply(entry);
        return true;
    }

    /// <summary>The days, once there are no more entries.</summary>
    public IReadOnlyList<TotalsOfDay> Finish()
    {
        if (open is { } last)
            Close(last);
        open = null;
        return days;
    }

    private void Close(DateOnly day)
    {
        var after = state.Totals();
        if (!(day < from) && !after.SequenceEqual(before))
            days.Add(new TotalsOfDay(day, state.Size - 1, after));
        before = after;
    }
}
