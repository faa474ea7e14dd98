using System.Text;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// What a person keeps to prove later that an act was carried out: its entries, each with the way from its leaf to the
/// root of a signed head.
/// </summary>
public sealed class ReceiptQueries(
    ProcedureStore procedures, RegistryLedger ledger, HeadView heads, LedgerFreshness freshness)
{
    /// <summary>The receipts of a procedure, for those who may see it.</summary>
    [Function("GetReceipt")]
    public async Task<IResult> ReceiptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures/{id}/receipt")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        var record = ProcedureKeys.IsKey(id) ? await procedures.FindAsync(id, cancellation) : null;
        if (record is null || !caller.SeesAny(record.Persons()))
            return Answers.NotFound(request);
        await freshness.CatchUpAsync(cancellation);
        var head = await heads.ViewAsync(cancellation);
        return Answers.Ok(new
        {
            Procedure = record.Id,
            record.Stage,
            Receipts = record.Entries.Where(n => n < head.Size).Select(n => Receipt(n, head)).ToList(),
        });
    }

    private object Receipt(long n, HeadAnswer head)
    {
        var leaf = Convert.ToHexStringLower(ledger.LeafHash(n));
        var hashes = ledger.InclusionProof(n, head.Size).Select(Convert.ToHexStringLower).ToList();
        return new
        {
            Entry = n,
            Leaf = leaf,
            // The text is the leaf itself: whoever hashes it needs nobody's word for what the entry says.
            Text = Encoding.UTF8.GetString(ledger.EntryBytes(n).Span),
            Proof = new { N = n, head.Size, Leaf = leaf, Hashes = hashes },
            Head = head,
        };
    }
}
