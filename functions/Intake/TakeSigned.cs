using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Intake;

/// <summary>Looks whether the signature of a document has come. May run any number of times.</summary>
public sealed class TakeSigned(DroppedNotices dropped)
{
    /// <summary>The step.</summary>
    /// <returns>True when the document waits on.</returns>
    [Function(nameof(TakeSigned))]
    public async Task<bool> RunAsync(
        [ActivityTrigger] SignatureLook look,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var blob = dropped.BlobOf(look.Notice.Name);
        try
        {
            return await dropped.TakeAsync(blob, look.Notice, look.IsLast, durable, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // The sender has taken the document away, or put another version in its place, which is picked up itself.
            if (await IsThereAsync(look, cancellation))
                throw;
            return false;
        }
    }

    private async Task<bool> IsThereAsync(SignatureLook look, CancellationToken cancellation)
    {
        try
        {
            var found = await dropped.BlobOf(look.Notice.Name).GetPropertiesAsync(null, cancellation);
            return found.Value.ETag.ToString() == look.Notice.Version;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }
}
