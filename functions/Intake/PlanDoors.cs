using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Plans;
using CarbonRegistry.Infra.Excel;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Rejections;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Intake;

/// <summary>The two ways in for National Plans: a workbook in <c>plans</c>, and a POST.</summary>
public sealed class PlanDoors(
    PlanIntake intake,
    PlanAmendmentIntake amendments,
    PlanScenarios scenarios,
    RejectedCopies rejected,
    BlobServiceClient blobs,
    ReceiptClock receipt,
    ILogger<PlanDoors> log)
{
    /// <summary>A workbook is read up to this size and one byte more, which is enough to refuse it.</summary>
    private const int ReadAtMost = WorkbookLimits.FileBytes + 1;

    /// <summary>
    /// Marking opens the whole workbook again, which is worth its memory only for one that people edit.
    /// </summary>
    private const int MarkAtMost = 4 * 1024 * 1024;

    /// <summary>A workbook in this folder is a new version of the plan in force, as one sent with ?version.</summary>
    private const string VersionsFolder = "versions/";

    /// <summary>
    /// Picks a workbook up from the container: a plan, or from the folder <c>versions</c> a new version of one.
    /// </summary>
    [Function("PlanDropped")]
    public async Task DroppedAsync(
        [BlobTrigger("plans/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (DroppedNotices.IsSignature(name))
            return;
        var properties = (await blob.GetPropertiesAsync(null, cancellation)).Value;
        await using var stream = await blob.OpenReadAsync(cancellationToken: cancellation);
        var bytes = await Bodies.ReadAsync(stream, ReadAtMost, cancellation);
        var arrival = new Arrival(bytes, receipt.OfBlob(properties.LastModified), null, name);
        var result = name.StartsWith(VersionsFolder, StringComparison.Ordinal)
            ? await amendments.AcceptAsync(arrival, durable, cancellation)
            : await intake.AcceptAsync(arrival, durable, cancellation);
        if (NoticeDoors.IssuesOf(result) is { } issues)
            await KeepAsync(name, bytes, issues, cancellation);
    }

    /// <summary>
    /// Takes a workbook over HTTP: the raw file, or one file of a form. With <c>?dryRun</c> nothing changes, with
    /// <c>?version</c> it is a new version of the plan in force, with <c>?scenario</c> a draft that never comes into
    /// force.
    /// </summary>
    [Function("PostPlan")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plans")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        var isScenario = IsAsked(request, "scenario");
        if (isScenario ? !PlanScenarios.MayKeep(caller) : !DocumentSenders.MaySendPlan(caller))
            return Answers.Forbidden(request);
        var bytes = await WorkbookOfAsync(request, cancellation);
        if (isScenario)
            return await scenarios.KeepAsync(request, caller, bytes, cancellation);
        var isVersion = IsAsked(request, "version");
        var arrival = new Arrival(bytes, receipt.OfRequest(), caller, null);
        if (IsAsked(request, "dryRun"))
            return isVersion
                ? await DryVersionAsync(request, arrival, cancellation)
                : await DryRunAsync(request, bytes, cancellation);
        var result = isVersion
            ? await amendments.AcceptAsync(arrival, durable, cancellation)
            : await intake.AcceptAsync(arrival, durable, cancellation);
        if (NoticeDoors.IssuesOf(result) is { } issues)
            await KeepAsync(null, bytes, issues, cancellation);
        return NoticeDoors.AnswerOf(request, result);
    }

    private static bool IsAsked(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var value) && value != "false";

    private async Task<IResult> DryVersionAsync(
        HttpRequest request, Arrival arrival, CancellationToken cancellation)
    {
        var (reading, inForce) = await amendments.ReadAsync(arrival, cancellation);
        return reading.Plan is { } plan && inForce is not null
            ? Answers.Ok(PlanDifferenceView.Of(PlanDifference.Of(inForce.Plan, plan), id => id.Text))
            : Answers.Issues(request, reading.Issues);
    }

    private async Task<IResult> DryRunAsync(HttpRequest request, byte[] bytes, CancellationToken cancellation)
    {
        var reading = await intake.ReadAsync(bytes, cancellation);
        return reading.Plan is { } plan
            ? Answers.Ok(PlanAnswer.Of(PlanView.Of(plan), reading.Warnings, Answers.LanguageOf(request)))
            : Answers.Issues(request, reading.Issues);
    }

    private static async Task<byte[]> WorkbookOfAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Some clients call every body a URL-encoded form unless told otherwise; only a multipart body has a file in
        // it.
        var isMultipart =
            request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
        if (!isMultipart)
            return await Bodies.ReadAsync(request.Body, ReadAtMost, cancellation);
        var form = await request.ReadFormAsync(cancellation);
        if (form.Files.Count != 1)
            return [];
        await using var file = form.Files[0].OpenReadStream();
        return await Bodies.ReadAsync(file, ReadAtMost, cancellation);
    }

    /// <summary>
    /// Keeps a refused workbook, its issues, and a copy with the faulty cells marked where it could be opened.
    /// </summary>
    private async Task KeepAsync(
        string? name,
        byte[] bytes,
        IReadOnlyList<Issue> issues,
        CancellationToken cancellation)
    {
        var copy = await rejected.KeepAsync(StorageNames.PlansRejected, name, ".xlsx", bytes, issues, cancellation);
        log.LogWarning("A plan was refused; its copy is {Copy}.", copy);
        if (bytes.Length > MarkAtMost || MarkedCopy.Make(bytes, issues) is not { } marked)
            return;
        var container = blobs.GetBlobContainerClient(StorageNames.PlansRejected);
        await container.GetBlobClient(copy + ".marked.xlsx")
            .UploadAsync(new BinaryData(marked), overwrite: true, cancellation);
    }
}
