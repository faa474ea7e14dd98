namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads deals and prices (¶27; Order 221 ¶13–16, 31).</summary>
internal static class TradeReading
{
    public static ExchangeTradeSheet? Sheet(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var exchange = PartyReading.Company(reader, "exchange");
        var trades = Trades(reader, date);
        return header is not null && exchange is not null ? new ExchangeTradeSheet(header, exchange, trades) : null;
    }

    public static DirectSaleResult? DirectSale(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var terms = Terms(reader);
        var contract = FieldReading.Paper(reader, "contract", date);
        return header is not null && terms is not null && contract is not null
            ? new DirectSaleResult(header, terms, contract)
            : null;
    }

    public static SaleContract? Contract(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var terms = Terms(reader);
        var contract = FieldReading.Paper(reader, "contract", date);
        return header is not null && terms is not null && contract is not null
            ? new SaleContract(header, terms, contract)
            : null;
    }

    public static ExchangeQuotation? Quotation(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var quotedOn = FieldReading.PastDate(reader, "quotedOn", date);
        var unitKind = FieldReading.KindOfUnit(reader);
        var price = AmountReading.Price(reader);
        return header is not null && quotedOn is { } day && unitKind is { } kind && price is { } tenge
            ? new ExchangeQuotation(header, day, kind, tenge)
            : null;
    }

    private static List<ExchangeTrade> Trades(ObjectReader reader, DateOnly? documentDate)
    {
        const string idName = "tradeId";
        var read = new List<ExchangeTrade>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("trades", optional: false))
        {
            var id = item.Number(idName, FieldReading.NumberLengthMax);
            var terms = Terms(item);
            var tradedOn = FieldReading.PastDate(item, "tradedOn", documentDate);
            item.RefuseUnknown();
            if (id is not null && !seen.Add(id))
                reader.Issues.Add(DocumentIssues.DuplicateTrade(item.At(idName)));
            else if (id is not null && terms is not null && tradedOn is { } day)
                read.Add(new ExchangeTrade(id, terms, day));
        }

        return read;
    }

    private static DealTerms? Terms(ObjectReader reader)
    {
        const string buyerName = "buyer";
        var seller = FieldReading.Account(reader, "seller");
        var buyer = FieldReading.Account(reader, buyerName);
        var unitKind = FieldReading.KindOfUnit(reader);
        var units = AmountReading.Units(reader);
        var price = AmountReading.Price(reader);
        if (buyer is not null && seller == buyer)
            reader.Issues.Add(DocumentIssues.SellerIsBuyer(reader.At(buyerName)));
        return seller is not null && buyer is not null && unitKind is { } kind && units is { } count
            && price is { } tenge
            ? new DealTerms(seller, buyer, kind, count, tenge)
            : null;
    }
}
