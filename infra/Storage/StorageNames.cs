namespace CarbonRegistry.Infra.Storage;

/// <summary>
/// The names of tables and containers, in one place because people open them with storage tools. The containers of
/// incoming and outgoing documents are a contract; the others are the registry's own.
/// </summary>
public static class StorageNames
{
    /// <summary>Incoming documents, one JSON a blob.</summary>
    public const string Notices = "notices";

    /// <summary>Copies of documents that were refused at the door, with their issues.</summary>
    public const string NoticesRejected = "notices-rejected";

    /// <summary>Incoming National Plans.</summary>
    public const string Plans = "plans";

    /// <summary>Copies of workbooks that were refused, with their issues and the marked copy.</summary>
    public const string PlansRejected = "plans-rejected";

    /// <summary>Outgoing notices.</summary>
    public const string Outbox = "outbox";

    /// <summary>Every document that was let in, by the hash of its bytes; nothing is ever deleted here.</summary>
    public const string Archive = "archive";

    /// <summary>Published heads and exports of the journal.</summary>
    public const string Journal = "journal";

    /// <summary>Keys that only the registry reads.</summary>
    public const string Keys = "registry-keys";

    /// <summary>Account statements that were handed out, by their check code.</summary>
    public const string Statements = "statements";

    /// <summary>The table of procedures.</summary>
    public const string ProceduresTable = "procedures";

    /// <summary>The table of National Plans.</summary>
    public const string PlansTable = "plans";

    /// <summary>The table of accounts for people's own programs; written behind the journal.</summary>
    public const string AccountsTable = "accounts";

    /// <summary>The table of blocks of units for people's own programs; written behind the journal.</summary>
    public const string HoldingsTable = "holdings";

    /// <summary>The table of the calendar of working days and its acts.</summary>
    public const string CalendarTable = "calendar";

    /// <summary>The table of claims on deals.</summary>
    public const string DealsTable = "deals";

    /// <summary>The table of registrations and users.</summary>
    public const string UsersTable = "users";

    /// <summary>Every container that the registry uses.</summary>
    public static IReadOnlyList<string> Containers { get; } =
        [Notices, NoticesRejected, Plans, PlansRejected, Outbox, Archive, Journal, Keys, Statements];
}
