namespace CarbonRegistry.Functions.Demo;

/// <summary>Offset units, trade and auctions (¶24–27; Order 221 ¶13–33; Code 289(7)).</summary>
internal static class DemoTrade
{
    private const string Holder = "050440556852";
    private const string Exchange = "970240000136";
    private const string Operator = "120140000007";
    private const string Buyer = "110340472035";

    /// <summary>The steps, in order.</summary>
    public static DemoStep[] Steps() =>
    [
        new("2023-08-07T10:00:00+06:00", "18-offset-application.json",
            $"offsetAccountApplication.{Holder}.2023.З-021",
            "two applicants of an offset project ask for accounts")
        {
            Due = "2023-08-10", Decided = DemoDecision.TwoRegistrars,
        },
        new("2023-09-04T10:00:00+06:00", "19-offset-issuance.json",
            $"offsetIssuance.{Holder}.2023.З-024",
            "the project's first report puts offset units into circulation")
        {
            Due = "2023-09-07", Decided = DemoDecision.TwoRegistrars, Units = 10_000,
        },
        new("2023-09-11T16:00:00+06:00", "20-quotation.json",
            $"exchangeQuotation.{Exchange}.2023.К-178",
            "the exchange quotes its price of the day")
        {
            Decided = DemoDecision.AtOnce,
        },
        new("2023-09-12T16:00:00+06:00", "21-trade-sheet.json",
            $"exchangeTradeSheet.{Exchange}.2023.ЛУ-41",
            "three trades of an exchange; the seller lacks the units of the third, and only that one falls")
        {
            Due = "2023-09-15", Decided = DemoDecision.OneRegistrar, Units = 5_500, Refusal = "insufficientUnits",
        },
        new("2023-10-03T10:00:00+06:00", "36-auction-announcement.json",
            $"auctionAnnouncement.{Operator}.2023.ОА-1",
            "an auction is announced at the average price of the last trades; its units are locked until it is settled")
        {
            Decided = DemoDecision.Announced,
        },
        new("2023-10-09T10:00:00+06:00", "22-contract-KZ-0001-KZ-0002.json",
            $"saleContract.{Buyer}.2023.Д-31",
            "the buyer hands in a contract; the seller has to confirm it")
        {
            Due = "2023-10-12", Decided = DemoDecision.RegistrarsAndHolder, Units = 1_000,
        },
        new("2023-10-16T10:00:00+06:00", "37-auction-postponement.json",
            $"auctionPostponement.{Operator}.2023.ПА-1",
            "the auction moves by three working days; who applied for it is told")
        {
            Decided = DemoDecision.AtOnce,
        },
        new("2023-10-23T18:00:00+06:00", "38-auction-sheet.json",
            $"exchangeTradeSheet.{Exchange}.2023.ЛУ-57",
            "the auction's sheet; one bid is below the least price, and falls")
        {
            Due = "2023-10-27", Decided = DemoDecision.OneRegistrar, Units = 2_000, Refusal = "priceBelowMinimum",
        },
        new("2023-11-06T10:00:00+06:00", "23-own-transfer-KZ-0001-KZ-9001.json",
            $"ownTransfer.{Holder}.2023.П-5",
            "the operator moves quota between its own installations")
        {
            Due = "2023-11-09", Decided = DemoDecision.TwoRegistrars, Units = 3_000,
        },
        new("2023-11-20T10:00:00+06:00", "39-additional-auction.json",
            $"additionalAuction.{Operator}.2023.ДА-1",
            "an additional auction of December; every holder of an installation's account is told")
        {
            Decided = DemoDecision.AtOnce,
        },
    ];
}
