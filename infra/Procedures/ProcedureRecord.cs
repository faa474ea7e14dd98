using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Infra.Procedures;

/// <summary>Where a procedure stands. The names are part of stored rows and of the interface.</summary>
public enum ProcedureStage
{
    /// <summary>Let in; waits for a condition such as the plan's entry into force.</summary>
    Received,

    /// <summary>Papers are missing; the clock does not run.</summary>
    AwaitingDocuments,

    /// <summary>The clock runs; registrars may decide.</summary>
    AwaitingDecision,

    /// <summary>Decided; the entries are being posted.</summary>
    Executing,

    /// <summary>Carried out.</summary>
    Executed,

    /// <summary>Ended with a reason.</summary>
    Refused,

    /// <summary>Stopped by a fault of the registry; it is taken up again until it ends.</summary>
    Failed,
}

/// <summary>
/// One procedure as it is stored: a frozen shape, since rows outlive the code that wrote them. New members must have
/// a default that is right for old rows. All of it can be rebuilt from the archive and the journal.
/// </summary>
public sealed record ProcedureRecord
{
    /// <summary>The procedure's id, which is also the id of its orchestration.</summary>
    public required string Id { get; init; }

    /// <summary>The document's kind in camelCase, or <c>planInForce</c> or <c>planAmendment</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The sender's number as written.</summary>
    public required string Number { get; init; }

    /// <summary>The document's own date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>BIN or IIN of the issuer.</summary>
    public required string IssuerId { get; init; }

    /// <summary>The issuer's name as written.</summary>
    public required string IssuerName { get; init; }

    /// <summary>The installation's code; null when the document names none.</summary>
    public string? Installation { get; init; }

    /// <summary>BIN or IIN of the person whose account is concerned; null when there is none.</summary>
    public string? Holder { get; init; }

    /// <summary>BIN or IIN of further persons whom the procedure concerns, such as the buyer of units.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>
    /// BIN or IIN of the holder one of whose people must confirm beside the registrars; null when nobody must.
    /// </summary>
    public string? ConfirmsAs { get; init; }

    /// <summary>The provision that asks for the act.</summary>
    public required string Paragraph { get; init; }

    /// <summary>The rule set used, once the clock was set.</summary>
    public string? RuleSet { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProcedureStage Stage { get; init; }

    /// <summary>When the document came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The due date with all that it rests on; null until the clock starts.</summary>
    public StoredDeadline? Deadline { get; init; }

    /// <summary>What the procedure waits for: JSON pointers of missing papers, or the name of a condition.</summary>
    public IReadOnlyList<string> Awaiting { get; init; } = [];

    /// <summary>Why it was refused; null otherwise.</summary>
    public StoredRefusal? Refusal { get; init; }

    /// <summary>Numbers of the journal entries that it posted.</summary>
    public IReadOnlyList<long> Entries { get; init; } = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<HistoryEvent> History { get; init; } = [];

    /// <summary>Names of its outgoing notices in the container <c>outbox</c>.</summary>
    public IReadOnlyList<string> Outbox { get; init; } = [];

    /// <summary>The archived bytes.</summary>
    public required string DocumentSha256 { get; init; }

    /// <summary>Hash of the canonical form: two documents with the same one are the same document.</summary>
    public required string CanonicalSha256 { get; init; }

    /// <summary>Papers that came later, in the order in which they came.</summary>
    public IReadOnlyList<StoredSupplement> Supplements { get; init; } = [];

    /// <summary>How many different registrars must approve.</summary>
    public int ApprovalsNeeded { get; init; }

    /// <summary>What was decided so far.</summary>
    public IReadOnlyList<StoredDecision> Decisions { get; init; } = [];

    /// <summary>The signed-in user who sent the document; null when it came as a blob.</summary>
    public string? Sender { get; init; }

    /// <summary>For a liquidation: years without a registered report.</summary>
    public IReadOnlyList<int> OpenDuty { get; init; } = [];

    /// <summary>For a surrender: units that were due and not there (¶28; requirements D4).</summary>
    public long Deficit { get; init; }

    /// <summary>
    /// For the end of a term: installations that hold units and whose surrender for the last year is open (¶29).
    /// </summary>
    public IReadOnlyList<string> OpenSurrenders { get; init; } = [];

    /// <summary>Units that its acts are going to take while it has not ended.</summary>
    public IReadOnlyList<StoredPromise> Promises { get; init; } = [];

    /// <summary>For a paper about a direct sale: what it says; null for others.</summary>
    public StoredDeal? Deal { get; init; }

    /// <summary>For an exchange's quotation: what it says; null for others.</summary>
    public StoredQuotation? Quotation { get; init; }

    /// <summary>For an announcement of an auction: on what terms; null for others.</summary>
    public StoredAnnouncement? Announcement { get; init; }

    /// <summary>For a trade sheet: those of its trades that were made at an announced auction.</summary>
    public IReadOnlyList<StoredAuctionSale> AuctionSales { get; init; } = [];

    /// <summary>What became of each act, where acts stand or fall alone.</summary>
    public IReadOnlyList<StoredPart> Parts { get; init; } = [];

    /// <summary>
    /// The procedure that moved the units of the same deal, whose entries these are; null when its own did.
    /// </summary>
    public string? SettledBy { get; init; }

    /// <summary>Who signed the document; null where no signature was asked for.</summary>
    public StoredSignature? SignedBy { get; init; }

    /// <summary>True once nothing more will happen.</summary>
    public bool Ended => Stage is ProcedureStage.Executed or ProcedureStage.Refused;

    /// <summary>BIN or IIN of everybody whom the procedure concerns; they see it.</summary>
    public IEnumerable<string> Persons() =>
        new[] { IssuerId, Holder }.OfType<string>().Concat(Others).Distinct(StringComparer.Ordinal);

    /// <summary>The same record with one more event; the same key is never added twice.</summary>
    public ProcedureRecord Noting(HistoryEvent happened) =>
        History.Any(known => known.Key == happened.Key) ? this : this with { History = [.. History, happened] };
}

/// <summary>A due date and all that it rests on, computed once and kept.</summary>
/// <param name="EventOn">The day of the event; day 1 is the next working day.</param>
/// <param name="DueOn">The last day of the term.</param>
/// <param name="WorkingDays">The term.</param>
/// <param name="Statutory">False where the law is silent and the term is the registry's own.</param>
/// <param name="CalendarVersion">The calendar that counted.</param>
/// <param name="ExecuteAt">When the act is carried out at the latest, or the delay is escalated.</param>
/// <param name="RemindAt">One working day before; null when that is not after the event.</param>
/// <param name="OverdueFrom">The midnight that ends the last day.</param>
public sealed record StoredDeadline(
    DateOnly EventOn,
    DateOnly DueOn,
    int WorkingDays,
    bool Statutory,
    string CalendarVersion,
    DateTimeOffset ExecuteAt,
    DateTimeOffset? RemindAt,
    DateTimeOffset OverdueFrom)
{
    /// <summary>For a plan: the Code's own date (article 291(5)), shown beside the due date.</summary>
    public DateOnly? CodeDueOn { get; init; }

    /// <summary>For a plan: the later of the two, from which a breach of the law counts.</summary>
    public DateOnly? BreachOn { get; init; }

    /// <summary>Nothing is carried out before this moment; for a plan the start of its first day in force.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The days on which the term ended before calendar acts moved it, the first one first.</summary>
    public IReadOnlyList<StoredMove> MovedFrom { get; init; } = [];

    /// <summary>True from the moment in which the term was moved until its timers are armed anew.</summary>
    public bool Rearm { get; init; }
}

/// <summary>A due date that an act of the calendar moved.</summary>
/// <param name="DueOn">The day that was the last of the term before.</param>
/// <param name="CalendarVersion">The calendar that had counted it.</param>
/// <param name="At">When it was moved.</param>
/// <param name="Acts">Ids of the acts that moved it.</param>
public sealed record StoredMove(DateOnly DueOn, string CalendarVersion, DateTimeOffset At, IReadOnlyList<string> Acts);

/// <summary>A refusal as it is stored.</summary>
public sealed record StoredRefusal(RefusalCode Code, string Paragraph, LocalizedText Text);

/// <summary>Something that happened to a procedure.</summary>
/// <param name="Key">Tells repeated runs of a step apart from new events.</param>
/// <param name="At">When.</param>
/// <param name="What">In words.</param>
/// <param name="Who">A user's id, a BIN, or <c>registry</c>.</param>
public sealed record HistoryEvent(string Key, DateTimeOffset At, LocalizedText What, string Who);

/// <summary>A paper that came later.</summary>
public sealed record StoredSupplement(string Procedure, string DocumentSha256, DateTimeOffset ReceivedAt);

/// <summary>What a registrar, or a person of the holder, decided.</summary>
public sealed record StoredDecision(string Who, bool Approved, string? Reason, DateTimeOffset At)
{
    /// <summary>True for the word of the holder's own person, which stands beside those of the registrars.</summary>
    public bool OfHolder { get; init; }
}
