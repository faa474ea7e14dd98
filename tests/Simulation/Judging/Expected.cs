namespace CarbonRegistry.Simulation.Judging;

/// <summary>What the law makes of a paper: refused, or entries in order; none when there is nothing to do.</summary>
/// <param name="Refusal">Why it is refused, in a word; null when it is not.</param>
/// <param name="Entries">What it posts.</param>
internal sealed record Expected(string? Refusal, IReadOnlyList<ExpectedEntry> Entries)
{
    public static Expected Nothing { get; } = new(null, []);

    public static Expected Refused(string why) => new(why, []);

    public static Expected Of(params IReadOnlyList<ExpectedEntry> entries) => new(null, entries);
}

/// <summary>An entry, as the law wants it or as the journal has it, in a form that can be compared.</summary>
/// <param name="Act">The last part of the instruction's id.</param>
/// <param name="Kind">The code of the move, or the name of the act on an account.</param>
/// <param name="Account">The act on an account in words; empty for a move.</param>
/// <param name="Moves">Each unit as it is afterwards, with the account that it came from; null at an issue.</param>
internal sealed record ExpectedEntry(
    string Act, string Kind, string Account, IReadOnlyList<(NaiveUnit After, string? From)> Moves)
{
    public long? Corrects { get; init; }

    public int? Year { get; init; }

    public long Deficit { get; init; }

    /// <summary>For ¶23: the balances of the subaccounts, as text.</summary>
    public string Balances { get; init; } = "";

    public override string ToString()
    {
        var moves = Moves.OrderBy(move => move.After.Series, StringComparer.Ordinal).ThenBy(move => move.After.Serial)
            .Select(move => $"{move.After.Series}-{move.After.Serial} {move.From ?? "-"}>{move.After.Account} "
                + $"{move.After.Year}/{move.After.Line}/{move.After.Project}");
        return $"{Act} {Kind} {Account} {Corrects} {Year} {Deficit} {Balances} [{string.Join(", ", moves)}]";
    }
}
