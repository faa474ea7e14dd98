using System.Threading.Channels;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.ReadModels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Lets the tables of accounts and holdings follow the journal, beside the postings and never in their way. While
/// nothing is posted it does nothing.
/// </summary>
internal sealed class ReadModelService(
    RegistryStart start, RegistryLedger ledger, ReadModelWriter writer, ILogger<ReadModelService> log)
    : BackgroundService
{
    /// <summary>So many entries of one moment share a pass.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var grown = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Notice() => grown.Writer.TryWrite(true);
        ledger.Grown += Notice;
        try
        {
            await start.ReadyAsync();
            Notice();
            while (await grown.Reader.WaitToReadAsync(stoppingToken))
            {
                grown.Reader.TryRead(out _);
                // The pause is the machine's, not the registry's: a virtual clock that stands must not hold it up.
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
                await PassAsync(Notice, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is missing is written after the next start.
        }
        finally
        {
            ledger.Grown -= Notice;
        }
    }

    private async Task PassAsync(Action again, CancellationToken stoppingToken)
    {
        try
        {
            if (ledger.Frozen is null)
                await writer.CatchUpAsync(stoppingToken);
        }
        catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(trouble, "The tables of accounts and holdings are behind the journal.");
            await Task.Delay(PauseAfterTrouble, TimeProvider.System, stoppingToken);
            again();
        }
    }
}

/// <summary>Writes the tables of accounts and holdings anew, for an administrator who does not trust them.</summary>
public sealed class ReadModelDoor(ReadModelWriter writer)
{
    /// <summary>Answers with the number of the entry that the tables then reflect.</summary>
    [Function("RebuildReadModels")]
    public async Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "read-models/rebuild")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.MayAct(Role.Admin))
            return Answers.Forbidden(request);
        return Answers.Ok(new { Entry = await writer.RebuildAsync(cancellation) - 1 });
    }
}
