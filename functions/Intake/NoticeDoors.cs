using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Rejections;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Intake;

/// <summary>The two ways in for documents: a blob in <c>notices</c>, and a POST.</summary>
public sealed class NoticeDoors(
    NoticeIntake intake,
    DroppedNotices dropped,
    SignatureGate signatures,
    RejectedCopies rejected,
    ReceiptClock receipt,
    TimeProvider time,
    ILogger<NoticeDoors> log)
{
    /// <summary>Picks a document up from the container, and tells one that waits that its signature has come.</summary>
    [Function("NoticeDropped")]
    public async Task DroppedAsync(
        [BlobTrigger("notices/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (DroppedNotices.IsSignature(name))
        {
            await SignatureCameAsync(name, durable, cancellation);
            return;
        }
        var properties = (await blob.GetPropertiesAsync(null, cancellation)).Value;
        var notice = new DroppedNotice(
            name, properties.ETag.ToString(), receipt.OfBlob(properties.LastModified));
        if (await dropped.TakeAsync(blob, notice, isLast: false, durable, cancellation))
            await AwaitSignature.StartAsync(durable, notice, time.GetUtcNow(), cancellation);
    }

    /// <summary>A document that was not picked up yet finds the signature itself; nobody is to be told then.</summary>
    private async Task SignatureCameAsync(string name, DurableTaskClient durable, CancellationToken cancellation)
    {
        var document = name[..^DroppedNotices.SignatureEnding.Length];
        if (!signatures.Asks || document.Length == 0)
            return;
        try
        {
            var found = await dropped.BlobOf(document).GetPropertiesAsync(null, cancellation);
            var wait = AwaitSignature.IdOf(document, found.Value.ETag.ToString());
            await Orchestrations.NudgeAsync(durable, wait, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            log.LogDebug("The signature {Name} stands alone.", name);
        }
    }

    /// <summary>Takes a document over HTTP.</summary>
    [Function("PostNotice")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "notices")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!DocumentSenders.MaySendSomething(caller))
            return Answers.Forbidden(request);
        // Only plans can be tried out; a document that was meant as a trial must not start its term.
        if (request.Query.ContainsKey("dryRun"))
            return Answers.BadParameter(request, "dryRun");
        var bytes = await Bodies.ReadAsync(request.Body, DroppedNotices.ReadAtMost, cancellation);
        var arrival = new Arrival(bytes, receipt.OfRequest(), caller, null)
        {
            Signature = SignatureGate.Of(request),
        };
        var result = await intake.AcceptAsync(arrival, durable, cancellation);
        if (IssuesOf(result) is { } issues)
        {
            var whole = await Bodies.WithRestAsync(bytes, DroppedNotices.ReadAtMost, request.Body, cancellation);
            await rejected.KeepAsync(StorageNames.NoticesRejected, null, ".json", whole, issues, cancellation);
        }
        return AnswerOf(request, result);
    }

    /// <summary>The answer of HTTP to what the door says.</summary>
    internal static IResult AnswerOf(HttpRequest request, IntakeResult result) => result switch
    {
        IntakeResult.LetIn letIn => Answers.LetIn(request, letIn.Procedure, letIn.AlreadyReceived),
        IntakeResult.Refused refused => Answers.Issues(request, refused.Issues),
        IntakeResult.NotTheirs => Answers.Forbidden(request),
        IntakeResult.NumberReused reused => Answers.Problem(
            request,
            StatusCodes.Status409Conflict,
            RefusalNames.Of(RefusalCode.NumberReused),
            Sentences.NumberReused.With(string.Join(", ", reused.Fields)),
            new Dictionary<string, object?>
            {
                ["procedure"] = reused.Procedure,
                ["fields"] = reused.Fields,
                ["issues"] = IssuesOf(reused)!.Select(issue => IssueView.Of(issue, Answers.LanguageOf(request)))
                    .ToList(),
            }),
        _ => throw new InvalidOperationException("Intake results are a closed set."),
    };

    /// <summary>The issues of a document that was not let in; null when it was.</summary>
    internal static IReadOnlyList<Issue>? IssuesOf(IntakeResult result) => result switch
    {
        IntakeResult.LetIn or IntakeResult.NotTheirs or IntakeResult.AwaitsSignature => null,
        IntakeResult.Refused refused => refused.Issues,
        IntakeResult.NumberReused reused => [.. reused.Fields.Select(field => new Issue(
            RefusalNames.Of(RefusalCode.NumberReused), Sentences.NumberReused.With(field)) { Field = field })],
        _ => throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"No such result: {result}.")),
    };
}
