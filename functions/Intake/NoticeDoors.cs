using System.Globalization;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
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
    RejectedCopies rejected,
    ReceiptClock receipt,
    ILogger<NoticeDoors> log)
{
    /// <summary>A detached signature stands beside its document and is never read as one.</summary>
    internal const string SignatureEnding = ".p7s";

    /// <summary>A document is read up to this size and one byte more, which is enough to refuse it.</summary>
    private const int ReadAtMost = DocumentReader.MaximumBytes + 1;

    /// <summary>Picks a document up from the container.</summary>
    [Function("NoticeDropped")]
    public async Task DroppedAsync(
        [BlobTrigger("notices/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (name.EndsWith(SignatureEnding, StringComparison.OrdinalIgnoreCase))
            return;
        var properties = (await blob.GetPropertiesAsync(null, cancellation)).Value;
        await using var stream = await blob.OpenReadAsync(cancellationToken: cancellation);
        var bytes = await Bodies.ReadAsync(stream, ReadAtMost, cancellation);
        var arrival = new Arrival(bytes, receipt.OfBlob(properties.LastModified), null, name);
        var result = await intake.AcceptAsync(arrival, durable, cancellation);
        if (IssuesOf(result) is not { } issues)
            return;
        var whole = await Bodies.WithRestAsync(bytes, ReadAtMost, stream, cancellation);
        var copy = await rejected.KeepAsync(StorageNames.NoticesRejected, name, ".json", whole, issues, cancellation);
        log.LogWarning("The document {Name} was refused; its copy is {Copy}.", name, copy);
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
        var bytes = await Bodies.ReadAsync(request.Body, ReadAtMost, cancellation);
        var arrival = new Arrival(bytes, receipt.OfRequest(), caller, null);
        var result = await intake.AcceptAsync(arrival, durable, cancellation);
        if (IssuesOf(result) is { } issues)
        {
            var whole = await Bodies.WithRestAsync(bytes, ReadAtMost, request.Body, cancellation);
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
        IntakeResult.LetIn or IntakeResult.NotTheirs => null,
        IntakeResult.Refused refused => refused.Issues,
        IntakeResult.NumberReused reused => [.. reused.Fields.Select(field => new Issue(
            RefusalNames.Of(RefusalCode.NumberReused), Sentences.NumberReused.With(field)) { Field = field })],
        _ => throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"No such result: {result}.")),
    };
}
