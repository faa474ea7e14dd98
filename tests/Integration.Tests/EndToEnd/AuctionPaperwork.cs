using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Documents about auctions (Order 221 ¶17 to ¶26) and sheets of their trades.</summary>
internal static class AuctionPaperwork
{
    /// <summary>A calendar of auctions written as id, day and units, one after another.</summary>
    public static JsonObject Calendar(string number, string date, int year, string auctions)
    {
        var document = Papers.Document("auctionCalendar", number, date, Users.OperatorBin);
        document["year"] = year;
        document["auctions"] = new JsonArray([.. auctions.Split("; ").Select(text =>
        {
            var parts = text.Split(' ');
            return new JsonObject { ["auctionId"] = parts[0], ["date"] = parts[1], ["units"] = Number(parts[2]) };
        })]);
        return document;
    }

    public static JsonObject Postponement(
        string number, string date, string auction, string to, params string[] applicants)
    {
        var document = Papers.Document("auctionPostponement", number, date, Users.OperatorBin);
        document["auctionId"] = auction;
        document["auctionDate"] = to;
        document["applicants"] = new JsonArray([.. applicants.Select(bin =>
            new JsonObject { ["bin"] = bin, ["name"] = "Участник" })]);
        return document;
    }

    public static JsonObject Additional(string number, string date, string auction, string on, long units)
    {
        var document = Papers.Document("additionalAuction", number, date, Users.OperatorBin);
        document["auctionId"] = auction;
        document["auctionDate"] = on;
        document["units"] = units;
        return document;
    }

    public static JsonObject Announcement(
        string number, string date, string auction, long lot = 100, long limit = 6, decimal? price = null)
    {
        var document = Papers.Document("auctionAnnouncement", number, date, Users.OperatorBin);
        document["auctionId"] = auction;
        document["lotUnits"] = lot;
        document["lotLimit"] = limit;
        if (price is { } tenge)
            document["minimumPrice"] = tenge;
        return document;
    }

    /// <summary>A sheet of trades written as id, buyer, units and price, one after another.</summary>
    public static JsonObject Sheet(string number, string date, string seller, string trades)
    {
        var document = Papers.Document("exchangeTradeSheet", number, date, Users.ExchangeBin);
        document["exchange"] = document["issuer"]!.DeepClone();
        document["trades"] = new JsonArray([.. trades.Split("; ").Select(text =>
        {
            var parts = text.Split(' ');
            return new JsonObject
            {
                ["tradeId"] = $"{number}-{parts[0]}",
                ["seller"] = seller,
                ["buyer"] = parts[1],
                ["unitKind"] = "quota",
                ["units"] = Number(parts[2]),
                ["price"] = decimal.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture),
                ["tradedOn"] = date,
            };
        })]);
        return document;
    }

    private static long Number(string text) =>
        long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
