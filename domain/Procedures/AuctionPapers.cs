using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What a document about auctions is judged by besides its own words.</summary>
/// <param name="Table">The auctions that earlier documents make.</param>
/// <param name="On">The day in Kazakhstan on which the document came.</param>
/// <param name="Calendar">The working days.</param>
public sealed record AuctionGround(AuctionTable Table, DateOnly On, WorkingCalendar Calendar)
{
    /// <summary>
    /// The units that the National Plan provides for auctions in the calendar's year; null when no plan has the year.
    /// </summary>
    public long? YearTotal { get; init; }

    /// <summary>The least price that the last trades make; null when there are none.</summary>
    public MinimumPrice? Price { get; init; }
}

/// <summary>A reason against a document, and the field that it is about.</summary>
/// <param name="Refusal">The reason.</param>
/// <param name="Field">A JSON pointer.</param>
public sealed record AuctionFault(Refusal Refusal, string Field);

/// <summary>
/// Order 221 ¶17 to ¶26: whether the operator's documents about auctions may stand. Each check gives every reason in
/// the order of the codes, and none when the document stands.
/// </summary>
public static class AuctionPapers
{
    /// <summary>The operator's account, which sells at auctions (Order 221 ¶8, 17).</summary>
    public static AccountReference Seller { get; } =
        new AccountReference.ByKind(AccountKind.TradingSystemOperator, null);

    /// <summary>Order 221 ¶18, 21, 22: a year's calendar. One that comes late stands nevertheless.</summary>
    public static IReadOnlyList<AuctionFault> Check(AuctionCalendar calendar, AuctionGround ground)
    {
        var faults = new List<AuctionFault>();
        if (ground.Table.CalendarOf(calendar.Year) is { } published)
            faults.Add(Fault("/year", AuctionCalendarExists, calendar.Year, published.Procedure));
        var total = ground.YearTotal ?? calendar.Auctions.Sum(auction => auction.Units);
        foreach (var (index, auction) in calendar.Auctions.Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/auctions/{index}");
            faults.AddRange(OfAuction(auction, ground, at, "date"));
            if (auction.Date.Year != calendar.Year)
                faults.Add(Fault(
                    $"{at}/date", AuctionOutsideYear, auction.AuctionId, Day(auction.Date), calendar.Year));
            if (auction.Date <= ground.On)
                faults.Add(Fault($"{at}/date", AuctionPast, auction.AuctionId, Day(auction.Date)));
            var most = AuctionRules.MostUnits(total);
            if (auction.Units > most)
                faults.Add(Fault($"{at}/units", AuctionTooLarge, auction.AuctionId, auction.Units, most, total));
        }
        return InOrder(faults);
    }

    /// <summary>Order 221 ¶19: a later day, at most four working days after the planned one.</summary>
    public static IReadOnlyList<AuctionFault> Check(AuctionPostponement move, AuctionGround ground)
    {
        const string id = "/auctionId";
        const string date = "/auctionDate";
        if (ground.Table.Find(move.AuctionId) is not { } auction)
            return [Fault(id, AuctionUnknown, move.AuctionId)];
        if (auction.Additional)
            return [Fault(id, AuctionNotPlanned, move.AuctionId)];
        var faults = new List<AuctionFault>();
        if (ground.Table.On(move.AuctionDate) is { } other && other != auction)
            faults.Add(Fault(date, AuctionTaken, Day(move.AuctionDate), other.Procedure));
        if (auction.HeldOn < ground.On)
            faults.Add(Fault(id, AuctionPast, auction.Id, Day(auction.HeldOn)));
        faults.AddRange(OfDay(move.AuctionId, move.AuctionDate, ground.Calendar, date));
        if (AuctionRules.LastPostponement(auction.PlannedOn, ground.Calendar) is { } last
            && (move.AuctionDate <= auction.HeldOn || move.AuctionDate > last))
            faults.Add(Fault(
                date, PostponementNotAllowed, Day(move.AuctionDate), Day(auction.HeldOn), Day(last)));
        return InOrder(faults);
    }

    /// <summary>Order 221 ¶20, 22: an auction of December, told of at least twenty days before.</summary>
    public static IReadOnlyList<AuctionFault> Check(AdditionalAuction notice, AuctionGround ground)
    {
        const string date = "/auctionDate";
        var heldOn = notice.Auction.Date;
        var faults = new List<AuctionFault>(OfAuction(notice.Auction, ground, "", "auctionDate"));
        if (heldOn.Month != AuctionRules.AdditionalMonth)
            faults.Add(Fault(date, AdditionalNotInDecember, Day(heldOn)));
        var by = AuctionRules.AdditionalNoticeBy(heldOn);
        if (ground.On > by)
            faults.Add(Fault(date, AdditionalNoticeLate, Day(heldOn), Day(by)));
        return InOrder(faults);
    }

    /// <summary>Order 221 ¶22 to ¶24, 26: the terms of an auction whose units the operator has free.</summary>
    /// <param name="terms">The announcement.</param>
    /// <param name="ground">What the registry knows.</param>
    /// <param name="ledger">Tells the operator's units.</param>
    /// <param name="promised">Units of the operator that are promised already.</param>
    public static IReadOnlyList<AuctionFault> Check(
        AuctionAnnouncement terms, AuctionGround ground, LedgerState ledger, PromisedUnits promised)
    {
        const string id = "/auctionId";
        const string lot = "/lotUnits";
        if (ground.Table.Find(terms.AuctionId) is not { } auction)
            return [Fault(id, AuctionUnknown, terms.AuctionId)];
        var faults = new List<AuctionFault>();
        if (auction.Terms is { } known)
            faults.Add(Fault(id, AuctionAnnounced, auction.Id, known.Procedure));
        else if (FreeOf(auction.Units, ledger, promised) is { } refusal)
            faults.Add(new AuctionFault(refusal, id));
        if (terms.LotUnits % AuctionRules.LotStep != 0)
            faults.Add(Fault(lot, LotsNotHundreds, terms.LotUnits));
        var by = AuctionRules.AnnouncedBy(auction.HeldOn);
        if (ground.On > by)
            faults.Add(Fault(id, AnnouncementLate, Day(auction.HeldOn), Day(by)));
        if (terms.LotUnits > auction.Units)
            faults.Add(Fault(lot, LotsNotWhole, auction.Units, terms.LotUnits));
        faults.AddRange(OfPrice(terms, ground.Price));
        return InOrder(faults);
    }

    /// <summary>404, or 304 without an account of the operator: the units must be free (Order 221 ¶26).</summary>
    private static Refusal? FreeOf(long units, LedgerState ledger, PromisedUnits promised) =>
        ledger.Find(Seller) is { } account
            ? FreeUnits.Check(account, UnitKind.Quota, units, promised)
            : RefusalCatalogue.Refuse(AccountNotFound, LedgerDecision.NameOf(Seller));

    /// <summary>
    /// Order 221 ¶24: where trades make a price, no other may be stated; where none were, the operator must state one.
    /// </summary>
    private static IEnumerable<AuctionFault> OfPrice(AuctionAnnouncement terms, MinimumPrice? computed)
    {
        const string price = "/minimumPrice";
        if (computed is null && terms.MinimumPrice is null)
            yield return Fault(price, MinimumPriceUnknown, terms.AuctionId);
        if (computed is not null && terms.MinimumPrice is { } stated && stated != computed.Tenge)
            yield return Fault(price, MinimumPriceDiffers, Tenge(stated), Tenge(computed.Tenge), computed.Trades);
    }

    private static IEnumerable<AuctionFault> OfAuction(
        PlannedAuction auction, AuctionGround ground, string at, string dateName)
    {
        if (ground.Table.Find(auction.AuctionId) is { } same)
            yield return Fault($"{at}/auctionId", AuctionTaken, auction.AuctionId, same.Procedure);
        if (ground.Table.On(auction.Date) is { } other)
            yield return Fault($"{at}/{dateName}", AuctionTaken, Day(auction.Date), other.Procedure);
        foreach (var fault in OfDay(auction.AuctionId, auction.Date, ground.Calendar, $"{at}/{dateName}"))
            yield return fault;
        if (auction.Units % AuctionRules.LotStep != 0)
            yield return Fault($"{at}/units", LotsNotHundreds, auction.Units);
    }

    private static IEnumerable<AuctionFault> OfDay(string id, DateOnly day, WorkingCalendar calendar, string field)
    {
        if (!calendar.Covers(day))
            yield return Fault(field, CalendarNotCovered, Day(day));
        else if (!calendar.IsWorkingDay(day))
            yield return Fault(field, AuctionOnDayOff, id, Day(day));
    }

    private static IReadOnlyList<AuctionFault> InOrder(List<AuctionFault> faults) =>
        [.. faults.OrderBy(fault => fault.Refusal.Code)];

    private static AuctionFault Fault(string field, RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars), field);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Tenge(decimal price) => price.ToString("0.##", CultureInfo.InvariantCulture);
}
