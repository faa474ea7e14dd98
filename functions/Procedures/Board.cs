using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Status;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The operators' board: every procedure with its deadline. A holder sees its own.</summary>
public sealed class Board(ProcedureStore procedures, RegistryCalendar calendar, TimeProvider time)
{
    private const int DefaultTake = 100;
    private const int MaximumTake = 1000;

    /// <summary>A page of the board.</summary>
    [Function("GetProcedures")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.SeesAll && caller.Party is null)
            return Answers.Forbidden(request);
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        if (!TryFilter(request, today, out var filter, out var fault))
            return Answers.BadParameter(request, fault);
        filter = filter with { Party = caller.BoardOf(request.Query["holder"]) };
        if (!ContinuationToken.TryRead(request.Query["continue"], out var token))
            return Answers.BadParameter(request, "continue");
        var (items, next) = await procedures.QueryAsync(filter, take, token, cancellation);
        var language = Answers.LanguageOf(request);
        var calendars = await calendar.ForAsync(items, cancellation);
        return Answers.Ok(new
        {
            Items = items.Select(record =>
                ProcedureView.Of(record, today, language, calendars, SignerView.Names(caller, record.IssuerId))),
            Continue = ContinuationToken.Write(next),
        });
    }

    /// <summary>One procedure.</summary>
    [Function("GetProcedure")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        var record = ProcedureKeys.IsKey(id) ? await procedures.FindAsync(id, cancellation) : null;
        if (record is null || !caller.SeesAny(record.Persons()))
            return Answers.NotFound(request);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var calendars = await calendar.ForAsync([record], cancellation);
        var namesSigner = SignerView.Names(caller, record.IssuerId);
        return Answers.Ok(
            ProcedureView.Of(record, today, Answers.LanguageOf(request), calendars, namesSigner));
    }

    private static bool TryFilter(HttpRequest request, DateOnly today, out ProcedureFilter filter, out string fault)
    {
        filter = new ProcedureFilter();
        fault = "stage";
        if (!TryStage(request.Query["stage"], out var stage))
            return false;
        fault = "dueBefore";
        if (!Paging.TryDate(request, "dueBefore", out var dueBefore))
            return false;
        fault = "overdue";
        string? overdue = request.Query["overdue"];
        if (overdue is not (null or "" or "true" or "false"))
            return false;
        fault = "due";
        string? due = request.Query["due"];
        if (DueDays.Choice(due) is not { } choice)
            return false;
        var late = overdue == "true";
        filter = new ProcedureFilter
        {
            Kind = Text(request, "kind"),
            Number = Text(request, "number"),
            Stage = stage,
            Installation = Text(request, "installation"),
            // Overdue means open and due before today; the earlier of the two days narrows the list.
            DueBefore = late && (dueBefore is null || today < dueBefore) ? today : dueBefore,
            Open = late ? true : null,
            NotOverdueOn = overdue == "false" ? today : null,
        };
        if (!string.IsNullOrEmpty(due))
            filter = DueDays.Narrow(filter, choice, today);
        return true;
    }

    private static bool TryStage(string? text, out ProcedureStage? stage)
    {
        stage = null;
        if (string.IsNullOrEmpty(text))
            return true;
        foreach (var candidate in Enum.GetValues<ProcedureStage>())
        {
            if (string.Equals(candidate.ToString(), text, StringComparison.OrdinalIgnoreCase))
                stage = candidate;
        }
        return stage is not null;
    }

    private static string? Text(HttpRequest request, string name)
    {
        string? text = request.Query[name];
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
