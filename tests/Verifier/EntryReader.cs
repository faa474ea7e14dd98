using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Verifier;

/// <summary>
/// Reads the lines of a run of entries. Members that it does not know are only checked for their form.
/// </summary>
internal ref struct EntryReader
{
    private const int MostMoves = 2000;

    // Drawn for each run of the verifier, so that nobody can prepare two ids that fall together.
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;
    private static readonly ulong OtherSeed =
        BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly List<MoveFacts> moves;
    private readonly int firstMove;
    private CanonicalText text;
    private ReadOnlySpan<byte> instruction;
    private ReadOnlySpan<byte> procedure;
    private ReadOnlySpan<byte> kind;
    private AccountAct? act;
    private long n = -1;
    private long at = -1;
    private int day;
    private long? corrects;
    private List<(long Account, long Units)>? balances;
    private Particulars says;
    private bool hasBasis;
    private bool hasBy;

    private EntryReader(ReadOnlySpan<byte> line, List<MoveFacts> moves)
    {
        text = new CanonicalText(line);
        this.moves = moves;
        firstMove = moves.Count;
    }

    /// <summary>Reads one line; its moves are added to the list.</summary>
    /// <exception cref="FormatException">The line is no canonical entry.</exception>
    public static EntryFacts Read(ReadOnlySpan<byte> line, List<MoveFacts> moves)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line))
            throw CanonicalText.Wrong("not canonical: no UTF-8");
        return new EntryReader(line, moves).Read();
    }

    private EntryFacts Read()
    {
        text.Expect('{');
        ReadOnlySpan<byte> name = default;
        while (text.NextName(ref name))
            Member(name);
        text.ExpectEnd();
        var code = Code();
        var count = moves.Count - firstMove;
        Require(n >= 0 && at >= 0 && hasBasis && hasBy && !instruction.IsEmpty, "a member is missing or empty");
        Require(!procedure.IsEmpty && instruction.StartsWith(procedure) && instruction.Length > procedure.Length + 1
            && instruction[procedure.Length] == '/', "the instruction does not begin with the procedure");
        Require((code > 0) == (count > 0) && (code > 0) == (act is null), "the kind is not that of what it says");
        Require(code > 0 || (corrects is null && balances is null && says == Particulars.None),
            "an act on an account says what only moves say");
        return new EntryFacts(n, at, day, HashOf(instruction), code, firstMove, count, corrects, act, balances, says);
    }

    private void Member(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("at"u8))
            (at, day) = Numbers.Moment(text.String());
        else if (name.SequenceEqual("balances"u8))
            Balances();
        else if (name.SequenceEqual("basis"u8))
            Basis();
        else if (name.SequenceEqual("by"u8))
            By();
        else if (name.SequenceEqual("corrects"u8))
            corrects = text.Integer();
        else if (name.SequenceEqual("deficit"u8))
            Positive(Particulars.Deficit);
        else if (name.SequenceEqual("instruction"u8))
            instruction = text.String();
        else if (name.SequenceEqual("kind"u8))
            kind = text.String();
        else if (name.SequenceEqual("moves"u8))
            Moves();
        else if (name.SequenceEqual("n"u8))
            n = text.Integer();
        else if (name.SequenceEqual("openDuty"u8))
            OpenDuty();
        else if (name.SequenceEqual("procedure"u8))
            procedure = text.String();
        else if (name.SequenceEqual("year"u8))
            Positive(Particulars.Year);
        else if (IsAct(name))
            Act(Encoding.UTF8.GetString(name));
        else
            text.Skip();
    }

    private void Positive(Particulars what)
    {
        Require(text.Integer() > 0, "a year or a deficit is 1 or more");
        says |= what;
    }

    private void OpenDuty()
    {
        text.Expect('[');
        var first = true;
        while (text.NextItem(ref first))
            Positive(Particulars.OpenDuty);
    }

    private static bool IsAct(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("accountOpened"u8) || name.SequenceEqual("accountBlocked"u8)
        || name.SequenceEqual("accountUnblocked"u8) || name.SequenceEqual("holderChanged"u8)
        || name.SequenceEqual("accountClosed"u8);

    /// <summary>1 to 28 for a move, 0 for an act on an account.</summary>
    private readonly int Code()
    {
        if (act is not null)
            return Encoding.UTF8.GetString(kind) == act.Name
                ? 0
                : throw CanonicalText.Wrong("the kind is not that of the act");
        var code = kind.Length == 3 && kind[0] == 'T' ? ((kind[1] - '0') * 10) + kind[2] - '0' : 0;
        var isCode = code is >= 1 and <= 28 && char.IsAsciiDigit((char)kind[1]) && char.IsAsciiDigit((char)kind[2]);
        return isCode ? code : throw CanonicalText.Wrong("the kind is unknown");
    }

    private void Balances()
    {
        text.Expect('{');
        balances = [];
        ReadOnlySpan<byte> name = default;
        while (text.NextName(ref name))
        {
            var account = Numbers.Account(name);
            Require(account > 0, "a balance is of no account");
            balances.Add((account, text.Integer()));
        }
    }

    private void Basis()
    {
        text.Expect('{');
        var (paragraph, ruleSet, document) = (false, false, false);
        ReadOnlySpan<byte> name = default;
        while (text.NextName(ref name))
        {
            if (name.SequenceEqual("paragraph"u8))
                paragraph = !text.String().IsEmpty;
            else if (name.SequenceEqual("ruleSet"u8))
                ruleSet = !text.String().IsEmpty;
            else if (name.SequenceEqual("document"u8))
                document = Document();
            else
                text.Skip();
        }
        hasBasis = paragraph && ruleSet && document;
    }

    private bool Document()
    {
        text.Expect('{');
        var (number, hash) = (false, false);
        ReadOnlySpan<byte> name = default;
        while (text.NextName(ref name))
        {
            if (name.SequenceEqual("number"u8))
                number = !text.String().IsEmpty;
            else if (name.SequenceEqual("sha256"u8))
                hash = text.String().Length == 64;
            else
                text.Skip();
        }
        return number && hash;
    }

    private void By()
    {
        text.Expect('[');
        var first = true;
        while (text.NextItem(ref first))
            hasBy = !text.String().IsEmpty;
    }

    private void Moves()
    {
        text.Expect('[');
        var first = true;
        while (text.NextItem(ref first))
            moves.Add(Move());
        Require(moves.Count - firstMove is >= 1 and <= MostMoves, "an entry has 1 to 2,000 moves");
    }

    private MoveFacts Move()
    {
        text.Expect('{');
        var block = default((int Series, long First, long Last));
        var (from, to) = (-1L, 0L);
        ReadOnlySpan<byte> name = default;
        while (text.NextName(ref name))
        {
            if (name.SequenceEqual("block"u8))
                block = Numbers.Block(text.String());
            else if (name.SequenceEqual("from"u8))
                from = text.Word("null"u8) ? 0 : Account();
            else if (name.SequenceEqual("to"u8))
                to = Account();
            else
                text.Skip();
        }
        Require(block.Series != 0, "a block is malformed");
        Require(from >= 0 && to > 0, "a move lacks an account");
        return new MoveFacts(block.Series, block.First, block.Last, from, to);
    }

    private void Act(string name)
    {
        Require(act is null, "an entry has one act");
        text.Expect('{');
        var read = new AccountAct(name, 0);
        ReadOnlySpan<byte> member = default;
        while (text.NextName(ref member))
        {
            if (member.SequenceEqual("number"u8))
                read = read with { Number = Account() };
            else if (member.SequenceEqual("kind"u8))
                read = read with { Kind = Word() };
            else if (member.SequenceEqual("holder"u8))
                read = read with { Holder = Word() };
            else if (member.SequenceEqual("installation"u8))
                read = read with { Installation = Word() };
            else if (member.SequenceEqual("ground"u8))
                read = read with { Ground = Word() };
            else if (member.SequenceEqual("period"u8))
                read = read with { PeriodEnd = PeriodEnd(text.String()) };
            else
                text.Skip();
        }
        Require(read.Number > 0, "an act lacks its account");
        act = read;
    }

    /// <summary>The second year of <c>2022-2025</c>.</summary>
    private static int PeriodEnd(ReadOnlySpan<byte> period)
    {
        var end = period.Length == 9 && period[4] == '-' ? Numbers.Year(period[5..]) : -1;
        Require(end > 0 && Numbers.Year(period) is var start and > 0 && start <= end, "a period is malformed");
        return end;
    }

    private string Word() => Encoding.UTF8.GetString(text.String());

    private long Account()
    {
        var account = Numbers.Account(text.String());
        Require(account > 0, "an account's number is malformed, or its check is wrong");
        return account;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw CanonicalText.Wrong(what);
    }

    /// <summary>128 bits by which ids are told apart.</summary>
    private static UInt128 HashOf(ReadOnlySpan<byte> id)
    {
        var (low, high) = (Seed ^ (ulong)id.Length, OtherSeed);
        while (id.Length >= 8)
        {
            (low, high) = Mix(low, high, BinaryPrimitives.ReadUInt64LittleEndian(id));
            id = id[8..];
        }
        ulong rest = 0;
        foreach (var one in id)
            rest = (rest << 8) | one;
        (low, high) = Mix(low, high, rest);
        return new UInt128(high, low);
    }

    private static (ulong Low, ulong High) Mix(ulong low, ulong high, ulong word)
    {
        var product = Math.BigMul(low ^ word, Seed, out var first);
        var other = Math.BigMul(high ^ word, OtherSeed, out var second);
        return (product ^ first, other ^ second ^ low);
    }
}
