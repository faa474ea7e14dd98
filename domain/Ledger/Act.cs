using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>What a procedure asks the ledger to post: one act under one id.</summary>
/// <param name="Id"><c>&lt;procedure id&gt;/&lt;act&gt;</c>, the idempotency key.</param>
/// <param name="Procedure">The procedure's id.</param>
/// <param name="Basis">Document, paragraph and rule set.</param>
/// <param name="At">The moment of posting; the ledger has no clock.</param>
/// <param name="By">Opaque ids of those who approved, or <c>deadline</c>.</param>
/// <param name="Act">What is to be done.</param>
public sealed record Instruction(
    string Id,
    string Procedure,
    Basis Basis,
    DateTimeOffset At,
    IReadOnlyList<string> By,
    Act Act);

/// <summary>An act that the ledger knows how to decide: a closed set.</summary>
public abstract record Act
{
    private Act()
    {
    }

    /// <summary>Carried into the entry of a liquidation (T12); null for other acts.</summary>
    public IReadOnlyList<int>? OpenDuty { get; init; }

    /// <summary>Opens the accounts, in order; each becomes an entry of its own.</summary>
    public sealed record OpenAccounts(IReadOnlyList<AccountToOpen> Accounts) : Act;

    /// <summary>T01, T14: puts units into circulation on the account.</summary>
    public sealed record Issue(
        MoveCode Code, AccountReference To, UnitSeries Series, IReadOnlyList<IssueLine> Lines) : Act
    {
        /// <summary>The most that may ever be issued in the series: the plan's total (invariant v).</summary>
        public required long SeriesLimit { get; init; }
    }

    /// <summary>Any move between two accounts.</summary>
    public sealed record MoveUnits(MoveCode Code, AccountReference From, AccountReference To, Selection Units) : Act;

    /// <summary>
    /// Several moves of one code that stand or fall together, as one entry (T03: the reserve's split).
    /// </summary>
    public sealed record MoveMany(MoveCode Code, IReadOnlyList<MovePart> Parts) : Act;

    /// <summary>
    /// T13: tops a subaccount of the reserve up from the one with the largest volume (¶23). Which that is, is found at
    /// the moment of posting, and the balances that decided it stand in the entry.
    /// </summary>
    /// <param name="To">The kind of the subaccount that is credited.</param>
    /// <param name="Period">The plan's period.</param>
    /// <param name="Units">How many, 1 or more.</param>
    public sealed record TopUp(AccountKind To, PlanPeriod Period, long Units) : Act
    {
        /// <summary>Which to take where several share the largest volume; null when the authority named none.</summary>
        public AccountKind? AtATie { get; init; }
    }

    /// <summary>T26: moves exactly the blocks of the named entry back.</summary>
    /// <param name="Original">
    /// The entry as the journal has it. The state keeps only a fingerprint of each entry's moves, so that ten million
    /// entries fit in memory; an original that does not fit the fingerprint is refused as a mismatch.
    /// </param>
    public sealed record Correct(Entry Original) : Act;

    /// <summary>¶15: blocks the account on the ground.</summary>
    public sealed record BlockAccount(AccountReference Account, string Ground) : Act;

    /// <summary>¶16: lifts those of the grounds that stand; refused when none does.</summary>
    public sealed record UnblockAccount(AccountReference Account, IReadOnlyList<string> Grounds) : Act;

    /// <summary>¶21: records another holder of the account; the units stay where they are.</summary>
    public sealed record ChangeHolder(AccountReference Account, string Holder) : Act;

    /// <summary>Closes an account that holds nothing; it stays in the journal and is never opened again.</summary>
    public sealed record CloseAccount(AccountReference Account) : Act;
}

/// <summary>An account to be opened; its number is the next of its kind.</summary>
public sealed record AccountToOpen(AccountKind Kind, string? Holder, string? Installation, PlanPeriod? Period)
{
    /// <summary>The code of the offset project; null for other accounts.</summary>
    public string? Project { get; init; }
}

/// <summary>A part of an issue.</summary>
/// <param name="Units">How many, 1 or more.</param>
/// <param name="Attributes">What the new units carry.</param>
public sealed record IssueLine(long Units, UnitAttributes Attributes)
{
    /// <summary>The account of this part; null where all go to the act's own.</summary>
    public AccountReference? To { get; init; }
}

/// <summary>One leg of <see cref="Act.MoveMany"/>.</summary>
public sealed record MovePart(AccountReference From, AccountReference To, Selection Units);

/// <summary>How an act names an account before it knows the number: a closed set.</summary>
public abstract record AccountReference
{
    private AccountReference()
    {
    }

    /// <summary>By its number.</summary>
    public sealed record ByNumber(AccountNumber Number) : AccountReference;

    /// <summary>The only account of a kind, of a period where the kind has one for each.</summary>
    public sealed record ByKind(AccountKind Kind, PlanPeriod? Period) : AccountReference;

    /// <summary>The account of an offset project's applicant (¶25), named as the journal names it.</summary>
    public sealed record ByProject(string Project, string Holder) : AccountReference;

    /// <summary>The account of an installation.</summary>
    public sealed record ByInstallation(string Code) : AccountReference;
}

/// <summary>Which units of the debited account an act takes: a closed set.</summary>
public abstract record Selection
{
    private Selection()
    {
    }

    /// <summary>
    /// So many units of a kind, earliest end of term first, then allocation year, then lowest serial (requirements D5).
    /// </summary>
    public sealed record Quantity(UnitKind Kind, long Units) : Selection;

    /// <summary>All units of the kind that carry the plan's line; refused when their number is another.</summary>
    public sealed record Line(string Code, long Units) : Selection;

    /// <summary>All free units of the kind; nothing to move is a valid outcome and posts no entry (T12).</summary>
    public sealed record All(UnitKind Kind) : Selection;

    /// <summary>
    /// So many quota units of the reserve, allocated for a year: first those that the plan meant for the year, then
    /// those of earlier years, then of later ones. All of them carry the year and the line from then on, whatever they
    /// carried before: the reserve is one pool for the whole period (requirements C13), and it is the authority's
    /// decision that gives its units their year (¶18, ¶19).
    /// </summary>
    public sealed record ForYear(int Year, string LineCode, long Units) : Selection;

    /// <summary>Exactly these blocks.</summary>
    public sealed record Blocks(IReadOnlyList<UnitBlock> Items) : Selection;

    /// <summary>
    /// All free units of the kind whose term ends in the year, such as the units of one plan (¶29); nothing to move is
    /// a valid outcome and posts no entry.
    /// </summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="YearOut">The last year of their term, as their numbers print it.</param>
    public sealed record OfTerm(UnitKind Kind, int YearOut) : Selection;

    /// <summary>
    /// What an installation still owes for a year (¶28), as far as it is there: quota in the order of D5, then offset
    /// units. Nothing is borrowed from a later year, and nothing is taken whose term ended before the year. What was
    /// surrendered for the year before counts; when that covers the report, the act is refused. Units that are missing
    /// are recorded as a deficit (D4); nothing to move is a valid outcome and posts no entry.
    /// </summary>
    /// <param name="Year">The year of the emissions.</param>
    /// <param name="Verified">Tonnes of CO2 equivalent of the report, one unit each.</param>
    /// <param name="MostOffsets">How many offset units the holder gives for the year at most (C5).</param>
    public sealed record Due(int Year, long Verified, long MostOffsets) : Selection;
}
