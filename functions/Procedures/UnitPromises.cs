using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Which units are promised to procedures that have not ended. Promises are read before the ledger: an act that is
/// posted in between is then seen in the ledger and not counted twice.
/// </summary>
public sealed class UnitPromises(ProcedureStore procedures, RegistryLedger ledger, OpaqueIds opaque)
{
    /// <summary>All promises that stand, for balances and for documents at the door.</summary>
    /// <param name="deal">The contract that is judged itself: what its other paper promises are the same units.</param>
    /// <param name="read">Gets the ledger and the promises.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal Task<T> ReadStandingAsync<T>(
        string? deal, Func<LedgerState, PromisedUnits, T> read, CancellationToken cancellation) =>
        ReadStandingAsync(deal, [], read, cancellation);

    /// <summary>
    /// The same without the units that are locked for auctions (Order 221 ¶26) whose trades are judged.
    /// </summary>
    internal async Task<T> ReadStandingAsync<T>(
        string? deal,
        IReadOnlyCollection<string> auctions,
        Func<LedgerState, PromisedUnits, T> read,
        CancellationToken cancellation)
    {
        var pending = await PendingAsync(null, deal, auctions, cancellation);
        return await ledger.ReadAsync(
            state => read(state, PromisedUnits.Standing(pending, state)), cancellation);
    }

    /// <summary>
    /// The promises that an act which is being carried out must leave alone. Units that are locked for an auction
    /// (Order 221 ¶26) are there for the trades that were made at it.
    /// </summary>
    internal async Task<T> ReadBeforeAsync<T>(
        ProcedureRecord record, string act, Func<LedgerState, PromisedUnits, T> read, CancellationToken cancellation)
    {
        var auctions = record.AuctionSales.Select(sale => sale.Auction).ToHashSet(StringComparer.Ordinal);
        var pending = await PendingAsync(record.Id, record.Deal?.Key, auctions, cancellation);
        var instruction = InstructionOf(record, act);
        return await ledger.ReadAsync(
            state => read(state, PromisedUnits.Before(pending, record.Id, instruction, state)), cancellation);
    }

    /// <summary>Every promise of procedures that have not ended, with the moment from which it counts.</summary>
    internal Task<IReadOnlyList<PendingAct>> PendingAsync(CancellationToken cancellation) =>
        PendingAsync(null, null, [], cancellation);

    /// <summary>The id under which an act of the procedure stands in the journal.</summary>
    internal string InstructionOf(ProcedureRecord record, string act) => $"{JournalNames.Of(record, opaque)}/{act}";

    /// <summary>
    /// What a document that is about one account promises of it; empty while the account does not exist, and for kinds
    /// that promise nothing or say so in their own case.
    /// </summary>
    internal Task<IReadOnlyList<StoredPromise>> OfAsync(Document document, CancellationToken cancellation) =>
        document switch
        {
            VoluntaryCancellation request =>
                OneAsync("cancel", request.Account, request.UnitKind, request.Units, cancellation),
            ReturnToReserve notice => OneAsync(
                "return",
                new AccountReference.ByInstallation(notice.Installation),
                UnitKind.Quota,
                notice.Units,
                cancellation),
            OwnTransfer order => OneAsync(
                OwnTransfers.ActName,
                new AccountReference.ByInstallation(order.From),
                UnitKind.Quota,
                order.Units,
                cancellation),
            _ => Task.FromResult<IReadOnlyList<StoredPromise>>([]),
        };

    /// <summary>A promise as it is stored.</summary>
    internal static StoredPromise Stored(Promise promise) =>
        new(promise.Act, promise.Account.ToString(), promise.UnitKind, promise.Units);

    private async Task<IReadOnlyList<StoredPromise>> OneAsync(
        string act, AccountReference account, UnitKind kind, long units, CancellationToken cancellation)
    {
        var number = await ledger.ReadAsync(state => state.Find(account)?.Number, cancellation);
        return number is { } known ? [Stored(new Promise(act, known, kind, units))] : [];
    }

    /// <summary>
    /// Two papers about one contract promise its units once: the earlier one counts, but for the contract that is
    /// judged itself, of which only the judged paper's own promise does.
    /// </summary>
    private async Task<IReadOnlyList<PendingAct>> PendingAsync(
        string? own, string? ownDeal, IReadOnlyCollection<string> auctions, CancellationToken cancellation)
    {
        var records = new List<ProcedureRecord>();
        var filter = new ProcedureFilter { Open = true, Promises = true };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            if (record.Refusal is null && (record.Id == own || record.Deal is null || record.Deal.Key != ownDeal)
                && (record.Announcement is null || !auctions.Contains(record.Announcement.Auction)))
                records.Add(record);
        }
        var sold = await SoldAtAuctionsAsync(records, cancellation);
        return
        [
            .. records.OrderBy(record => record.ReceivedAt).ThenBy(record => record.Id, StringComparer.Ordinal)
                .DistinctBy(record => record.Deal?.Key ?? record.Id)
                .SelectMany(record => record.Promises.Select(promise => PendingOf(record, promise, sold)))
                .Where(act => act.Promise.Units > 0),
        ];
    }

    /// <summary>
    /// Order 221 ¶26: of an announced auction those units stay locked that no trade sheet has sold or promises. Read
    /// only while an auction is announced.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, long>> SoldAtAuctionsAsync(
        List<ProcedureRecord> open, CancellationToken cancellation)
    {
        if (!open.Any(record => record.Announcement is not null))
            return new Dictionary<string, long>();
        var sales = new Dictionary<(string Sheet, string Act), StoredAuctionSale>();
        foreach (var sheet in open)
            Add(sheet, sheet.Promises.Select(promise => promise.Act));
        var ended = new ProcedureFilter
        {
            Kind = DocumentKinds.NameOf(DocumentKind.ExchangeTradeSheet),
            Open = false,
        };
        await foreach (var sheet in procedures.AllAsync(ended, cancellation))
            Add(sheet, sheet.Parts.Where(part => part.Entries.Count > 0).Select(part => part.Act));
        return sales.Values.GroupBy(sale => sale.Auction)
            .ToDictionary(group => group.Key, group => group.Sum(sale => sale.Units));

        void Add(ProcedureRecord sheet, IEnumerable<string> acts)
        {
            foreach (var sale in sheet.AuctionSales.IntersectBy(acts, sale => sale.Act))
                sales[(sheet.Id, sale.Act)] = sale;
        }
    }

    private PendingAct PendingOf(
        ProcedureRecord record, StoredPromise promise, IReadOnlyDictionary<string, long> sold)
    {
        var gone = record.Announcement is { } announced ? sold.GetValueOrDefault(announced.Auction) : 0;
        return new PendingAct(
            record.Id,
            record.ReceivedAt,
            InstructionOf(record, promise.Act),
            new Promise(
                promise.Act,
                AccountNumber.Parse(promise.Account),
                promise.UnitKind,
                Math.Max(0, promise.Units - gone)));
    }
}
