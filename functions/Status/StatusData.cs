using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>Reads what the status page shows.</summary>
public sealed class StatusData(
    ProcedureStore procedures,
    RegistryCalendar calendar,
    LedgerAsOf history,
    RegistryLedger ledger,
    PlansInForce plans,
    AuctionBook auctions,
    AccountDirectory directory,
    AuditCaseStore cases,
    Freezes freezes,
    TimeProvider time)
{
    private const int RowsAtMost = 500;
    private const int DaysOffShown = 8;
    private const int DaysOffWithin = 366;

    /// <summary>The public part as it stands now.</summary>
    internal async Task<PublicPart> PublicAsync(CancellationToken cancellation)
    {
        var totals = await history.ReadAsync(null, (state, _) => state.Totals(), cancellation) ?? [];
        var days = await calendar.InForceAsync(cancellation);
        var table = await auctions.TableAsync(null, cancellation);
        return new PublicPart(totals, ledger.Head, await plans.AllAsync(cancellation), NextDaysOff(days, Today))
        {
            Auctions = [.. table.Items.Where(auction => auction.HeldOn >= Today)],
        };
    }

    /// <summary>The rows of the board that the caller may see.</summary>
    /// <returns>The rows, and how many are shown at most when there are more.</returns>
    internal async Task<(IReadOnlyList<StatusRow> Rows, int? CutAt)> RowsAsync(
        Caller caller, BoardChoice choice, string language, CancellationToken cancellation)
    {
        var today = Today;
        var filter = DueDays.Narrow(
            new ProcedureFilter
            {
                Kind = choice.Kind,
                Installation = choice.Installation,
                Number = choice.Number,
                Party = caller.BoardOf(null),
            },
            choice.Due,
            today);
        var found = new List<ProcedureRecord>();
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            found.Add(record);
            if (found.Count > RowsAtMost)
                break;
        }
        var cut = found.Count > RowsAtMost;
        var shown = found.Take(RowsAtMost).ToList();
        return (await RowsOfAsync(shown, today, language, cancellation), cut ? RowsAtMost : null);
    }

    /// <summary>The cases of the second book as they stand, the first one first.</summary>
    internal Task<IReadOnlyList<AuditCase>> CasesAsync(CancellationToken cancellation) =>
        cases.RefreshAsync(cancellation);

    /// <summary>The numbers of the caller's own accounts that an audit has frozen, in order.</summary>
    internal async Task<IReadOnlyList<string>> ReconcilingAsync(Caller caller, CancellationToken cancellation)
    {
        await cases.RefreshAsync(cancellation);
        if (!freezes.Any || caller.Party is not { } party)
            return [];
        var names = await directory.OpenAsync(cancellation);
        return await ledger.ReadAsync(
            state => state.Accounts
                .Where(account => names.HolderOf(account)?.Id == party && freezes.Concerns(
                    account.Number, state.HoldingsOf(account.Number).Select(holding => holding.Block)))
                .Select(account => account.Number.ToString())
                .Order(StringComparer.Ordinal).ToList(),
            cancellation);
    }

    /// <summary>A procedure that the caller may see; null when there is none.</summary>
    internal async Task<(ProcedureRecord Record, StatusRow Row)?> OneAsync(
        Caller caller, string id, string language, CancellationToken cancellation)
    {
        var record = ProcedureKeys.IsKey(id) ? await procedures.FindAsync(id, cancellation) : null;
        if (record is null || !caller.SeesAny(record.Persons()))
            return null;
        return (record, (await RowsOfAsync([record], Today, language, cancellation))[0]);
    }

    /// <summary>The next holidays; weekends that are no holiday are left out.</summary>
    internal static IReadOnlyList<DayOff> NextDaysOff(WorkingCalendar days, DateOnly today) =>
    [
        .. Enumerable.Range(0, DaysOffWithin).Select(today.AddDays)
            .Where(days.Covers)
            .Select(days.WhyOff)
            .OfType<DayOff>()
            .Where(off => off.Kind != DayOffKind.Weekend)
            .Take(DaysOffShown),
    ];

    private DateOnly Today => KazakhstanTime.DateOf(time.GetUtcNow());

    private async Task<IReadOnlyList<StatusRow>> RowsOfAsync(
        IReadOnlyList<ProcedureRecord> records, DateOnly today, string language, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in records)
            names[record.IssuerId] = record.IssuerName;
        foreach (var line in (await plans.AllAsync(cancellation)).SelectMany(plan => plan.Installations))
            names[line.Operator.Id.Text] = line.Operator.Name;
        var calendars = await calendar.ForAsync(records, cancellation);
        return [.. records.Select(record => StatusRow.Of(record, today, language, calendars, names))];
    }
}
