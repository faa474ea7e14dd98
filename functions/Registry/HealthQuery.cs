using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>Whether the registry can do its work, and what is missing if not.</summary>
public sealed class HealthQuery(
    TableServiceClient tables,
    BlobServiceClient blobs,
    RegistryLedger ledger,
    SignedHeads heads,
    TimeProvider time)
{
    /// <summary>How long a part may take to answer before it counts as missing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>200 when ready, 503 with the list of what is missing when not.</summary>
    [Function("GetHealth")]
    public async Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellation)
    {
        var missing = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        if (!await AnswersAsync(() => blobs.GetBlobContainerClient(StorageNames.Notices).ExistsAsync(limit.Token)))
            missing.Add("blobs");
        if (!await AnswersAsync(() => tables.GetTableClient(StorageNames.ProceduresTable)
            .GetEntityIfExistsAsync<TableEntity>("KZ", "health", null, limit.Token)))
            missing.Add("tables");
        if (ledger.Frozen is { } reason)
            missing.Add("ledger: " + reason);
        if (heads.Fault is { } fault)
            missing.Add("signing: " + fault);
        var body =
            new { Ready = missing.Count == 0, Missing = missing, Time = time.GetUtcNow(), Entries = ledger.Head.Size };
        return missing.Count == 0
            ? Answers.Ok(body)
            : Results.Json(body, StorageJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception silent) when (
            silent is RequestFailedException or AggregateException or OperationCanceledException)
        {
            return false;
        }
    }
}
