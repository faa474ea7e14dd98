using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

/// <summary>In what way the journal, its storage or the first book is wrong: a closed set.</summary>
public enum AuditMatter
{
    /// <summary>Entry numbers have a gap or come twice.</summary>
    Number = 1,

    /// <summary>An entry is earlier than the one before it.</summary>
    Time,

    /// <summary>The id of an instruction stands twice.</summary>
    Instruction,

    /// <summary>An account's number or its check digits are wrong, or the account is not open.</summary>
    Account,

    /// <summary>Order 251 has no such move.</summary>
    Move,

    /// <summary>An account is debited from which nothing ever leaves.</summary>
    Sink,

    /// <summary>A correction is not the reverse of the entry that it names, or comes twice.</summary>
    Correction,

    /// <summary>Units are issued that exist, or with a gap before them.</summary>
    Issue,

    /// <summary>Units are moved from an account that does not hold them.</summary>
    Place,

    /// <summary>Balances and issued units differ.</summary>
    Sum,

    /// <summary>The first book has the units elsewhere.</summary>
    FirstBookPlace,

    /// <summary>The first book has other attributes of the units.</summary>
    FirstBookAttributes,

    /// <summary>A stored page is missing or unreadable.</summary>
    StoredPage,

    /// <summary>A stored entry is not the one that was posted.</summary>
    StoredEntry,

    /// <summary>The stored head does not follow from the pages, or is behind what was posted.</summary>
    StoredHead,

    /// <summary>A signed head is not one of the stored journal, or its signature is wrong.</summary>
    SignedHead,

    /// <summary>A published file is not what its manifest or the journal says.</summary>
    PublishedFile,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Entry">The entry; null when no single one is concerned.</param>
/// <param name="Account">The account; null when none is concerned.</param>
/// <param name="Range">The units; null when none are concerned.</param>
/// <param name="What">In what way.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record AuditFinding(
    long? Entry, AccountNumber? Account, UnitBlock? Range, AuditMatter What, string Detail)
{
    /// <summary>Where the units are by the journal; null for nowhere, and where no place is concerned.</summary>
    public AccountNumber? ByJournal { get; init; }

    /// <summary>Where the first book has the units; null for nowhere, and where no place is concerned.</summary>
    public AccountNumber? ByFirstBook { get; init; }
}
