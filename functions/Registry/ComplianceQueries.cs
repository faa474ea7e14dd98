using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// ¶28: how each installation stands for each year, by the holder's clock and by the registry's (requirements C10). A
/// holder sees its own installations.
/// </summary>
public sealed class ComplianceQueries(
    LedgerAsOf history,
    RegistryLedger ledger,
    AccountDirectory directory,
    PlansInForce inForce,
    RegisteredReports reports,
    RegistryCalendar calendar,
    TimeProvider time)
{
    private const int DefaultTake = 100;
    private const int MaximumTake = 1000;

    /// <summary>The records by installation and year: past years of the plans, and every year with a report.</summary>
    [Function("GetCompliance")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "compliance")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        if (!Paging.TryNumber(request, "year", out var year))
            return Answers.BadParameter(request, "year");
        Row? after = null;
        string? token = request.Query["continue"];
        if (!string.IsNullOrEmpty(token) && (after = Row.Parse(token)) is null)
            return Answers.BadParameter(request, "continue");
        string? installation = request.Query["installation"];
        var known = await KnownAsync(string.IsNullOrEmpty(installation) ? null : installation, cancellation);
        var seen = await SeenAsync(caller, known.Plans, installation, cancellation);
        var rows = known.RowsOf(seen, year, KazakhstanTime.DateOf(time.GetUtcNow()))
            .Where(row => after is null || row.CompareTo(after) > 0)
            .Take(take + 1)
            .ToList();
        var page = rows.Take(take).ToList();
        return Answers.Ok(new
        {
            Items = await RecordsAsync(page, known, cancellation),
            Continue = rows.Count > take ? page[^1].ToString() : null,
        });
    }

    private async Task<Known> KnownAsync(string? installation, CancellationToken cancellation) => new(
        await inForce.AllAsync(cancellation),
        (await reports.AllAsync(installation, cancellation)).ToLookup(
            report => new Row(report.Document.Installation, report.Document.Year)),
        await reports.MostOffsetsAsync(installation, cancellation));

    /// <summary>The installations that the caller may see, by code.</summary>
    private async Task<IReadOnlyList<string>> SeenAsync(
        Caller caller, IReadOnlyList<NationalPlan> plans, string? installation, CancellationToken cancellation)
    {
        var holders = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in plans.SelectMany(plan => plan.Installations))
            holders[line.Code] = line.Operator.Id.Text;
        var names = await directory.OpenAsync(cancellation);
        var accounts = await ledger.ReadAsync(
            state => state.Accounts
                .Where(account => account is { Installation: not null, IsClosed: false })
                .Select(account => (account.Installation, names.HolderOf(account)?.Id))
                .ToList(),
            cancellation);
        foreach (var (code, holder) in accounts)
            holders[code!] = holder;
        return
        [
            .. holders
                .Where(pair => string.IsNullOrEmpty(installation) || pair.Key == installation)
                .Where(pair => caller.Sees(null, pair.Value))
                .Select(pair => pair.Key),
        ];
    }

    private async Task<IReadOnlyList<object>> RecordsAsync(
        IReadOnlyList<Row> page, Known known, CancellationToken cancellation)
    {
        var days = await calendar.InForceAsync(cancellation);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var covering = new Dictionary<Row, long>();
        var deadlines = new Dictionary<int, DateOnly?>();
        foreach (var ofYear in page.GroupBy(row => row.Year))
        {
            var deadline = ComplianceRecord.HolderDeadlineOf(ofYear.Key, days, TermEnds.Reading);
            deadlines[ofYear.Key] = deadline;
            if (deadline is { } day && today > day)
                await CoverAsync(covering, [.. ofYear], known, day, cancellation);
        }
        var surrendered = await ledger.ReadAsync(
            state => page.ToDictionary(row => row, row => state.SurrenderedFor(row.Installation, row.Year)),
            cancellation);
        return
        [
            .. page.Select(row => View(ComplianceRecord.Of(
                row.Installation,
                row.Year,
                [.. known.Reports[row].Select(report => report.Facts())],
                surrendered[row],
                covering.TryGetValue(row, out var units) ? units : null,
                deadlines[row.Year]))),
        ];
    }

    /// <summary>What could be answered for at the end of the holders' last day.</summary>
    private Task CoverAsync(
        Dictionary<Row, long> covering,
        IReadOnlyList<Row> rows,
        Known known,
        DateOnly day,
        CancellationToken cancellation) =>
        history.ReadAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (state, _) =>
        {
            foreach (var row in rows)
            {
                var most = known.MostOffsets.GetValueOrDefault((row.Installation, row.Year));
                covering[row] = ComplianceRecord.Covering(row.Installation, row.Year, most, state);
            }
            return covering;
        }, cancellation);

    private static object View(ComplianceRecord record) => new
    {
        record.Installation,
        record.Year,
        record.Verified,
        record.Surrendered,
        record.Deficit,
        record.HolderDeadline,
        record.CompliantInTime,
        record.RegistryDueOn,
        record.ExecutedOn,
        PenaltyEstimate = record.PenaltyEstimate?.Tenge,
        CalculationIndex = record.PenaltyEstimate?.Index,
        record.Procedure,
    };

    /// <summary>One installation and year; its text is the token of a page.</summary>
    private sealed record Row(string Installation, int Year) : IComparable<Row>
    {
        public static Row? Parse(string text)
        {
            var dot = text.LastIndexOf('.');
            return dot > 0 && int.TryParse(
                text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                ? new Row(text[..dot], year)
                : null;
        }

        public int CompareTo(Row? other)
        {
            var installations = string.CompareOrdinal(Installation, other?.Installation);
            return installations != 0 ? installations : Year.CompareTo(other!.Year);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Installation}.{Year}");
    }

    /// <summary>What was read once for a request.</summary>
    private sealed record Known(
        IReadOnlyList<NationalPlan> Plans,
        ILookup<Row, RegisteredReport> Reports,
        IReadOnlyDictionary<(string Installation, int Year), long> MostOffsets)
    {
        public IEnumerable<Row> RowsOf(IReadOnlyList<string> installations, long? year, DateOnly today)
        {
            var reported = Reports.ToLookup(group => group.Key.Installation, group => group.Key.Year);
            return installations.SelectMany(code => YearsOf(code)
                .Where(one => one < today.Year)
                .Concat(reported[code])
                .Where(one => year is null || one == year)
                .Distinct()
                .Order()
                .Select(one => new Row(code, one)));
        }

        /// <summary>The years of the plans that name it; of all plans where none does (¶17).</summary>
        private IEnumerable<int> YearsOf(string installation)
        {
            var naming = Plans.Where(plan => plan.Find(installation) is not null).ToList();
            return (naming.Count > 0 ? naming : Plans).SelectMany(plan => plan.Period.Years);
        }
    }
}
