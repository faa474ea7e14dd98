using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>What the market may know: exchange quotations and the monthly indicator of direct sales. Public.</summary>
public sealed class MarketQueries(Quotations quotations, ProcedureStore procedures, RegistryLedger ledger)
{
    private static readonly DocumentKind[] DirectSaleKinds = [DocumentKind.DirectSaleResult, DocumentKind.SaleContract];

    private static readonly LocalizedText Indicative = new(
        "Биржалық белгіленім бағалары анықтамалық сипатта болады және сауда-саттыққа қатысушылар үшін индикативті.",
        "Цены биржевой котировки носят справочный характер и являются индикативными для участников торгов.",
        "Exchange quotations are for reference and indicative for those who trade.");

    /// <summary>
    /// The quotations (Order 221 ¶13 to ¶15); with <c>on</c> also the reference price of that day, which is that day's
    /// quotation or the last earlier one (¶16, ¶30).
    /// </summary>
    [Function("GetQuotations")]
    public async Task<IResult> QuotationsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "quotations")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!TryKind(request.Query["unitKind"], out var kind))
            return Answers.BadParameter(request, "unitKind");
        if (!Paging.TryDate(request, "on", out var on))
            return Answers.BadParameter(request, "on");
        var table = await quotations.ReadAsync(cancellation);
        UnitKind[] kinds = kind is { } one ? [one] : Enum.GetValues<UnitKind>();
        return Answers.Ok(new
        {
            Items = table.Items.Where(item => kinds.Contains(item.UnitKind) && (on is null || item.QuotedOn <= on))
                .Select(ViewOf).ToList(),
            Continue = (string?)null,
            Reference = on is not { } day ? null : kinds
                .Select(each => table.Reference(each, day)).OfType<Quotation>()
                .Select(found => new { found.UnitKind, On = day, found.Price, found.QuotedOn }).ToList(),
            Indicative = true,
            Note = Indicative.In(Answers.LanguageOf(request)),
        });
    }

    /// <summary>The month's indicator of prices outside of the exchange (Order 221 ¶32).</summary>
    [Function("GetOtcIndicator")]
    public async Task<IResult> OtcAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators/otc")] HttpRequest request,
        CancellationToken cancellation)
    {
        string? text = request.Query["month"];
        if (!DateOnly.TryParseExact(
            text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return Answers.BadParameter(request, "month");
        var items = OtcIndicator.Of(await SalesAsync(cancellation), month.Year, month.Month);
        return Answers.Ok(new { Month = text, Items = items, Continue = (string?)null });
    }

    /// <summary>Every direct sale that was carried out, once, whichever of its papers did it.</summary>
    private async Task<IReadOnlyList<SettledSale>> SalesAsync(CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var sales = new List<SettledSale>();
        foreach (var kind in DirectSaleKinds)
        {
            var filter = new ProcedureFilter
            {
                Kind = DocumentKinds.NameOf(kind),
                Stage = ProcedureStage.Executed,
            };
            await foreach (var record in procedures.AllAsync(filter, cancellation))
            {
                if (record is { Deal: { } deal, SettledBy: null, Entries.Count: > 0 })
                {
                    var on = KazakhstanTime.DateOf((await ledger.EntryAsync(record.Entries[0], cancellation)).At);
                    sales.Add(new SettledSale(deal.UnitKind, deal.Units, deal.Price, on));
                }
            }
        }
        return sales;
    }

    private static object ViewOf(Quotation item) => new
    {
        item.UnitKind,
        item.QuotedOn,
        item.Price,
        Exchange = PartyView.Of(item.Exchange.Id.Text, item.Exchange.Name),
        item.Procedure,
    };

    private static bool TryKind(string? text, out UnitKind? kind)
    {
        kind = null;
        foreach (var candidate in Enum.GetValues<UnitKind>())
        {
            if (string.Equals(candidate.ToString(), text, StringComparison.OrdinalIgnoreCase))
                kind = candidate;
        }
        return kind is not null || string.IsNullOrEmpty(text);
    }
}
