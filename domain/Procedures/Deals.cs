using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>How a deal was made (Order 221 ¶6, 27).</summary>
public enum DealChannel
{
    /// <summary>On a commodity exchange.</summary>
    Exchange = 1,

    /// <summary>Directly between seller and buyer.</summary>
    Direct = 2,
}

/// <summary>What a deal is judged by besides its own terms.</summary>
/// <param name="Ledger">Accounts and balances.</param>
/// <param name="Promised">Units of the seller that this deal must leave alone.</param>
/// <param name="Quotations">The exchange quotations recorded so far.</param>
public sealed record DealGround(LedgerState Ledger, PromisedUnits Promised, QuotationTable Quotations)
{
    /// <summary>
    /// The auctions, whose limits hold for the operator's sales on an exchange (Order 221 ¶22 to ¶26).
    /// </summary>
    public AuctionHall Auctions { get; init; } = AuctionHall.Empty;
}

/// <summary>
/// ¶27; Order 221 ¶3 to ¶9, 27 to 33: whether a deal may be carried out, and by which row of the matrix. The seller is
/// debited and the buyer credited in one entry (Order 221 ¶9).
/// </summary>
public static class Deals
{
    /// <summary>The first reason against the deal, in the order of the codes; null when there is none.</summary>
    /// <param name="terms">What was dealt.</param>
    /// <param name="channel">How.</param>
    /// <param name="madeOn">The day of the deal, whose quotation counts.</param>
    /// <param name="ground">What the registry knows.</param>
    public static Refusal? Check(DealTerms terms, DealChannel channel, DateOnly madeOn, DealGround ground)
    {
        var seller = ground.Ledger.Find(terms.Seller);
        var buyer = ground.Ledger.Find(terms.Buyer);
        if (seller is null || buyer is null)
        {
            var missing = LedgerDecision.NameOf(seller is null ? terms.Seller : terms.Buyer);
            return RefusalCatalogue.Refuse(AccountNotFound, missing);
        }
        return StateOf(seller, buyer)
            ?? PartiesOf(seller, buyer, channel)
            ?? UnitsOf(terms, seller, buyer, channel, ground.Promised)
            ?? PriceOf(terms, channel, madeOn, ground.Quotations);
    }

    /// <summary>
    /// True when a reason of <see cref="Check"/> lies with the buyer's account alone, so that whoever sent the paper
    /// looks at the right field.
    /// </summary>
    /// <param name="code">The reason.</param>
    /// <param name="terms">What was dealt.</param>
    /// <param name="ledger">The ledger on which it was judged.</param>
    public static bool IsOfBuyer(RefusalCode code, DealTerms terms, LedgerState ledger)
    {
        var seller = ledger.Find(terms.Seller);
        return code switch
        {
            AccountNotFound => seller is not null,
            AccountClosed => seller is { IsClosed: false },
            RefusalCode.AccountBlocked => seller is { IsBlocked: false },
            NotMarketSubject => seller?.Kind is AccountKind.Installation or AccountKind.OffsetApplicant
                or AccountKind.TradingSystemOperator,
            OperatorOnlyOnExchange => seller is not null and not { Kind: AccountKind.TradingSystemOperator },
            _ => false,
        };
    }

    /// <summary>
    /// The row of the matrix: an auction sale or a purchase of the operator of the trading system where it is a party
    /// (Order 221 ¶8, 17), otherwise a trade between holders.
    /// </summary>
    public static MoveCode CodeOf(AccountKind seller, AccountKind buyer, DealChannel channel) => (seller, buyer) switch
    {
        (AccountKind.TradingSystemOperator, _) => MoveCode.T17,
        (_, AccountKind.TradingSystemOperator) => MoveCode.T18,
        _ => channel == DealChannel.Exchange ? MoveCode.T15 : MoveCode.T16,
    };

    /// <summary>The act of a deal that was checked.</summary>
    /// <param name="name">The act's name within its procedure.</param>
    /// <param name="paragraph">The provision that asks for it.</param>
    /// <param name="terms">What was dealt, between accounts that exist.</param>
    /// <param name="channel">How.</param>
    /// <param name="ledger">Tells the kinds of the accounts.</param>
    internal static Order ActOf(
        string name, string paragraph, DealTerms terms, DealChannel channel, LedgerState ledger)
    {
        var code = CodeOf(ledger.Find(terms.Seller)!.Kind, ledger.Find(terms.Buyer)!.Kind, channel);
        var units = new Selection.Quantity(terms.UnitKind, terms.Units);
        return new Order(name, paragraph, new Act.MoveUnits(code, terms.Seller, terms.Buyer, units));
    }

    /// <summary>305, 306 and 310: ¶27 asks for two accounts that are open and not blocked.</summary>
    private static Refusal? StateOf(AccountState seller, AccountState buyer)
    {
        foreach (var account in (AccountState[])[seller, buyer])
        {
            if (account.IsClosed)
                return RefusalCatalogue.Refuse(AccountClosed, account.Number);
        }
        foreach (var account in (AccountState[])[seller, buyer])
        {
            if (account.IsBlocked)
            {
                var grounds = string.Join(", ", account.Grounds.Select(ground => ground.Ground));
                return RefusalCatalogue.Refuse(RefusalCode.AccountBlocked, account.Number, grounds);
            }
        }
        return seller == buyer ? RefusalCatalogue.Refuse(SameAccount, seller.Number) : null;
    }

    /// <summary>From 316 on, and 309 for what the matrix leaves out: who may deal with whom, and where.</summary>
    private static Refusal? PartiesOf(AccountState seller, AccountState buyer, DealChannel channel)
    {
        foreach (var account in (AccountState[])[seller, buyer])
        {
            if (account.Kind is not (AccountKind.Installation or AccountKind.OffsetApplicant
                or AccountKind.TradingSystemOperator))
                return RefusalCatalogue.Refuse(NotMarketSubject, account.Number);
        }
        var code = CodeOf(seller.Kind, buyer.Kind, channel);
        if (!MoveMatrix.IsAllowed(code, seller.Kind, buyer.Kind))
            return RefusalCatalogue.Refuse(MoveNotAllowed, code, seller.Number, buyer.Number);
        if (channel == DealChannel.Exchange)
            return null;
        foreach (var account in (AccountState[])[seller, buyer])
        {
            if (account.Kind == AccountKind.TradingSystemOperator)
                return RefusalCatalogue.Refuse(OperatorOnlyOnExchange, account.Number);
        }
        return seller.Holder is not null && seller.Holder == buyer.Holder
            ? RefusalCatalogue.Refuse(SaleToOneself, seller.Number, buyer.Number)
            : null;
    }

    /// <summary>402, 404, 407 and 420: whether the seller has such units, free and for sale (¶3, 7).</summary>
    private static Refusal? UnitsOf(
        DealTerms terms, AccountState seller, AccountState buyer, DealChannel channel, PromisedUnits promised)
    {
        if (terms.UnitKind == UnitKind.International)
            return RefusalCatalogue.Refuse(TreatyNeeded, UnitKindNames.Of(terms.UnitKind));
        var code = CodeOf(seller.Kind, buyer.Kind, channel);
        if (!MoveMatrix.MayCarry(code, terms.UnitKind, buyer.Kind))
            return RefusalCatalogue.Refuse(UnitKindNotAllowed, buyer.Number, UnitKindNames.Of(terms.UnitKind));
        return FreeUnits.Check(seller, terms.UnitKind, terms.Units, promised);
    }

    /// <summary>421: a direct sale may not go below the quotation; an exchange makes its own price.</summary>
    private static Refusal? PriceOf(
        DealTerms terms, DealChannel channel, DateOnly madeOn, QuotationTable quotations)
    {
        if (channel == DealChannel.Exchange || quotations.Reference(terms.UnitKind, madeOn) is not { } floor)
            return null;
        if (terms.Price >= floor.Price)
            return null;
        var paragraph = floor.QuotedOn == madeOn ? "Order 221 ¶29" : "Order 221 ¶30";
        return RefusalCatalogue.Refuse(PriceBelowQuotation, paragraph,
            [Tenge(terms.Price), Tenge(floor.Price), floor.QuotedOn.ToString("yyyy-MM-dd", null)]);
    }

    private static string Tenge(decimal price) => price.ToString("0.##", CultureInfo.InvariantCulture);
}
