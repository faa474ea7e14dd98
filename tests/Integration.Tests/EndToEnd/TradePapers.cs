using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Documents of trade (¶27; Order 221).</summary>
internal static class TradePapers
{
    public const string Today = BusyRegistry.Today;

    public static JsonObject Trade(string id, string seller, string buyer, long units, string kind = "quota") => new()
    {
        ["tradeId"] = id,
        ["seller"] = seller,
        ["buyer"] = buyer,
        ["unitKind"] = kind,
        ["units"] = units,
        ["price"] = 500,
        ["tradedOn"] = Today,
    };

    public static JsonObject Sheet(string number, params JsonObject[] trades)
    {
        var document = Document("exchangeTradeSheet", number, Users.ExchangeBin);
        document["exchange"] = document["issuer"]!.DeepClone();
        document["trades"] = new JsonArray([.. trades]);
        return document;
    }

    public static JsonObject Result(
        string number, string contract, string seller, string buyer, long units, decimal price = 500)
    {
        var document = Document("directSaleResult", number, Users.AuthorityBin);
        return Sale(document, contract, seller, buyer, units, price);
    }

    public static JsonObject Contract(
        string number, string contract, string seller, string buyer, long units, decimal price = 500,
        string? issuer = null)
    {
        var document = Document("saleContract", number, issuer ?? Papers.Operators[buyer]);
        return Sale(document, contract, seller, buyer, units, price);
    }

    public static JsonObject Quotation(string number, decimal price, string on, string kind = "quota")
    {
        var document = Document("exchangeQuotation", number, Users.ExchangeBin);
        document["quotedOn"] = on;
        document["unitKind"] = kind;
        document["price"] = price;
        return document;
    }

    public static JsonObject OwnTransfer(string number, string from, string to, long units, string? issuer = null)
    {
        var document = Document("ownTransfer", number, issuer ?? Papers.Operators[from]);
        document["from"] = from;
        document["to"] = to;
        document["units"] = units;
        return document;
    }

    private static JsonObject Sale(
        JsonObject document, string contract, string seller, string buyer, long units, decimal price)
    {
        document["seller"] = seller;
        document["buyer"] = buyer;
        document["unitKind"] = "quota";
        document["units"] = units;
        document["price"] = price;
        document["contract"] = new JsonObject { ["number"] = contract, ["date"] = Today };
        return document;
    }

    private static JsonObject Document(string kind, string number, string bin) => new()
    {
        ["kind"] = kind,
        ["number"] = number,
        ["date"] = Today,
        ["issuer"] = new JsonObject { ["bin"] = bin, ["name"] = "Податель" },
    };
}
