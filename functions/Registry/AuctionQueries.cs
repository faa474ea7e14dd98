using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// The auctions of the primary market (Order 221 ¶17 to ¶26): the published calendar, the announced terms, and what was
/// sold. Public, since the law wants it published; it names no buyer.
/// </summary>
public sealed class AuctionQueries(AuctionBook auctions, RegistryCalendar calendar, TimeProvider time)
{
    /// <summary>Of fewer trades no average price is shown, as in the indicator of direct sales.</summary>
    private const int TradesShown = 3;

    private const int FirstYear = 2021;
    private const int LastYear = 2100;

    /// <summary>The auctions of a year, by default of this one.</summary>
    [Function("GetAuctions")]
    public async Task<IResult> AuctionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "auctions")] HttpRequest request,
        CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var year = today.Year;
        if (request.Query["year"] is [{ } text] && !TryYear(text, out year))
            return Answers.BadParameter(request, "year");
        var papers = await auctions.PapersAsync(null, cancellation);
        var table = AuctionBook.TableOf(papers);
        var sales = (await auctions.SalesAsync(null, cancellation)).ToLookup(sale => sale.Sale.Auction);
        var dueOn = AuctionRules.CalendarDueOn(year, await calendar.InForceAsync(cancellation));
        return Answers.Ok(new
        {
            Year = year,
            Calendar = table.CalendarOf(year) is not { } published ? null : new
            {
                PublishedOn = KazakhstanTime.DateOf(published.PublishedAt),
                DueOn = dueOn,
                Late = KazakhstanTime.DateOf(published.PublishedAt) > dueOn,
                published.Procedure,
            },
            Items = table.Items.Where(auction => auction.PlannedOn.Year == year)
                .Select(auction => ViewOf(auction, papers, [.. sales[auction.Id]], today)).ToList(),
            Continue = (string?)null,
        });
    }

    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year)
        && year is >= FirstYear and <= LastYear;

    private static object ViewOf(
        Auction auction,
        IReadOnlyList<(ProcedureRecord Record, Document Document)> papers,
        IReadOnlyList<KnownSale> sales,
        DateOnly today)
    {
        var sold = sales.Where(sale => sale.Posted).Select(sale => sale.Sale).ToList();
        var announced = papers.FirstOrDefault(paper => paper.Record.Id == auction.Terms?.Procedure).Record;
        return new
        {
            AuctionId = auction.Id,
            State = StateOf(auction, announced, sold, today),
            auction.Additional,
            auction.PlannedOn,
            auction.HeldOn,
            auction.Units,
            PublishedOn = KazakhstanTime.DateOf(auction.PublishedAt),
            auction.Procedure,
            Announcement = auction.Terms is not { } terms ? null : new
            {
                AnnouncedOn = KazakhstanTime.DateOf(terms.AnnouncedAt),
                terms.LotUnits,
                terms.LotLimit,
                terms.MinimumPrice,
                PriceTrades = announced?.Announcement?.Trades,
                terms.Procedure,
            },
            Result = sold.Count == 0 ? null : ResultOf(sold, auction.Terms!.LotUnits),
        };
    }

    private static string StateOf(
        Auction auction, ProcedureRecord? announced, List<StoredAuctionSale> sold, DateOnly today)
    {
        if (auction.Terms is null)
            return today > auction.HeldOn ? "notHeld" : "planned";
        if (announced is { Ended: true })
            return sold.Count > 0 ? "settled" : "notHeld";
        return "announced";
    }

    private static object ResultOf(List<StoredAuctionSale> sold, long lotUnits)
    {
        var units = sold.Sum(sale => sale.Units);
        return new
        {
            Trades = sold.Count,
            Units = units,
            Lots = units / lotUnits,
            AveragePrice = sold.Count < TradesShown
                ? (decimal?)null
                : Math.Round(sold.Sum(sale => sale.Units * sale.Price) / units, 2, MidpointRounding.AwayFromZero),
        };
    }
}
