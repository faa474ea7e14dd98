using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Calendar;

/// <summary>
/// Where an administrator loads an act of the calendar and a second person, a registrar or another administrator,
/// decides on it. An act that is approved counts at once, for every procedure whose term still runs.
/// </summary>
public sealed class CalendarActDoors(
    CalendarStore store, RegistryCalendar calendar, CalendarSweep sweep, TimeProvider time)
{
    private const int BodyAtMost = 64 * 1024;

    /// <summary>Loads an act: it changes nothing until it is approved.</summary>
    [Function("PostCalendarAct")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calendar/acts")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin))
            return Answers.Forbidden(request);
        var body = await Bodies.ReadAsync(request.Body, CalendarActReader.MaximumBytes + 1, cancellation);
        var now = time.GetUtcNow();
        if (CalendarActReader.Read(body, KazakhstanTime.DateOf(now), out var issues) is not { } act)
            return Answers.Issues(request, issues);
        if (await store.FindActAsync(act.Id, cancellation) is { } known)
            return Again(request, known, act);
        issues = CalendarActCheck.Judge(act, await calendar.InForceAsync(cancellation));
        if (issues.Count > 0)
            return Answers.Issues(request, issues);
        var proposed = new CalendarActRecord(act, CalendarActStage.Proposed, caller.Id, now);
        var (record, created) = await store.ProposeAsync(proposed, cancellation);
        return created ? Shown(request, record, StatusCodes.Status201Created) : Again(request, record, act);
    }

    /// <summary>Every act, in the order of dates and numbers.</summary>
    [Function("GetCalendarActs")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/acts")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.SeesAll)
            return Answers.Forbidden(request);
        var language = Answers.LanguageOf(request);
        var acts = await store.AllActsAsync(cancellation);
        return Answers.Ok(new
        {
            Items = acts.Select(act => CalendarActView.Of(act, language)),
            Continue = (string?)null,
        });
    }

    /// <summary>One act.</summary>
    [Function("GetCalendarAct")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/acts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.SeesAll)
            return Answers.Forbidden(request);
        var record = CalendarAct.IsId(id) ? await store.FindActAsync(id, cancellation) : null;
        return record is null ? Answers.NotFound(request) : Shown(request, record, StatusCodes.Status200OK);
    }

    /// <summary>Takes the second person's decision and brings an approved act to the procedures.</summary>
    [Function("PostCalendarDecision")]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calendar/acts/{id}/decisions")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin, Role.Registrar))
            return Answers.Forbidden(request);
        if (!CalendarAct.IsId(id) || await store.FindActAsync(id, cancellation) is null)
            return Answers.NotFound(request);
        var body = await Bodies.ReadAsync(request.Body, BodyAtMost, cancellation);
        if (Decisions.Read(body, caller.Id, time.GetUtcNow(), out var issues) is not { } decision)
            return Answers.Issues(request, issues);

        Objection? objection = null;
        var record = await store.DecideAsync(
            id,
            (known, inForce) =>
            {
                objection = ObjectionTo(known, decision);
                issues = objection is null && decision.Approved && known.Stage == CalendarActStage.Proposed
                    ? CalendarActCheck.Judge(known.Act, inForce)
                    : [];
                return objection is not null || issues.Count > 0 ? known : Decided(known, decision);
            },
            cancellation);
        if (objection is not null)
            return Answers.Problem(request, StatusCodes.Status409Conflict, objection.Code, objection.Text);
        if (issues.Count > 0)
            return Answers.Issues(request, issues, StatusCodes.Status409Conflict);
        if (record.Stage == CalendarActStage.Approved)
            await sweep.RunAsync(durable, cancellation);
        return Shown(request, record, StatusCodes.Status200OK);
    }

    /// <summary>Why the decision cannot be taken; null when it can, or when it stands already.</summary>
    internal static Objection? ObjectionTo(CalendarActRecord record, StoredDecision decision)
    {
        if (record.ProposedBy == decision.Who)
            return new Objection("ownDocument", Sentences.OwnDocument);
        // Whoever repeats a decision, because the answer to it was lost, is told that it stands.
        var repeats = record.DecidedBy == decision.Who
            && decision.Approved == (record.Stage == CalendarActStage.Approved);
        return record.Stage == CalendarActStage.Proposed || repeats
            ? null
            : new Objection("nothingToDecide", CalendarTexts.DecidedAlready);
    }

    private static CalendarActRecord Decided(CalendarActRecord known, StoredDecision decision) =>
        known.Stage != CalendarActStage.Proposed ? known : known with
        {
            Stage = decision.Approved ? CalendarActStage.Approved : CalendarActStage.Refused,
            DecidedBy = decision.Who,
            DecidedAt = decision.At,
            Reason = decision.Reason,
        };

    private static IResult Again(HttpRequest request, CalendarActRecord known, CalendarAct act)
    {
        if (known.Act.ContentHash == act.ContentHash)
            return Shown(request, known, StatusCodes.Status200OK);
        var refusal = RefusalCatalogue.Refuse(RefusalCode.NumberReused, act.Number, "rows");
        return Answers.Problem(
            request, StatusCodes.Status409Conflict, RefusalNames.Of(refusal.Code), refusal.Text);
    }

    private static IResult Shown(HttpRequest request, CalendarActRecord record, int status)
    {
        request.HttpContext.Response.Headers.Location =
            "/api/calendar/acts/" + Uri.EscapeDataString(record.Act.Id);
        var view = CalendarActView.Of(record, Answers.LanguageOf(request));
        return Results.Json(view, StorageJson.Options, statusCode: status);
    }
}
