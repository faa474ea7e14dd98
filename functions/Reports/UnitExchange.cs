using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Registry;

namespace CarbonRegistry.Functions.Reports;

/// <summary>Consecutive units of one series in one state, as other registries read them.</summary>
/// <param name="Series">Origin, kind and years, <c>KZ-Q-2022-2025</c>.</param>
/// <param name="First">The first serial.</param>
/// <param name="Last">The last serial, inclusive.</param>
/// <param name="Units">How many.</param>
/// <param name="State">held, reserved, blocked, cancelled, surrendered or withdrawn.</param>
internal sealed record ExchangedBlock(string Series, long First, long Last, long Units, string State);

/// <summary>
/// The units by state, without owners (¶4; Code, article 300(5)). Blocks of different accounts that adjoin in the same
/// state are one, so that the borders of blocks tell nothing of who holds what.
/// </summary>
internal static class UnitExchange
{
    /// <summary>The version of the format; it changes when a reader of the old one would be misled.</summary>
    public const string Schema = "carbon-registry-units/1";

    /// <summary>All units that were ever issued, by series and serial.</summary>
    public static IReadOnlyList<ExchangedBlock> Of(LedgerState state)
    {
        var all = state.Accounts
            .SelectMany(account => state.HoldingsOf(account.Number).Select(holding => (
                holding.Block.Series,
                holding.Block.Range,
                State: StateOf(UnitStates.Of(account, holding.Attributes)))))
            .OrderBy(block => (block.Series.Kind, block.Series.YearIn, block.Series.YearOut, block.Range.First));
        var merged = new List<(UnitSeries Series, SerialRange Range, string State)>();
        foreach (var block in all)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Series == block.Series
                && last.State == block.State && last.Range.Adjoins(block.Range))
                merged[^1] = last with { Range = new SerialRange(last.Range.First, block.Range.Last) };
            else
                merged.Add(block);
        }
        return [.. merged.Select(block => new ExchangedBlock(
            block.Series.ToString(), block.Range.First, block.Range.Last, block.Range.Count, block.State))];
    }

    /// <summary>That units are not for sale yet concerns trade within the country; abroad they are held.</summary>
    private static string StateOf(string state) => state == "notForSale" ? "held" : state;
}
