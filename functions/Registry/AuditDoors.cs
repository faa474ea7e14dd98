using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger.SecondBook;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Where an administrator lets the second book reconcile the ledger, an auditor reads what it found, and two people
/// lift a freeze. The registry goes on working meanwhile.
/// </summary>
public sealed class AuditDoors(SecondBookAudit audit, AuditCaseStore cases, LastAudit last, TimeProvider time)
{
    private const int BodyAtMost = 64 * 1024;

    /// <summary>Runs an audit now and answers what it found.</summary>
    [Function("PostAudit")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "audit")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin))
            return Answers.Forbidden(request);
        var report = await audit.RunAsync(cancellation);
        last.Report = report;
        await cases.OpenAsync(report, cancellation);
        return await ShownAsync(cancellation);
    }

    /// <summary>The last audit of this worker, and every case with its freeze.</summary>
    [Function("GetAudit")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        return caller.IsAny(Role.Admin, Role.Auditor, Role.Registrar)
            ? await ShownAsync(cancellation)
            : Answers.Forbidden(request);
    }

    /// <summary>One of the two people agrees to lift the freeze of a case, with a reason.</summary>
    [Function("PostAuditDecision")]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "audit/cases/{id}/decisions")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin, Role.Registrar))
            return Answers.Forbidden(request);
        var body = await Bodies.ReadAsync(request.Body, BodyAtMost, cancellation);
        if (Decisions.Read(body, caller.Id, time.GetUtcNow(), out var issues) is not { } decision)
            return Answers.Issues(request, issues);
        // A freeze is lifted with a reason or left alone: silence and refusal change nothing.
        if (!decision.Approved || string.IsNullOrWhiteSpace(decision.Reason))
            return Answers.BadParameter(request, "reason");
        var lift = new LiftDecision(decision.Who, decision.At, decision.Reason);
        var result = await cases.DecideAsync(id, lift, cancellation);
        return result is null ? Answers.NotFound(request) : result.Answer switch
        {
            LiftAnswer.Taken => Answers.Ok(result.Case),
            LiftAnswer.DecidedAlready => Conflict(request, "decidedAlready", Sentences.LiftAgreedAlready),
            LiftAnswer.LiftedAlready => Conflict(request, "nothingToDecide", Sentences.NothingFrozen),
            _ => throw new InvalidOperationException("What became of an agreement is a closed set."),
        };
    }

    private static IResult Conflict(HttpRequest request, string code, LocalizedText text) =>
        Answers.Problem(request, StatusCodes.Status409Conflict, code, text);

    private async Task<IResult> ShownAsync(CancellationToken cancellation) => Answers.Ok(new
    {
        Last = last.Report is { } report ? ViewOf(report) : null,
        Cases = await cases.RefreshAsync(cancellation),
    });

    private static object ViewOf(AuditReport report) => new
    {
        report.StartedAt,
        report.FinishedAt,
        report.Size,
        report.Root,
        report.Reconciled,
        Findings = report.Findings.Select(ViewOf),
    };

    private static object ViewOf(AuditFinding finding) => new
    {
        finding.Entry,
        Account = finding.Account?.ToString(),
        Range = finding.Range?.ToString(),
        What = finding.What.ToString(),
        finding.Detail,
    };
}

/// <summary>The newest audit that this worker has run.</summary>
public sealed class LastAudit
{
    private volatile AuditReport? report;

    /// <summary>What it found; null before the first.</summary>
    public AuditReport? Report
    {
        get => report;
        set => report = value;
    }
}
