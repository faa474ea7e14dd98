using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Reads the registry's incoming documents (JSON, interfaces section 3). Reading never fails: it gives what was
/// understood and every issue.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest document, in bytes.</summary>
    public const int MaximumBytes = JsonText.BytesMax;

    /// <summary>Reads one document.</summary>
    /// <param name="utf8">The bytes as they came; a UTF-8 byte order mark is allowed.</param>
    public static DocumentReading Read(ReadOnlyMemory<byte> utf8)
    {
        var issues = new IssueList();
        using var json = JsonText.Parse(utf8, issues);
        if (json is null)
            return new DocumentReading(null, null, null, issues.Items, null, null);
        var canonical = JsonText.IsUnambiguous(json.RootElement, JsonPointer.Root, issues)
            ? CanonicalJson.Canonicalize(json.RootElement)
            : null;
        var reader = new ObjectReader(json.RootElement, JsonPointer.Root, issues);
        var kind = Kind(reader);
        var date = reader.Date("date");
        var header = Header(reader, date);
        var document = kind is { } known ? Further(reader, known, header, date) : null;
        return new DocumentReading(
            issues.Items.Count == 0 ? document : null,
            kind,
            header,
            issues.Items,
            canonical,
            canonical is null ? null : Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }

    private static DocumentKind? Kind(ObjectReader reader)
    {
        const string name = "kind";
        if (reader.Text(name) is not { } text)
            return null;
        if (DocumentKinds.TryParse(text, out var kind))
            return kind;
        reader.Issues.Add(LookAlike.In(text, other => DocumentKinds.TryParse(other, out _)) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : DocumentIssues.UnknownKind(reader.At(name), text, Spelling.Closest(text, DocumentKinds.Names)));
        return null;
    }

    private static DocumentHeader? Header(ObjectReader reader, DateOnly? date)
    {
        var number = reader.Number("number", FieldReading.NumberLengthMax);
        var issuer = PartyReading.Party(reader, "issuer");
        var text = reader.Text("text", optional: true);
        return number is not null && date is { } day && issuer is not null
            ? new DocumentHeader(number, day, issuer, text)
            : null;
    }

    private static Document? Further(ObjectReader reader, DocumentKind kind, DocumentHeader? header, DateOnly? date)
    {
        Document? document = kind switch
        {
            DocumentKind.AccountApplication => HolderReading.Application(reader, header, date),
            DocumentKind.DocumentSupplement => HolderReading.Supplement(reader, header, date),
            DocumentKind.OperatorChange => HolderReading.Change(reader, header),
            DocumentKind.OwnTransfer => HolderReading.Transfer(reader, header),
            DocumentKind.VoluntaryCancellation => HolderReading.Cancellation(reader, header),
            DocumentKind.MonitoringPlanDefault => InstallationReading.PlanDefault(reader, header),
            DocumentKind.MonitoringPlanAccepted => InstallationReading.PlanAccepted(reader, header),
            DocumentKind.InstallationLiquidation => InstallationReading.Liquidation(reader, header),
            DocumentKind.Withdrawal => InstallationReading.Withdrawal(reader, header, date),
            DocumentKind.AccountClosure => HolderReading.Closure(reader, header),
            DocumentKind.ReserveAllocation => ReserveReading.Allocation(reader, header),
            DocumentKind.AdditionalAllocation => ReserveReading.Additional(reader, header),
            DocumentKind.ReturnToReserve => ReserveReading.Return(reader, header),
            DocumentKind.ReserveAssignment => ReserveReading.Assignment(reader, header),
            DocumentKind.ReserveTopUp => ReserveReading.TopUp(reader, header),
            DocumentKind.OffsetAccountApplication => OffsetReading.Application(reader, header, date),
            DocumentKind.OffsetIssuance => OffsetReading.Issuance(reader, header, date),
            DocumentKind.ExchangeTradeSheet => TradeReading.Sheet(reader, header, date),
            DocumentKind.DirectSaleResult => TradeReading.DirectSale(reader, header, date),
            DocumentKind.SaleContract => TradeReading.Contract(reader, header, date),
            DocumentKind.ExchangeQuotation => TradeReading.Quotation(reader, header, date),
            DocumentKind.VerifiedReportRegistered => SurrenderReading.Report(reader, header, date),
            DocumentKind.AdditionalSurrender => SurrenderReading.Additional(reader, header),
            DocumentKind.OffsetUse => LeavingReading.OffsetUse(reader, header),
            DocumentKind.Correction => LeavingReading.Correction(reader, header, date),
            DocumentKind.TermExpiry => LeavingReading.Expiry(reader, header),
            DocumentKind.LeftOverReserve => LeavingReading.LeftOver(reader, header),
            DocumentKind.AuctionCalendar => AuctionReading.Calendar(reader, header),
            DocumentKind.AuctionPostponement => AuctionReading.Postponement(reader, header),
            DocumentKind.AdditionalAuction => AuctionReading.Additional(reader, header),
            DocumentKind.AuctionAnnouncement => AuctionReading.Announcement(reader, header),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        reader.RefuseUnknown();
        return document;
    }
}
