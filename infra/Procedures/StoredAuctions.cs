namespace CarbonRegistry.Infra.Procedures;

// What procedures about auctions keep of their documents beside the common members: stored shapes, like the record.

/// <summary>An announced auction (Order 221 ¶24).</summary>
/// <param name="Auction">Its id.</param>
/// <param name="MinimumPrice">The least price in tenge for one unit.</param>
/// <param name="Trades">On how many trades the price rests; 0 when the operator stated it for want of trades.</param>
public sealed record StoredAnnouncement(string Auction, decimal MinimumPrice, int Trades);

/// <summary>A trade of a sheet that was made at an announced auction.</summary>
/// <param name="Act">The last part of the act's instruction.</param>
/// <param name="Auction">The auction's id.</param>
/// <param name="Buyer">The buyer as the ledger names holders.</param>
/// <param name="Units">How many units.</param>
/// <param name="Price">In tenge for one unit.</param>
public sealed record StoredAuctionSale(string Act, string Auction, string Buyer, long Units, decimal Price);
