using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Where registrars approve or refuse, and holders confirm what is theirs to confirm. The decision is written to the
/// procedure's row first and the procedure is nudged after that: a crash between the two loses nothing, since the sweep
/// nudges again.
/// </summary>
public sealed class Decisions(ProcedureStore procedures, RegistryCalendar calendar, TimeProvider time)
{
    private const int BodyAtMost = 64 * 1024;
    private const int ReasonAtMost = 1000;

    /// <summary>Takes a decision.</summary>
    [Function("PostDecision")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "procedures/{id}/decisions")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        var found = ProcedureKeys.IsKey(id) ? await procedures.FindAsync(id, cancellation) : null;
        var ofHolder = Confirms(caller, found);
        if (!ofHolder && !caller.MayAct(Role.Registrar))
            return Answers.Forbidden(request);
        if (found is null)
            return Answers.NotFound(request);
        var body = await Bodies.ReadAsync(request.Body, BodyAtMost, cancellation);
        var decision = Read(body, caller.Id, time.GetUtcNow(), out var issues);
        if (decision is null)
            return Answers.Issues(request, issues);
        decision = decision with { OfHolder = ofHolder };

        Objection? objection = null;
        var record = await procedures.ChangeAsync(
            id,
            known =>
            {
                objection = ObjectionTo(known, decision);
                return objection is not null ? known : (known with { Decisions = [.. known.Decisions, decision] })
                    .Noting(Happenings.Decided(decision));
            },
            cancellation);
        if (objection is not null)
            return Answers.Problem(request, StatusCodes.Status409Conflict, objection.Code, objection.Text);
        await Orchestrations.NudgeAsync(durable, id, cancellation);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var calendars = await calendar.ForAsync([record], cancellation);
        var namesSigner = SignerView.Names(caller, record.IssuerId);
        return Answers.Ok(ProcedureView.Of(
            AsDecided(record), today, Answers.LanguageOf(request), calendars, namesSigner));
    }

    /// <summary>
    /// The record as its decisions leave it: once nothing is left to decide the procedure is being carried out,
    /// although its orchestration writes that a moment later.
    /// </summary>
    internal static ProcedureRecord AsDecided(ProcedureRecord record) =>
        record.Stage == ProcedureStage.AwaitingDecision && CountDecisions.Tally(record) != Verdict.Open
            ? record with { Stage = ProcedureStage.Executing }
            : record;

    /// <summary>
    /// True when the caller speaks for the holder whose units go. That others learn nothing of the procedure, they are
    /// answered alike whether it exists or not.
    /// </summary>
    private static bool Confirms(Caller caller, ProcedureRecord? record) =>
        record?.ConfirmsAs is { } holder && caller.MayAct(Role.Holder) && caller.Party == holder;

    /// <summary>Why the decision cannot be taken; null when it can.</summary>
    internal static Objection? ObjectionTo(ProcedureRecord record, StoredDecision decision)
    {
        if (record.Stage != ProcedureStage.AwaitingDecision || CountDecisions.Tally(record) != Verdict.Open)
            return new Objection("nothingToDecide", Sentences.NothingToDecide);
        if (record.Sender == decision.Who)
            return new Objection("ownDocument", Sentences.OwnDocument);
        if (record.Decisions.Any(known => known.Who == decision.Who))
            return new Objection("decidedAlready", Sentences.DecidedAlready);
        return decision.Approved || ProcedureKinds.Of(record.Kind).LeavesDiscretion
            ? null
            : new Objection("noDiscretion", Sentences.NoDiscretion.With(record.Paragraph));
    }

    /// <summary>The decision that a request's body states; null with the issue when it states none.</summary>
    internal static StoredDecision? Read(byte[] body, string who, DateTimeOffset at, out IReadOnlyList<Issue> issues)
    {
        issues = [DecisionIssues.NotADecision()];
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var said = Field(json.RootElement, "decision");
            var reason = Field(json.RootElement, "reason");
            if (said is not ("approve" or "refuse") || reason?.Length > ReasonAtMost)
                return null;
            if (said == "refuse" && string.IsNullOrWhiteSpace(reason))
            {
                issues = [DecisionIssues.ReasonMissing()];
                return null;
            }
            return new StoredDecision(who, said == "approve", reason, at);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // A text that is no UTF-8 or holds half a surrogate pair passes the parser and fails when it is read.
            return null;
        }
    }

    private static string? Field(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
