using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// The canonical form of an entry: its RFC 8785 JSON, the bytes of a leaf of the tree. Stored and published shape:
/// no name, order or rule here may change, since every past leaf depends on it. Members that say nothing are left
/// out: null ones, a year 0, <c>notForSale: false</c>. Only <c>from</c> is written as null, at an issue.
/// </summary>
public static class EntryForm
{
    /// <summary>The most moves that an entry may have; a larger act is several entries.</summary>
    public const int MaxMoves = 2000;

    /// <summary>The longest run of digits that a serial or a running number may have, so that all fit a long.</summary>
    internal const long MaxSerial = 999_999_999_999_999_999;

    [ThreadStatic]
    private static CanonicalWriter? writerOfThread;

    /// <summary>The canonical bytes of an entry, without a newline.</summary>
    /// <exception cref="ArgumentException">
    /// The entry has parts that could not be read back; nothing is lost silently.
    /// </exception>
    public static byte[] Write(Entry entry)
    {
        // The members stand in the order of RFC 8785, so that nothing has to be sorted.
        var writer = writerOfThread ??= new CanonicalWriter();
        writer.Clear();
        writer.Raw('{');
        WriteAccountAct(writer, entry.Body);
        writer.Raw("\"at\":\""u8);
        TimestampForm.Write(writer, entry.At);
        writer.Raw('"');
        WriteBalances(writer, entry.Body);
        writer.Raw(",\"basis\":{\"document\":{\"number\":"u8);
        writer.String(entry.Basis.Document.Number);
        writer.Raw(",\"sha256\":"u8);
        writer.String(entry.Basis.Document.Sha256);
        writer.Raw("},\"paragraph\":"u8);
        writer.String(entry.Basis.Paragraph);
        writer.Raw(",\"ruleSet\":"u8);
        writer.String(entry.Basis.RuleSet);
        writer.Raw("},\"by\":["u8);
        for (var i = 0; i < entry.By.Count; i++)
        {
            if (i > 0)
                writer.Raw(',');
            writer.String(entry.By[i]);
        }
        writer.Raw(']');
        WriteCorrects(writer, entry.Body);
        WriteDeficit(writer, entry.Body);
        WriteHolderChanged(writer, entry.Body);
        writer.Raw(",\"instruction\":"u8);
        writer.String(entry.Instruction);
        writer.Raw(",\"kind\":\""u8);
        WriteKind(writer, entry.Body);
        writer.Raw('"');
        WriteMoves(writer, entry.Body);
        writer.Raw(",\"n\":"u8);
        writer.Integer(entry.N >= 0 ? entry.N : throw Unwritable("an entry's number starts at 0"));
        WriteOpenDuty(writer, entry.Body);
        writer.Raw(",\"procedure\":"u8);
        writer.String(entry.Procedure);
        WriteYear(writer, entry.Body);
        writer.Raw('}');
        return writer.Written.ToArray();
    }

    /// <summary>Reads an entry, only from its canonical form.</summary>
    /// <exception cref="JournalCorruptException">
    /// The bytes are no canonical entry: a field unknown, missing, twice, or out of order; white space; a wrong value.
    /// </exception>
    public static Entry Read(ReadOnlySpan<byte> canonical) => new EntryReader(canonical).Read();

    /// <summary>The name of an account kind in documents and entries, such as <c>reserveNew</c>.</summary>
    public static string NameOf(AccountKind kind) => kind switch
    {
        AccountKind.Issuance => "issuance",
        AccountKind.Cancellation => "cancellation",
        AccountKind.Surrender => "surrender",
        AccountKind.TradingSystemOperator => "tradingSystemOperator",
        AccountKind.Installation => "installation",
        AccountKind.OffsetApplicant => "offsetApplicant",
        AccountKind.Reserve => "reserve",
        AccountKind.Gateway => "gateway",
        AccountKind.Withdrawn => "withdrawn",
        AccountKind.ReserveNew => "reserveNew",
        AccountKind.ReserveUnaccounted => "reserveUnaccounted",
        AccountKind.ReserveCapacity => "reserveCapacity",
        AccountKind.ReserveTransition => "reserveTransition",
        _ => throw Unwritable($"{kind} is no kind of account"),
    };

    internal static ArgumentException Unwritable(string why) => new($"The entry has no canonical form: {why}.");

    private static void WriteAccountAct(CanonicalWriter writer, EntryBody body)
    {
        switch (body)
        {
            case EntryBody.AccountOpened opened:
                WriteOpened(writer, opened);
                break;
            case EntryBody.AccountBlocked blocked:
                WriteGround(writer, "\"accountBlocked\":{\"ground\":"u8, blocked.Ground, blocked.Number);
                break;
            case EntryBody.AccountUnblocked unblocked:
                WriteGround(writer, "\"accountUnblocked\":{\"ground\":"u8, unblocked.Ground, unblocked.Number);
                break;
            case EntryBody.AccountClosed closed:
                writer.Raw("\"accountClosed\":{\"number\":"u8);
                WriteAccount(writer, closed.Number);
                writer.Raw("},"u8);
                break;
            case EntryBody.Moved or EntryBody.HolderChanged:
                break;
            default:
                throw Unwritable($"{body.GetType().Name} is no kind of entry");
        }
    }

    private static void WriteOpened(CanonicalWriter writer, EntryBody.AccountOpened opened)
    {
        writer.Raw("\"accountOpened\":{"u8);
        if (opened.Holder is { } holder)
        {
            writer.Raw("\"holder\":"u8);
            writer.String(holder);
            writer.Raw(',');
        }
        if (opened.Installation is { } installation)
        {
            writer.Raw("\"installation\":"u8);
            writer.String(installation);
            writer.Raw(',');
        }
        writer.Raw("\"kind\":"u8);
        writer.String(NameOf(opened.Number.Kind));
        writer.Raw(",\"number\":"u8);
        WriteAccount(writer, opened.Number);
        if (opened.Period is { } period)
        {
            if (!PlanPeriod.TryParse(period.ToString(), out _))
                throw Unwritable($"{period} is no period of a plan");
            writer.Raw(",\"period\":"u8);
            writer.String(period.ToString());
        }
        if (opened.Project is { } project)
        {
            writer.Raw(",\"project\":"u8);
            writer.String(project);
        }
        writer.Raw("},"u8);
    }

    private static void WriteGround(
        CanonicalWriter writer, ReadOnlySpan<byte> head, string ground, AccountNumber number)
    {
        writer.Raw(head);
        writer.String(ground);
        writer.Raw(",\"number\":"u8);
        WriteAccount(writer, number);
        writer.Raw("},"u8);
    }

    private static void WriteHolderChanged(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.HolderChanged changed)
            return;
        writer.Raw(",\"holderChanged\":{\"holder\":"u8);
        writer.String(changed.Holder);
        writer.Raw(",\"number\":"u8);
        WriteAccount(writer, changed.Number);
        writer.Raw('}');
    }

    private static void WriteKind(CanonicalWriter writer, EntryBody body)
    {
        switch (body)
        {
            case EntryBody.Moved { Code: >= MoveCode.T01 and <= MoveCode.T28 } moved:
                writer.Raw((int)moved.Code < 10 ? "T0"u8 : "T"u8);
                writer.Integer((int)moved.Code);
                break;
            case EntryBody.AccountOpened:
                writer.Raw("accountOpened"u8);
                break;
            case EntryBody.AccountBlocked:
                writer.Raw("accountBlocked"u8);
                break;
            case EntryBody.AccountUnblocked:
                writer.Raw("accountUnblocked"u8);
                break;
            case EntryBody.HolderChanged:
                writer.Raw("holderChanged"u8);
                break;
            case EntryBody.AccountClosed:
                writer.Raw("accountClosed"u8);
                break;
            default:
                throw Unwritable("it is of no known kind");
        }
    }

    /// <summary>An object by account number; RFC 8785 wants the numbers in the order of their characters.</summary>
    private static void WriteBalances(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { Balances: { } balances })
            return;
        if (balances.Count == 0)
            throw Unwritable("it names no balance");
        for (var i = 0; i < balances.Count; i++)
        {
            if (i > 0 && !Follows(balances[i].Account, balances[i - 1].Account))
                throw Unwritable("its balances are out of order");
            if (balances[i].Units < 0)
                throw Unwritable("a balance is negative");
            writer.Raw(i == 0 ? ",\"balances\":{"u8 : ","u8);
            WriteAccount(writer, balances[i].Account);
            writer.Raw(':');
            writer.Integer(balances[i].Units);
        }
        writer.Raw('}');
    }

    /// <summary>True when the account's number as printed comes after the other's.</summary>
    internal static bool Follows(AccountNumber account, AccountNumber earlier) =>
        string.CompareOrdinal(account.ToString(), earlier.ToString()) > 0;

    private static void WriteCorrects(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { Corrects: { } corrected })
            return;
        writer.Raw(",\"corrects\":"u8);
        writer.Integer(corrected);
    }

    private static void WriteDeficit(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { Deficit: { } missing })
            return;
        writer.Raw(",\"deficit\":"u8);
        writer.Integer(missing > 0 ? missing : throw Unwritable("a deficit is 1 or more"));
    }

    private static void WriteYear(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { Year: { } year })
            return;
        writer.Raw(",\"year\":"u8);
        writer.Integer(year);
    }

    private static void WriteOpenDuty(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { OpenDuty: { } years })
            return;
        writer.Raw(",\"openDuty\":["u8);
        for (var i = 0; i < years.Count; i++)
        {
            if (i > 0)
                writer.Raw(',');
            writer.Integer(years[i]);
        }
        writer.Raw(']');
    }

    private static void WriteMoves(CanonicalWriter writer, EntryBody body)
    {
        if (body is not EntryBody.Moved { Moves: var moves })
            return;
        if (moves.Count is < 1 or > MaxMoves)
            throw Unwritable($"it has {moves.Count} moves, and 1 to {MaxMoves} are allowed");
        writer.Raw(",\"moves\":["u8);
        for (var i = 0; i < moves.Count; i++)
        {
            if (i > 0)
                writer.Raw(',');
            WriteMove(writer, moves[i]);
        }
        writer.Raw(']');
    }

    private static void WriteMove(CanonicalWriter writer, Move move)
    {
        var attributes = move.Attributes;
        writer.Raw('{');
        if (attributes is { AllocationYear: not 0 and var year })
        {
            writer.Raw("\"allocationYear\":"u8);
            writer.Integer(year);
            writer.Raw(',');
        }
        writer.Raw("\"block\":\""u8);
        WriteBlock(writer, move.Block);
        writer.Raw("\",\"from\":"u8);
        if (move.From is { } from)
            WriteAccount(writer, from);
        else
            writer.Raw("null"u8);
        if (attributes?.Line is { } line)
        {
            writer.Raw(",\"line\":"u8);
            writer.String(line);
        }
        // Attributes that say nothing at all are told from absent ones by the one member that can say it.
        if (attributes is { NotForSale: true })
            writer.Raw(",\"notForSale\":true"u8);
        else if (attributes is { AllocationYear: 0, Line: null, Project: null })
            writer.Raw(",\"notForSale\":false"u8);
        if (attributes?.Project is { } project)
        {
            writer.Raw(",\"project\":"u8);
            writer.String(project);
        }
        writer.Raw(",\"to\":"u8);
        WriteAccount(writer, move.To);
        writer.Raw('}');
    }

    private static void WriteBlock(CanonicalWriter writer, UnitBlock block)
    {
        var series = block.Series;
        if (series.YearIn is < 2013 or > 9999 || (series.YearOut != 0 && series.YearOut < series.YearIn)
            || series.YearOut > 9999 || block.Range.First < 1 || block.Range.Last > MaxSerial)
            throw Unwritable("a block has years or serials that no unit has");
        writer.Raw(series.Kind switch
        {
            UnitKind.Quota => "KZ-Q-"u8,
            UnitKind.Offset => "KZ-O-"u8,
            UnitKind.International => "KZ-I-"u8,
            _ => throw Unwritable($"{series.Kind} is no kind of unit"),
        });
        TimestampForm.Digits(writer, series.YearIn, 4);
        writer.Raw('-');
        TimestampForm.Digits(writer, series.YearOut, 4);
        writer.Raw('-');
        writer.Integer(block.Range.First);
        if (block.Count == 1)
            return;
        writer.Raw(':');
        writer.Integer(block.Range.Last);
    }

    private static void WriteAccount(CanonicalWriter writer, AccountNumber account)
    {
        var kind = AccountKinds.IndexOf(account.Kind);
        if (account.Number is < 1 or > 999_999_999 || kind is < 1 or >= AccountKinds.Count)
            throw Unwritable($"{account} is no account");
        writer.Raw("\"KZ-"u8);
        writer.Integer((int)account.Kind);
        writer.Raw('-');
        writer.Integer(account.Number);
        writer.Raw('-');
        TimestampForm.Digits(writer, account.Check, 2);
        writer.Raw('"');
    }
}
