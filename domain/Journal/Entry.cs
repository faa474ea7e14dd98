using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// One entry of the journal: a fact that is never changed. Its canonical form is RFC 8785 JSON, the bytes of a leaf
/// of the tree. The shape is stored and published: names and meaning are frozen.
/// </summary>
/// <param name="N">The entry's number, from 0, without gaps.</param>
/// <param name="At">When it was posted, to the millisecond, with the offset of Kazakhstan's time.</param>
/// <param name="Instruction">The id of the act, <c>&lt;procedure id&gt;/&lt;act&gt;</c>; no id stands twice.</param>
/// <param name="Procedure">The id of the procedure that carried the act out.</param>
/// <param name="Basis">Why it was posted.</param>
/// <param name="By">The opaque ids of those who approved, or <c>deadline</c>; sorted, without repetition.</param>
/// <param name="Body">What happened.</param>
public sealed record Entry(
    long N,
    DateTimeOffset At,
    string Instruction,
    string Procedure,
    Basis Basis,
    IReadOnlyList<string> By,
    EntryBody Body);

/// <summary>Why an entry was posted (requirements 1.7, invariant vii).</summary>
/// <param name="Document">The document that it rests on.</param>
/// <param name="Paragraph">The provision, such as <c>¶14</c> (of Order 251) or <c>Code 289(7)</c>.</param>
/// <param name="RuleSet">The first day of the rule set used, such as <c>2021-07-01</c>.</param>
public sealed record Basis(BasisDocument Document, string Paragraph, string RuleSet);

/// <summary>A document, named without personal data.</summary>
/// <param name="Number">The sender's number as written.</param>
/// <param name="Sha256">Hash of the archived bytes, 64 lower-case hex digits.</param>
public sealed record BasisDocument(string Number, string Sha256);

/// <summary>What an entry says happened: a closed set.</summary>
public abstract record EntryBody
{
    private EntryBody()
    {
    }

    /// <summary>Units moved, or were put into circulation.</summary>
    /// <param name="Code">The row of the matrix of moves, T01 to T28.</param>
    /// <param name="Moves">At least one and at most 2,000 moves.</param>
    public sealed record Moved(MoveCode Code, IReadOnlyList<Move> Moves) : EntryBody
    {
        /// <summary>For T12: the years for which the installation has no registered report; null elsewhere.</summary>
        public IReadOnlyList<int>? OpenDuty { get; init; }

        /// <summary>
        /// For T13: the balances of the four subaccounts of the reserve before the move, by which the largest was found
        /// (¶23); at least one, by account number. Null elsewhere.
        /// </summary>
        public IReadOnlyList<AccountBalance>? Balances { get; init; }

        /// <summary>For T26: the number of the entry that is reversed; null elsewhere.</summary>
        public long? Corrects { get; init; }

        /// <summary>
        /// For T19, and for the T26 that reverses one: the year of the emissions (¶28); null elsewhere.
        /// </summary>
        public int? Year { get; init; }

        /// <summary>
        /// For T19: how many units were due and not there (requirements D4), 1 or more; null when none was missing. An
        /// act of several entries says it in the last one.
        /// </summary>
        public long? Deficit { get; init; }
    }

    /// <summary>An account was opened.</summary>
    /// <param name="Number">The new account.</param>
    /// <param name="Holder">BIN, or the opaque id of a natural person; null for accounts of the system.</param>
    /// <param name="Installation">The installation's code; null for other accounts.</param>
    /// <param name="Period">The plan's period for issuance and reserve accounts; null for others.</param>
    public sealed record AccountOpened(
        AccountNumber Number,
        string? Holder,
        string? Installation,
        PlanPeriod? Period) : EntryBody
    {
        /// <summary>The code of the offset project for whose units the account was opened (¶25); else null.</summary>
        public string? Project { get; init; }
    }

    /// <summary>An account was blocked on a ground (¶15).</summary>
    public sealed record AccountBlocked(AccountNumber Number, string Ground) : EntryBody;

    /// <summary>One ground of a block was lifted (¶16).</summary>
    public sealed record AccountUnblocked(AccountNumber Number, string Ground) : EntryBody;

    /// <summary>The holder of an account changed (¶21).</summary>
    public sealed record HolderChanged(AccountNumber Number, string Holder) : EntryBody;

    /// <summary>An account was closed; it holds nothing.</summary>
    public sealed record AccountClosed(AccountNumber Number) : EntryBody;
}

/// <summary>Some units went from one account to another.</summary>
/// <param name="Block">The units.</param>
/// <param name="From">The debited account; null only at an issue.</param>
/// <param name="To">The credited account.</param>
/// <param name="Attributes">At an issue, and when they change; otherwise null.</param>
public readonly record struct Move(UnitBlock Block, AccountNumber? From, AccountNumber To, UnitAttributes? Attributes);

/// <summary>How many quota units an account held.</summary>
/// <param name="Account">The account.</param>
/// <param name="Units">0 or more.</param>
public readonly record struct AccountBalance(AccountNumber Account, long Units);
