using System.Text.Json.Serialization;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Infra.Outbox;

/// <summary>The kinds of outgoing notice; the names are part of blob names and of the interface.</summary>
public enum OutgoingKind
{
    /// <summary>¶13: the operator of an installation is asked for its papers.</summary>
    DocumentsRequested,

    /// <summary>¶14: papers are missing, the clock does not run.</summary>
    DocumentsMissing,

    /// <summary>¶14: the account is open.</summary>
    AccountOpened,

    /// <summary>Units came to the account.</summary>
    Credited,

    /// <summary>Units left the account.</summary>
    Debited,

    /// <summary>¶15: the account is blocked.</summary>
    Blocked,

    /// <summary>¶16: the block was lifted.</summary>
    Unblocked,

    /// <summary>One working day is left.</summary>
    Reminder,

    /// <summary>The term has passed.</summary>
    Overdue,

    /// <summary>The document was carried out.</summary>
    Executed,

    /// <summary>The document was refused.</summary>
    Refused,

    /// <summary>¶28: units were due and not there.</summary>
    Deficit,

    /// <summary>¶29: unused units are cancelled in ninety days.</summary>
    ExpiryIn90Days,

    /// <summary>¶29: unused units are cancelled in thirty days.</summary>
    ExpiryIn30Days,

    /// <summary>¶29: unused units are cancelled in seven days.</summary>
    ExpiryIn7Days,

    /// <summary>Units of a plan that no rule moves at its end.</summary>
    LeftOver,

    /// <summary>¶13.2: the last power of attorney ends within thirty days.</summary>
    PowerEndsIn30Days,

    /// <summary>¶13.2: the last power of attorney ends within seven days.</summary>
    PowerEndsIn7Days,

    /// <summary>¶13.2: no power of attorney is left.</summary>
    PowerEnded,

    /// <summary>Order 221 ¶19: an auction is held later.</summary>
    AuctionPostponed,

    /// <summary>Order 221 ¶20: an additional auction will be held.</summary>
    AdditionalAuction,

    /// <summary>An act of the calendar moved the term (Civil Code, articles 173 and 175).</summary>
    TermMoved,
}

/// <summary>One outgoing notice, in the shape in which it is published.</summary>
/// <param name="Procedure">The procedure that sends it.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Paragraph">The provision behind it.</param>
/// <param name="To">BIN, or the opaque id of a natural person.</param>
/// <param name="Date">The day on which it was written, in Kazakhstan's time.</param>
/// <param name="DueOn">The due date that it speaks of; null when it speaks of none.</param>
/// <param name="Units">The units that it speaks of; null when it speaks of none.</param>
/// <param name="Entries">Numbers of the journal entries.</param>
/// <param name="Text">The sentence.</param>
public sealed record OutgoingNotice(
    string Procedure,
    OutgoingKind Kind,
    string Paragraph,
    string To,
    DateOnly Date,
    DateOnly? DueOn,
    long? Units,
    IReadOnlyList<long> Entries,
    LocalizedText Text)
{
    /// <summary>
    /// 1 for the first notice of its kind; a later one of the same procedure to the same recipient has a name of its
    /// own, so that what was said before stays.
    /// </summary>
    [JsonIgnore]
    public int Turn { get; init; } = 1;
}
