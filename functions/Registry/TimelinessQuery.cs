using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// How the registry kept its terms, by paragraph: for registrars, the authority, auditors and administrators.
/// </summary>
public sealed class TimelinessQuery(ProcedureStore procedures, RegistryCalendar calendar, TimeProvider time)
{
    /// <summary>The report over the procedures that were due from one day to another, both inclusive.</summary>
    [Function("GetTimeliness")]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "timeliness")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.SeesAll)
            return Answers.Forbidden(request);
        if (!Paging.TryDate(request, "from", out var from))
            return Answers.BadParameter(request, "from");
        if (!Paging.TryDate(request, "to", out var to) || to < from)
            return Answers.BadParameter(request, "to");
        var days = await calendar.InForceAsync(cancellation);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var cases = new List<TimelinessCase>();
        await foreach (var record in procedures.AllAsync(new ProcedureFilter(), cancellation))
        {
            if (CaseOf(record) is { } known && !(known.LastDay < from) && !(known.LastDay > to))
                cases.Add(known);
        }
        return Answers.Ok(new
        {
            From = from,
            To = to,
            AsOf = today,
            CalendarVersion = days.Version,
            Items = Timeliness.Of(cases, today, days),
        });
    }

    /// <summary>What counts of a procedure; null while its clock has not started.</summary>
    internal static TimelinessCase? CaseOf(ProcedureRecord record)
    {
        if (record.Deadline is not { } due)
            return null;
        var executedOn = Happenings.ExecutedAt(record) is { } at ? KazakhstanTime.DateOf(at) : (DateOnly?)null;
        return new TimelinessCase(
            record.Paragraph,
            due.Statutory,
            due.BreachOn ?? due.DueOn,
            executedOn,
            record.Stage == ProcedureStage.Refused);
    }
}
