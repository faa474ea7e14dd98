using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Documents about the auctions of 2025, and a plan with units for them.</summary>
internal static class SomeAuctions
{
    /// <summary>A calendar of four auctions of 2025, a quarter of the year's 4,000 units each.</summary>
    public const string Usual = "1 2025-02-12 1000; 2 2025-05-14 1000; 3 2025-10-15 1000; 4 2025-10-24 1000";

    public static readonly DateOnly Published = Day("2024-11-20");

    /// <summary>The operator holds 4,000 units, A and B belong to one holder each.</summary>
    public static readonly NationalPlan Plan = PlanTable.Read("""
        2024-2025
        A                       210140000016  5000  5000
        B                       010240005554  5000  5000
        auction                 0   4000
        """);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    /// <summary>Auctions written as id, day and units, one after another.</summary>
    public static AuctionCalendar Calendar(string auctions = Usual, int year = 2025) => new(
        SomePapers.Header(), year, [.. auctions.Split("; ").Select(Planned)]);

    public static AuctionPostponement Postponement(string auction, string to) =>
        new(SomePapers.Header(), auction, Day(to), []);

    public static AdditionalAuction Additional(string auction) => new(SomePapers.Header(), Planned(auction));

    public static AuctionAnnouncement Announcement(
        string auction, long lot = 100, long limit = 3, decimal? price = null) =>
        new(SomePapers.Header(), auction, lot, limit, price);

    /// <summary>The table of documents that came one after another, a day each.</summary>
    public static AuctionTable Table(params Document[] documents) => new(documents.Select((document, day) =>
        new AuctionPaper(
            document,
            $"procedure-{day}",
            new DateTimeOffset(Published.AddDays(day), new TimeOnly(9, 0), TimeSpan.FromHours(5)),
            document is AuctionAnnouncement announced ? announced.MinimumPrice ?? 500 : null)));

    public static AuctionGround Ground(string on, params Document[] documents) =>
        new(Table(documents), Day(on), WorkingCalendar.Kazakhstan);

    /// <summary>The codes with their fields.</summary>
    public static string Codes(IEnumerable<AuctionFault> faults) =>
        string.Join(' ', faults.Select(fault => $"{(int)fault.Refusal.Code}{fault.Field}"));

    private static PlannedAuction Planned(string text)
    {
        var parts = text.Split(' ');
        return new PlannedAuction(
            parts[0], Day(parts[1]), long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
    }
}
