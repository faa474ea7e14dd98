using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The papers about contracts of direct sale (¶27; Order 221 ¶31): which of them speak of one contract, and what the
/// sale comes to.
/// </summary>
public sealed class ContractPapers(
    ProcedureStore procedures,
    UnitPromises promises,
    DealSettlement settlement,
    Quotations quotations,
    RegistryLedger ledger,
    TimeProvider time)
{
    /// <summary>The contract behind a paper; null while one of its accounts does not exist.</summary>
    internal Task<ContractEvidence?> EvidenceAsync(Sale sale, CancellationToken cancellation) =>
        ledger.ReadAsync(state => DirectSales.EvidenceOf(sale, state), cancellation);

    /// <summary>Other papers about the contract that were not refused, in the order in which they came.</summary>
    /// <param name="sale">The deal and its contract.</param>
    /// <param name="own">The paper's own procedure.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal async Task<IReadOnlyList<ProcedureRecord>> OthersAsync(
        Sale sale, string own, CancellationToken cancellation)
    {
        if (await EvidenceAsync(sale, cancellation) is not { } evidence)
            return [];
        var others = new List<ProcedureRecord>();
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Deal = evidence.Key }, cancellation))
        {
            if (record.Id != own && record.Refusal is null)
                others.Add(record);
        }
        return [.. others.OrderBy(record => record.ReceivedAt).ThenBy(record => record.Id, StringComparer.Ordinal)];
    }

    /// <summary>What the papers say was dealt.</summary>
    internal static IReadOnlyList<OtherEvidence> StatedBy(IEnumerable<ProcedureRecord> others) =>
    [
        .. others.Where(other => other.Deal is not null).Select(other => new OtherEvidence(
            other.Id, other.Deal!.UnitKind, other.Deal.Units, other.Deal.Price)),
    ];

    /// <summary>What the sale would come to now; nothing of it is claimed.</summary>
    internal async Task<Orders> JudgeAtDoorAsync(
        Sale sale, string paragraph, IReadOnlyList<ProcedureRecord> others, CancellationToken cancellation)
    {
        var table = await quotations.ReadAsync(cancellation);
        var deal = (await EvidenceAsync(sale, cancellation))?.Key;
        return await promises.ReadStandingAsync(
            deal,
            (state, promised) => DirectSales.Decide(
                sale, paragraph, StatedBy(others), new DealGround(state, promised, table)),
            cancellation);
    }

    /// <summary>True when the reason lies with the buyer's account alone.</summary>
    internal Task<bool> IsOfBuyerAsync(RefusalCode code, Sale sale, CancellationToken cancellation) =>
        ledger.ReadAsync(state => Deals.IsOfBuyer(code, sale.Terms, state), cancellation);

    /// <summary>What the sale comes to when it is carried out; it is claimed first, so its units move once.</summary>
    internal async Task<Orders> SettleAsync(ProcedureRecord record, Sale sale, CancellationToken cancellation)
    {
        var others = (await OthersAsync(sale, record.Id, cancellation))
            .Where(other => other.ReceivedAt <= record.ReceivedAt).ToList();
        if (DirectSales.Disagreement(sale, StatedBy(others)) is { } refusal)
            return new Orders.Refuse(refusal);
        if (record.Deal is { } deal && await settlement.ClaimAsync(
            "contract|" + deal.Key, record, other => other.Deal!.Act, cancellation) is { } settled)
            return settled;
        var table = await quotations.ReadAsync(cancellation);
        return await promises.ReadBeforeAsync(
            record,
            DirectSales.ActName(sale.Contract),
            (state, promised) => DirectSales.Decide(
                sale, record.Paragraph, StatedBy(others), new DealGround(state, promised, table)),
            cancellation);
    }

    /// <summary>Writes into the history when both papers are there, with both dates.</summary>
    internal Task<ProcedureRecord> NoteBothAsync(
        ProcedureRecord record, ProcedureRecord other, CancellationToken cancellation) =>
        procedures.ChangeAsync(
            record.Id, known => known.Noting(Happenings.BothEvidences(time.GetUtcNow(), record, other)), cancellation);
}
