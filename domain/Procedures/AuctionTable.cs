using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A document of the operator about auctions, as it was received.</summary>
/// <param name="Document">One of the four kinds of Order 221 ¶18 to ¶26; others say nothing of auctions.</param>
/// <param name="Procedure">Its procedure.</param>
/// <param name="ReceivedAt">When it came: what came earlier stands.</param>
/// <param name="MinimumPrice">Of an announcement: the least price in tenge for one unit; null for others.</param>
public sealed record AuctionPaper(
    Document Document, string Procedure, DateTimeOffset ReceivedAt, decimal? MinimumPrice = null);

/// <summary>On what terms an auction was announced (Order 221 ¶22 to ¶24).</summary>
/// <param name="LotUnits">Units of one lot.</param>
/// <param name="LotLimit">How many lots one subject may buy in the session.</param>
/// <param name="MinimumPrice">The least price in tenge for one unit.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
/// <param name="Procedure">The announcement's procedure, which keeps the units locked.</param>
public sealed record AuctionTerms(
    long LotUnits, long LotLimit, decimal MinimumPrice, DateTimeOffset AnnouncedAt, string Procedure);

/// <summary>An auction as it stands (Order 221 ¶17 to ¶26).</summary>
/// <param name="Id">The operator's id.</param>
/// <param name="PlannedOn">The day of the calendar, or of the notice of an additional auction.</param>
/// <param name="Units">The quota units to be sold.</param>
/// <param name="Additional">True when no calendar names it (Order 221 ¶20).</param>
/// <param name="PublishedAt">When the calendar or the notice came.</param>
/// <param name="Procedure">The procedure of the calendar or of the notice.</param>
public sealed record Auction(
    string Id, DateOnly PlannedOn, long Units, bool Additional, DateTimeOffset PublishedAt, string Procedure)
{
    /// <summary>The day on which it is held: a later one after a postponement (Order 221 ¶19).</summary>
    public DateOnly HeldOn { get; init; } = PlannedOn;

    /// <summary>The terms; null until it is announced.</summary>
    public AuctionTerms? Terms { get; init; }
}

/// <summary>A calendar that was published (Order 221 ¶18).</summary>
/// <param name="Year">The year of its auctions.</param>
/// <param name="PublishedAt">When it came.</param>
/// <param name="Procedure">Its procedure.</param>
public sealed record PublishedCalendar(int Year, DateTimeOffset PublishedAt, string Procedure);

/// <summary>
/// Every auction that the operator's documents make, folded in the order in which they came. A document that does not
/// fit to the earlier ones changes nothing: its own procedure refuses it.
/// </summary>
public sealed class AuctionTable
{
    private readonly SortedDictionary<string, Auction> auctions = new(StringComparer.Ordinal);
    private readonly List<PublishedCalendar> calendars = [];

    /// <summary>Makes the table of documents in any order.</summary>
    public AuctionTable(IEnumerable<AuctionPaper> papers)
    {
        var inOrder = papers.OrderBy(paper => paper.ReceivedAt)
            .ThenBy(paper => paper.Procedure, StringComparer.Ordinal);
        foreach (var paper in inOrder)
            Apply(paper);
    }

    /// <summary>No auctions.</summary>
    public static AuctionTable None { get; } = new([]);

    /// <summary>All auctions by day.</summary>
    public IReadOnlyList<Auction> Items => [.. auctions.Values.OrderBy(auction => auction.HeldOn)];

    /// <summary>The calendars in the order in which they came.</summary>
    public IReadOnlyList<PublishedCalendar> Calendars => calendars;

    /// <summary>The auction of an id; null when there is none.</summary>
    public Auction? Find(string id) => auctions.GetValueOrDefault(id);

    /// <summary>
    /// The auction of a day, announced or not: there is one a day at most, since a trade sheet names none.
    /// </summary>
    public Auction? On(DateOnly day) => auctions.Values.FirstOrDefault(auction => auction.HeldOn == day);

    /// <summary>The calendar of a year; null when there is none.</summary>
    public PublishedCalendar? CalendarOf(int year) => calendars.FirstOrDefault(calendar => calendar.Year == year);

    private void Apply(AuctionPaper paper)
    {
        switch (paper.Document)
        {
            case AuctionCalendar calendar when CalendarOf(calendar.Year) is null:
                calendars.Add(new PublishedCalendar(calendar.Year, paper.ReceivedAt, paper.Procedure));
                foreach (var planned in calendar.Auctions)
                    Add(planned, additional: false, paper);
                break;
            case AdditionalAuction notice:
                Add(notice.Auction, additional: true, paper);
                break;
            case AuctionPostponement move when Find(move.AuctionId) is { } moved && On(move.AuctionDate) is null:
                auctions[moved.Id] = moved with { HeldOn = move.AuctionDate };
                break;
            case AuctionAnnouncement terms when paper.MinimumPrice is { } price
                && Find(terms.AuctionId) is { Terms: null } announced:
                auctions[announced.Id] = announced with
                {
                    Terms = new AuctionTerms(
                        terms.LotUnits, terms.LotLimit, price, paper.ReceivedAt, paper.Procedure),
                };
                break;
            default:
                break;
        }
    }

    private void Add(PlannedAuction planned, bool additional, AuctionPaper paper)
    {
        if (Find(planned.AuctionId) is null && On(planned.Date) is null)
        {
            auctions[planned.AuctionId] = new Auction(
                planned.AuctionId, planned.Date, planned.Units, additional, paper.ReceivedAt, paper.Procedure);
        }
    }
}
