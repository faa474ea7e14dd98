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
        var entries = JournalEntries.Of(ledger, size, cancellation);
        return Answers.Ok(new { From = from, To = to, Entry = size - 1, Items = Of(entries, from, to) });
    }

    /// <summary>The days on which a counter changed.</summary>
    /// <param name="entries">The journal from its start, in order.</param>
    /// <param name="from">The first day; null for the journal's own.</param>
    /// <param name="to">The last day; null for the journal's own.</param>
    internal static IReadOnlyList<TotalsOfDay> Of(IEnumerable<Entry> entries, DateOnly? from, DateOnly? to)
    {
        var state = new LedgerState();
        var days = new List<TotalsOfDay>();
        IReadOnlyList<TotalsRow> before = [];
        DateOnly? open = null;
        foreach (var entry in entries)
        {
            var day = KazakhstanTime.DateOf(entry.At);
            if (day > to)
                break;
            if (open is { } ended && ended != day)
                Close(ended);
            open = day;
            state.Apply(entry);
        }
        if (open is { } last)
            Close(last);
        return days;

        void Close(DateOnly day)
        {
            var after = state.Totals();
            if (!(day < from) && !after.SequenceEqual(before))
                days.Add(new TotalsOfDay(day, state.Size - 1, after));
            before = after;
        }
    }
}
