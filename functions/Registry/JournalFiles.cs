using System.Text.RegularExpressions;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// The published files, for a stranger who has no access to the storage, and the acts that publish them.
/// </summary>
public sealed partial class JournalFiles(BlobServiceClient blobs, JournalPublication publication, SignedHeads heads)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(StorageNames.Journal);

    /// <summary>A published file by its name in the container.</summary>
    [Function("GetJournalFile")]
    public async Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/files/{*path}")] HttpRequest request,
        string path,
        CancellationToken cancellation)
    {
        // The container also holds what is not for strangers, so that only the names of published files are answered.
        if (!PublishedName().IsMatch(path))
            return Answers.NotFound(request);
        try
        {
            var file = await container.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellation);
            return Results.Stream(file.Value.Content, file.Value.Details.ContentType);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return Answers.NotFound(request);
        }
    }

    /// <summary>The public keys, the oldest first, each signed for by the one before it.</summary>
    [Function("GetJournalKeys")]
    public async Task<IResult> KeysAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/keys")] HttpRequest request,
        CancellationToken cancellation) =>
        Answers.Ok(new { Items = (await heads.KeysAsync(cancellation)).Select(KeyForm.Of).ToList() });

    /// <summary>Publishes now; for an administrator.</summary>
    [Function("PostPublication")]
    public Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "journal/publish")] HttpRequest request,
        CancellationToken cancellation) =>
        AsAdminAsync(request, async () =>
        {
            var manifest = await publication.PublishAsync(cancellation);
            return Answers.Ok(new { manifest?.Head, Files = manifest?.Files.Count ?? 0 });
        });

    /// <summary>Lets a new key sign from the next head on; for an administrator.</summary>
    [Function("PostJournalKey")]
    public Task<IResult> RotateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "journal/keys")] HttpRequest request,
        CancellationToken cancellation) =>
        AsAdminAsync(request, async () => Answers.Ok(KeyForm.Of(await heads.RotateAsync(cancellation))));

    private static async Task<IResult> AsAdminAsync(HttpRequest request, Func<Task<IResult>> act)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin))
            return Answers.Forbidden(request);
        try
        {
            return await act();
        }
        catch (Exception stopped) when (
            stopped is LedgerFrozenException or SigningKeyException or JournalCorruptException)
        {
            // What is wrong with the journal or a key is told as it is: an administrator has to act on it.
            var why = new LocalizedText(stopped.Message, stopped.Message, stopped.Message);
            return Answers.Problem(request, StatusCodes.Status409Conflict, "notPublished", why);
        }
    }

    // Two dots would lead out of the container.
    [GeneratedRegex(@"\A(?!.*\.\.)(latest\.json|heads/[0-9]{1,18}\.json|export/[0-9A-Za-z./-]{1,80})\z")]
    private static partial Regex PublishedName();
}
