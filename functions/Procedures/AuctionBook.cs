using System.Collections.Concurrent;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>A sale at an auction with what has become of it.</summary>
/// <param name="Sheet">The procedure of its sheet.</param>
/// <param name="Sale">The sale.</param>
/// <param name="Posted">True when its units have moved.</param>
/// <param name="Promised">True when they have not, and are promised to the sheet, which has not ended.</param>
internal sealed record KnownSale(ProcedureRecord Sheet, StoredAuctionSale Sale, bool Posted, bool Promised);

/// <summary>
/// The auctions of the primary market as the procedures that were not refused make them (Order 221 ¶17 to ¶26), and
/// what was sold at them. Documents never change, so each is read once.
/// </summary>
public sealed class AuctionBook(
    ProcedureStore procedures,
    CaseFiles files,
    PlansInForce inForce,
    RegistryCalendar calendar,
    RegistryLedger ledger,
    OpaqueIds opaque)
{
    private static readonly DocumentKind[] Kinds =
    [
        DocumentKind.AuctionCalendar,
        DocumentKind.AuctionPostponement,
        DocumentKind.AdditionalAuction,
        DocumentKind.AuctionAnnouncement,
    ];

    private static readonly string Sheets = DocumentKinds.NameOf(DocumentKind.ExchangeTradeSheet);

    private readonly ConcurrentDictionary<string, Document> read = new(StringComparer.Ordinal);

    /// <summary>The papers about auctions that were not refused.</summary>
    /// <param name="before">Only those that came before this procedure; all when it is null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal async Task<IReadOnlyList<(ProcedureRecord Record, Document Document)>> PapersAsync(
        ProcedureRecord? before, CancellationToken cancellation)
    {
        var papers = new List<(ProcedureRecord, Document)>();
        foreach (var kind in Kinds)
        {
            var filter = new ProcedureFilter { Kind = DocumentKinds.NameOf(kind) };
            await foreach (var record in procedures.AllAsync(filter, cancellation))
            {
                if (record.Refusal is null && (before is null || ComesBefore(record, before)))
                    papers.Add((record, await DocumentAsync(record, cancellation)));
            }
        }
        return papers;
    }

    /// <summary>The auctions that those papers make.</summary>
    internal async Task<AuctionTable> TableAsync(ProcedureRecord? before, CancellationToken cancellation) =>
        TableOf(await PapersAsync(before, cancellation));

    /// <summary>The auctions that papers make.</summary>
    internal static AuctionTable TableOf(IEnumerable<(ProcedureRecord Record, Document Document)> papers) => new(
        papers.Select(paper => new AuctionPaper(
            paper.Document, paper.Record.Id, paper.Record.ReceivedAt, paper.Record.Announcement?.MinimumPrice)));

    /// <summary>What a document is judged by that came in a moment, or with a procedure.</summary>
    internal async Task<AuctionGround> GroundAsync(
        DateTimeOffset at, ProcedureRecord? before, CancellationToken cancellation) => new(
        await TableAsync(before, cancellation),
        KazakhstanTime.DateOf(at),
        await calendar.InForceAsync(cancellation));

    /// <summary>
    /// Order 221 ¶21: the units that the plan provides for auctions in a year; null when no plan in force has the year.
    /// </summary>
    internal async Task<long?> YearTotalAsync(int year, CancellationToken cancellation)
    {
        var plan = (await inForce.AllAsync(cancellation)).FirstOrDefault(known => known.Period.Contains(year));
        return plan?.Reserve.Where(line => line.Category == ReserveCategory.Auction)
            .Sum(line => line.YearUnits[year]);
    }

    /// <summary>
    /// Order 221 ¶24: the least price that the last trades on the exchange make; those count that were carried out and
    /// not corrected since. Null when there are none.
    /// </summary>
    internal async Task<MinimumPrice?> PriceAsync(CancellationToken cancellation)
    {
        var corrected = await CorrectedAsync(cancellation);
        var deals = new List<ExchangeDeal>();
        var filter = new ProcedureFilter { Kind = Sheets, Stage = ProcedureStage.Executed };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            var sheet = (ExchangeTradeSheet)await DocumentAsync(record, cancellation);
            var standing = record.Parts.Where(part => part.Entries.Count > 0 && !part.Entries.Any(corrected.Contains))
                .Select(part => part.Act).ToHashSet(StringComparer.Ordinal);
            deals.AddRange(sheet.Trades.Index()
                .Where(each => standing.Contains(TradeSheets.ActName(each.Item.TradeId)))
                .Select(each => new ExchangeDeal(
                    each.Item.Terms.UnitKind, each.Item.Terms.Units, each.Item.Terms.Price, each.Item.TradedOn,
                    record.ReceivedAt, each.Index)));
        }
        return AuctionPrice.Of(deals);
    }

    /// <summary>Every sale at an announced auction.</summary>
    /// <param name="auction">Of one auction; of all when it is null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal async Task<IReadOnlyList<KnownSale>> SalesAsync(string? auction, CancellationToken cancellation)
    {
        var records = new List<ProcedureRecord>();
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Kind = Sheets }, cancellation))
        {
            if (record.AuctionSales.Any(sale => auction is null || sale.Auction == auction))
                records.Add(record);
        }
        await ledger.RefreshAsync(cancellation);
        return await ledger.ReadAsync<IReadOnlyList<KnownSale>>(
            state =>
            [
                .. from record in records
                   from sale in record.AuctionSales
                   where auction is null || sale.Auction == auction
                   let posted = state.IsPosted($"{JournalNames.Of(record, opaque)}/{sale.Act}")
                   let promised = !record.Ended && record.Promises.Any(promise => promise.Act == sale.Act)
                   select new KnownSale(record, sale, posted, promised && !posted),
            ],
            cancellation);
    }

    /// <summary>
    /// What a sheet's trades are judged by. Beside the sales that stand, those count that are promised to sheets which
    /// came earlier: of two sheets that are carried out at once, the later leaves the earlier its lots.
    /// </summary>
    internal async Task<AuctionHall> HallAsync(ProcedureRecord sheet, CancellationToken cancellation)
    {
        var table = await TableAsync(null, cancellation);
        var sales = await SalesAsync(null, cancellation);
        return new AuctionHall(
            table,
            [
                .. sales.Where(known => known.Posted
                    || (known.Promised && known.Sheet.Id != sheet.Id && ComesBefore(known.Sheet, sheet)))
                    .Select(known => new AuctionSale(known.Sale.Auction, known.Sale.Buyer, known.Sale.Units)),
            ]);
    }

    private async Task<Document> DocumentAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (!read.TryGetValue(record.DocumentSha256, out var document))
        {
            document = await files.DocumentAsync(record.DocumentSha256, cancellation);
            read[record.DocumentSha256] = document;
        }
        return document;
    }

    /// <summary>The entries that were reversed (T26): what they moved was no trade.</summary>
    private async Task<HashSet<long>> CorrectedAsync(CancellationToken cancellation)
    {
        var corrected = new HashSet<long>();
        var filter = new ProcedureFilter
        {
            Kind = DocumentKinds.NameOf(DocumentKind.Correction),
            Stage = ProcedureStage.Executed,
        };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
            corrected.Add(((Correction)await DocumentAsync(record, cancellation)).Entry);
        return corrected;
    }

    private static bool ComesBefore(ProcedureRecord one, ProcedureRecord other) =>
        one.ReceivedAt != other.ReceivedAt
            ? one.ReceivedAt < other.ReceivedAt
            : string.CompareOrdinal(one.Id, other.Id) < 0;
}
