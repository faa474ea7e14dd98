using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Reports;

/// <summary>The reports that everybody may read as files: units by state, and the trading of a year.</summary>
public sealed class ReportDoors(LedgerAsOf history, RegistryLedger ledger, LedgerFreshness freshness, TimeProvider time)
{
    private const int DefaultTake = 1000;
    private const int MaximumTake = 10_000;
    private const string NdJson = "application/x-ndjson; charset=utf-8";

    /// <summary>Units by state for other registries (¶4; Code, article 300(5)): docs/exchange-format.md.</summary>
    [Function("GetExchangeUnits")]
    public async Task<IResult> UnitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "exchange/units")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!FileForms.TryChoose(request, out var form))
            return Answers.BadParameter(request, "format");
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        if (!TryPosition(request.Query["continue"], out var asOf, out var skip))
            return Answers.BadParameter(request, "continue");
        var exported = await history.ReadAsync(
            asOf ?? request.Query["asOf"],
            (state, last) => new Exported(last, UnitExchange.Of(state)),
            cancellation);
        if (exported is null)
            return Answers.BadParameter(request, asOf is null ? "asOf" : "continue");
        request.HttpContext.Response.Headers.Vary = "Accept";
        return form switch
        {
            FileForm.Json => Answers.Ok(Page(exported, skip, take)),
            FileForm.NdJson => Results.Stream(body => WriteAsync(body, Lines(exported), cancellation), NdJson),
            FileForm.Csv => Results.Stream(body => WriteAsync(body, Rows(exported), cancellation), Csv.MediaType),
            _ => throw new InvalidOperationException("The forms of a file are a closed set."),
        };
    }

    /// <summary>How many trades and units there were in a year (requirements 1.10), by move and kind of unit.</summary>
    [Function("GetTradingReport")]
    public async Task<IResult> TradingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/trading")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!FileForms.TryChoose(request, out var form) || form == FileForm.NdJson)
            return Answers.BadParameter(request, "format");
        if (!Paging.TryNumber(request, "year", out var asked) || asked is < 2013 or > 2100)
            return Answers.BadParameter(request, "year");
        var year = (int)(asked ?? KazakhstanTime.DateOf(time.GetUtcNow()).Year);
        await freshness.CatchUpAsync(cancellation);
        var size = ledger.Head.Size;
        var report = new TradingReport(year);
        await foreach (var bytes in ledger.EntriesAsync(0, size, cancellation))
            report.Add(EntryForm.Read(bytes.Span));
        var rows = report.Rows();
        request.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
        var language = Answers.LanguageOf(request);
        if (form == FileForm.Csv)
        {
            var lines = rows.Select(row => Csv.Line(
                    year, row.Move, TradingReport.NameOf(row.Move).In(language), NameOf(row.UnitKind), row.Trades,
                    row.Units))
                .Prepend(Csv.Line("year", "move", "name", "unitKind", "trades", "units"));
            return Results.Stream(body => WriteAsync(body, lines, cancellation), Csv.MediaType);
        }
        return Answers.Ok(new
        {
            Year = year,
            Entry = size - 1,
            Items = rows.Select(row => new
            {
                Move = row.Move.ToString(),
                Name = TradingReport.NameOf(row.Move).In(language),
                row.UnitKind,
                row.Trades,
                row.Units,
            }),
            Total = new { Trades = rows.Sum(row => row.Trades), Units = rows.Sum(row => row.Units) },
        });
    }

    private object Page(Exported exported, int skip, int take)
    {
        var items = exported.Blocks.Skip(skip).Take(take).ToList();
        var read = skip + items.Count;
        return new
        {
            UnitExchange.Schema,
            exported.Entry,
            Root = RootOf(exported),
            Items = items,
            Continue = read < exported.Blocks.Count ? $"{exported.Entry}-{read}" : null,
        };
    }

    private IEnumerable<byte[]> Lines(Exported exported)
    {
        yield return Line(new
        {
            UnitExchange.Schema,
            exported.Entry,
            Root = RootOf(exported),
            Blocks = exported.Blocks.Count,
        });
        foreach (var block in exported.Blocks)
            yield return Line(block);
    }

    private IEnumerable<byte[]> Rows(Exported exported)
    {
        var root = RootOf(exported);
        yield return Csv.Line("schema", "entry", "root", "series", "first", "last", "units", "state");
        foreach (var block in exported.Blocks)
        {
            yield return Csv.Line(
                UnitExchange.Schema, exported.Entry, root, block.Series, block.First, block.Last, block.Units,
                block.State);
        }
    }

    private string RootOf(Exported exported) => Convert.ToHexStringLower(ledger.RootAt(exported.Entry + 1));

    private static byte[] Line(object value) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, StorageJson.Options), (byte)'\n'];

    private static string NameOf(Domain.Units.UnitKind kind) =>
        JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static async Task WriteAsync(Stream body, IEnumerable<byte[]> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
            await body.WriteAsync(line, cancellation);
    }

    /// <summary>
    /// Where the next page begins: <c>&lt;entry&gt;-&lt;blocks read&gt;</c>, so that pages show one state.
    /// </summary>
    private static bool TryPosition(string? token, out string? asOf, out int skip)
    {
        (asOf, skip) = (null, 0);
        if (string.IsNullOrEmpty(token))
            return true;
        if (token.Split('-') is not [{ Length: > 0 } entry, var read] || !entry.All(char.IsAsciiDigit)
            || !int.TryParse(read, System.Globalization.NumberStyles.None, null, out skip))
            return false;
        asOf = entry;
        return true;
    }

    /// <summary>What is exported.</summary>
    /// <param name="Entry">The last entry that it reflects; -1 for an empty journal.</param>
    /// <param name="Blocks">The units.</param>
    private sealed record Exported(long Entry, IReadOnlyList<ExchangedBlock> Blocks);
}
