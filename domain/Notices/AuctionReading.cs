namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the documents of auctions (Order 221 ¶17 to ¶26).</summary>
internal static class AuctionReading
{
    private const string IdName = "auctionId";
    private const string DateName = "auctionDate";

    public static AuctionCalendar? Calendar(ObjectReader reader, DocumentHeader? header)
    {
        var year = AmountReading.Year(reader);
        var auctions = Auctions(reader);
        return header is not null && year is { } known ? new AuctionCalendar(header, known, auctions) : null;
    }

    public static AuctionPostponement? Postponement(ObjectReader reader, DocumentHeader? header)
    {
        var id = Id(reader);
        var date = reader.Date(DateName);
        var applicants = Applicants(reader);
        return header is not null && id is not null && date is { } day
            ? new AuctionPostponement(header, id, day, applicants)
            : null;
    }

    public static AdditionalAuction? Additional(ObjectReader reader, DocumentHeader? header) =>
        Auction(reader, DateName) is { } auction && header is not null ? new AdditionalAuction(header, auction) : null;

    public static AuctionAnnouncement? Announcement(ObjectReader reader, DocumentHeader? header)
    {
        var id = Id(reader);
        var lot = AmountReading.Units(reader, "lotUnits");
        var limit = AmountReading.Units(reader, "lotLimit");
        var price = AmountReading.Price(reader, "minimumPrice", optional: true);
        return header is not null && id is not null && lot is { } units && limit is { } most
            ? new AuctionAnnouncement(header, id, units, most, price)
            : null;
    }

    private static List<PlannedAuction> Auctions(ObjectReader reader)
    {
        var read = new List<PlannedAuction>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var days = new HashSet<DateOnly>();
        foreach (var item in reader.Objects("auctions", optional: false))
        {
            var auction = Auction(item, "date");
            item.RefuseUnknown();
            if (auction is null)
                continue;
            if (!ids.Add(auction.AuctionId))
                reader.Issues.Add(DocumentIssues.DuplicateAuction(item.At(IdName)));
            else if (!days.Add(auction.Date))
                reader.Issues.Add(DocumentIssues.TwoAuctionsOnADay(item.At("date")));
            else
                read.Add(auction);
        }

        return read;
    }

    private static PlannedAuction? Auction(ObjectReader reader, string dateName)
    {
        var id = Id(reader);
        var date = reader.Date(dateName);
        var units = AmountReading.Units(reader);
        return id is not null && date is { } day && units is { } count ? new PlannedAuction(id, day, count) : null;
    }

    private static List<Party> Applicants(ObjectReader reader)
    {
        var read = new List<Party>();
        var seen = new HashSet<IdentificationNumber>();
        foreach (var item in reader.Objects("applicants"))
        {
            var id = PartyReading.BinOrIin(item);
            var name = item.Line("name");
            item.RefuseUnknown();
            if (id is { } known && !seen.Add(known))
                reader.Issues.Add(DocumentIssues.DuplicateParty(PartyReading.NumberField(item)));
            else if (id is { } number && name is not null)
                read.Add(new Party(number, name));
        }

        return read;
    }

    private static string? Id(ObjectReader reader) => reader.Number(IdName, FieldReading.NumberLengthMax);
}
