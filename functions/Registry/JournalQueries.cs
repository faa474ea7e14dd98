using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>The public journal: head, entries in canonical form, and proofs of RFC 9162.</summary>
public sealed class JournalQueries(RegistryLedger ledger, HeadView heads, LedgerFreshness freshness)
{
    private const int DefaultTake = 1000;
    private const int MaximumTake = 10_000;
    private static readonly byte[] Newline = [(byte)'\n'];

    /// <summary>Size and root of the tree, signed.</summary>
    [Function("GetJournalHead")]
    public async Task<IResult> HeadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/head")] HttpRequest request,
        CancellationToken cancellation)
    {
        await freshness.CatchUpAsync(cancellation);
        return Answers.Ok(await heads.ViewAsync(cancellation));
    }

    /// <summary>Entries, one canonical JSON a line, numbers from 0.</summary>
    [Function("GetJournal")]
    public IResult Entries([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal")] HttpRequest request)
    {
        if (!Paging.TryNumber(request, "from", out var from))
            return Answers.BadParameter(request, "from");
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        var first = from ?? 0;
        var end = Math.Min(ledger.Head.Size, Math.Min(first, long.MaxValue - MaximumTake) + take);
        return Results.Stream(async body =>
        {
            await foreach (var entry in ledger.EntriesAsync(first, end, request.HttpContext.RequestAborted))
            {
                await body.WriteAsync(entry);
                await body.WriteAsync(Newline);
            }
        }, "application/x-ndjson; charset=utf-8");
    }

    /// <summary>That an entry is in the tree of a size.</summary>
    [Function("GetInclusionProof")]
    public IResult Inclusion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/{n:long}/proof")] HttpRequest request,
        long n)
    {
        if (!Paging.TryNumber(request, "size", out var asked))
            return Answers.BadParameter(request, "size");
        var size = asked ?? ledger.Head.Size;
        if (size > ledger.Head.Size)
            return Answers.BadParameter(request, "size");
        if (n < 0 || n >= size)
            return Answers.NotFound(request);
        var hashes = ledger.InclusionProof(n, size).Select(Hex).ToList();
        return Answers.Ok(new { N = n, Size = size, Leaf = Hex(ledger.LeafHash(n)), Hashes = hashes });
    }

    /// <summary>That the tree of one size is the start of the tree of another.</summary>
    [Function("GetConsistencyProof")]
    public IResult Consistency(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/consistency")] HttpRequest request)
    {
        if (!Paging.TryNumber(request, "from", out var from) || from is null or < 1)
            return Answers.BadParameter(request, "from");
        if (!Paging.TryNumber(request, "to", out var asked))
            return Answers.BadParameter(request, "to");
        var to = asked ?? ledger.Head.Size;
        if (to > ledger.Head.Size || to < from)
            return Answers.BadParameter(request, "to");
        var hashes = ledger.ConsistencyProof(from.Value, to).Select(Hex).ToList();
        return Answers.Ok(new { From = from.Value, To = to, Hashes = hashes });
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
