using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Functions.Reports;

/// <summary>What was traded in a year under one row of the matrix of moves, in one kind of unit.</summary>
/// <param name="Move">T15 to T18.</param>
/// <param name="UnitKind">The kind of unit.</param>
/// <param name="Trades">How many trades.</param>
/// <param name="Units">How many units.</param>
internal sealed record TradedRow(MoveCode Move, UnitKind UnitKind, int Trades, long Units);

/// <summary>
/// The annual report on trading of the operator of the trading system: trades and units, no prices and no parties. A
/// trade counts in the year in which it was posted (¶27); one that a correction reversed (T26) does not count.
/// </summary>
/// <param name="year">The year in Kazakhstan.</param>
internal sealed class TradingReport(int year)
{
    private readonly Dictionary<long, (MoveCode Move, string Trade, IReadOnlyList<Move> Moves)> posted = [];

    /// <summary>
    /// Takes the next entry of the journal: all of them, in order, since a correction may come years later.
    /// </summary>
    public void Add(Entry entry)
    {
        if (entry.Body is not EntryBody.Moved moved)
            return;
        if (moved.Corrects is { } corrected)
            posted.Remove(corrected);
        else if (IsTrade(moved.Code) && KazakhstanTime.DateOf(entry.At).Year == year)
            posted[entry.N] = (moved.Code, TradeOf(entry.Instruction), moved.Moves);
    }

    /// <summary>The rows that have trades, by move and kind.</summary>
    public IReadOnlyList<TradedRow> Rows() =>
        [
            .. posted.Values
                .SelectMany(one => one.Moves.Select(move => (
                    one.Move, one.Trade, move.Block.Series.Kind, move.Block.Count)))
                .GroupBy(move => (move.Move, move.Kind))
                .OrderBy(group => group.Key)
                .Select(group => new TradedRow(
                    group.Key.Move,
                    group.Key.Kind,
                    group.Select(move => move.Trade).Distinct(StringComparer.Ordinal).Count(),
                    group.Sum(move => move.Count))),
        ];

    /// <summary>The move in words.</summary>
    public static LocalizedText NameOf(MoveCode move) => move switch
    {
        MoveCode.T15 => new("Биржалық мәміле", "Биржевая сделка", "Exchange trade"),
        MoveCode.T16 => new("Тікелей мәміле", "Прямая сделка", "Direct trade"),
        MoveCode.T17 => new("Аукциондағы сату", "Продажа на аукционе", "Auction sale"),
        MoveCode.T18 => new(
            "Сауда жүйесі операторының сатып алуы",
            "Покупка оператором системы торговли",
            "Purchase by the operator of the trading system"),
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };

    private static bool IsTrade(MoveCode code) =>
        code is MoveCode.T15 or MoveCode.T16 or MoveCode.T17 or MoveCode.T18;

    /// <summary>A large trade is posted in parts, <c>&lt;procedure&gt;/&lt;act&gt;/1…k</c>, and is one trade.</summary>
    private static string TradeOf(string instruction) => string.Join('/', instruction.Split('/').Take(2));
}
