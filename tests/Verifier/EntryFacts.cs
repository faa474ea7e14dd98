namespace CarbonRegistry.Verifier;

/// <summary>What the verifier needs of an entry.</summary>
/// <param name="N">Its number.</param>
/// <param name="At">Its moment, in milliseconds since the year 1, UTC.</param>
/// <param name="Day">The day as written, in days since the year 1.</param>
/// <param name="Instruction">128 bits of its instruction.</param>
/// <param name="Code">1 to 28 for a move; 0 for an act on an account.</param>
/// <param name="FirstMove">Where its moves begin.</param>
/// <param name="Moves">How many moves.</param>
/// <param name="Corrects">The entry that a correction reverses; otherwise null.</param>
/// <param name="Act">The act on an account; otherwise null.</param>
/// <param name="Balances">What accounts held before the entry, where it says so; otherwise null.</param>
/// <param name="Says">Which of the members that only some kinds of entry have.</param>
internal readonly record struct EntryFacts(
    long N,
    long At,
    int Day,
    UInt128 Instruction,
    int Code,
    int FirstMove,
    int Moves,
    long? Corrects,
    AccountAct? Act,
    IReadOnlyList<(long Account, long Units)>? Balances,
    Particulars Says);

/// <summary>Members that only some kinds of entry have.</summary>
[Flags]
internal enum Particulars : byte
{
    None = 0,
    Year = 1,
    Deficit = 2,
    OpenDuty = 4,
}

/// <summary>One move. An account is its type times 10⁹ plus its number; 0 is none.</summary>
/// <param name="Series">Kind (1 Q, 2 O, 3 I) times 10⁸, plus both years.</param>
/// <param name="First">The first serial.</param>
/// <param name="Last">The last serial.</param>
/// <param name="From">The debited account; 0 at an issue.</param>
/// <param name="To">The credited account.</param>
internal readonly record struct MoveFacts(int Series, long First, long Last, long From, long To);

/// <summary>What happened to an account.</summary>
/// <param name="Name">The act, such as <c>accountOpened</c>.</param>
/// <param name="Number">The account.</param>
internal sealed record AccountAct(string Name, long Number)
{
    public string? Kind { get; init; }

    public string? Holder { get; init; }

    public string? Installation { get; init; }

    public string? Ground { get; init; }

    /// <summary>The last year of the plan to which an account of the system belongs; 0 for none.</summary>
    public int PeriodEnd { get; init; }
}
