using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Journal;

/// <summary>Reads the canonical form of an entry in its one order of members; see <see cref="EntryForm"/>.</summary>
internal ref struct EntryReader(ReadOnlySpan<byte> canonical)
{
    private CanonicalReader reader = new(canonical);

    /// <summary>Reads the whole entry.</summary>
    public Entry Read()
    {
        reader.Expect("{"u8);
        var act = AccountAct();
        reader.Expect("\"at\":"u8);
        var at = TimestampForm.Read(reader.PlainString()) ?? throw reader.Corrupt("the moment is malformed");
        var balances = reader.Take(",\"balances\":{"u8) ? Balances() : null;
        var basis = ReadBasis();
        reader.Expect(",\"by\":["u8);
        var by = ByWhom();
        long? corrects = reader.Take(",\"corrects\":"u8) ? reader.Integer() : null;
        long? deficit = reader.Take(",\"deficit\":"u8) ? reader.Integer() : null;
        if (act is null && reader.Take(",\"holderChanged\":{\"holder\":"u8))
            act = HolderChanged();
        reader.Expect(",\"instruction\":"u8);
        var instruction = reader.String();
        reader.Expect(",\"kind\":"u8);
        var kind = reader.PlainString();
        IReadOnlyList<Move>? moves = act is null ? Moves() : null;
        reader.Expect(",\"n\":"u8);
        var n = reader.Integer();
        var openDuty = reader.Take(",\"openDuty\":["u8) ? Years() : null;
        reader.Expect(",\"procedure\":"u8);
        var procedure = reader.String();
        int? year = reader.Take(",\"year\":"u8) ? Int32() : null;
        reader.Expect("}"u8);
        reader.ExpectEnd();
        if (n < 0)
            throw reader.Corrupt("the number is negative");
        if (deficit <= 0)
            throw reader.Corrupt("a deficit is 1 or more");
        var isMove = balances is not null || openDuty is not null || corrects is not null || year is not null
            || deficit is not null;
        var body = act switch
        {
            null => new EntryBody.Moved(Code(kind), moves!)
            {
                Balances = balances,
                OpenDuty = openDuty,
                Corrects = corrects,
                Year = year,
                Deficit = deficit,
            },
            _ => isMove ? throw OfAMove() : AccountBody(kind, act),
        };
        return new Entry(n, at, instruction, procedure, basis, by, body);
    }

    private readonly EntryBody AccountBody(ReadOnlySpan<byte> kind, EntryBody act)
    {
        var expected = act switch
        {
            EntryBody.AccountOpened => "accountOpened"u8,
            EntryBody.AccountBlocked => "accountBlocked"u8,
            EntryBody.AccountUnblocked => "accountUnblocked"u8,
            EntryBody.AccountClosed => "accountClosed"u8,
            EntryBody.HolderChanged => "holderChanged"u8,
            _ => default,
        };
        return kind.SequenceEqual(expected) ? act : throw reader.Corrupt("the kind is not that of the act");
    }

    private readonly JournalCorruptException OfAMove() => reader.Corrupt("an account act has members of a move");

    private AccountBalance[] Balances()
    {
        var all = new List<AccountBalance>();
        do
        {
            if (all.Count > 0)
                reader.Expect(","u8);
            var account = Account();
            reader.Expect(":"u8);
            var units = reader.Integer();
            if (units < 0 || (all.Count > 0 && !EntryForm.Follows(account, all[^1].Account)))
                throw reader.Corrupt("the balances are negative or out of order");
            all.Add(new AccountBalance(account, units));
        }
        while (!reader.Take("}"u8));
        return [.. all];
    }

    private readonly MoveCode Code(ReadOnlySpan<byte> kind)
    {
        var isCode = kind.Length == 3 && kind[0] == 'T' && char.IsAsciiDigit((char)kind[1])
            && char.IsAsciiDigit((char)kind[2]);
        var code = isCode ? (MoveCode)(((kind[1] - '0') * 10) + (kind[2] - '0')) : default;
        return code is >= MoveCode.T01 and <= MoveCode.T28 ? code : throw reader.Corrupt("the kind is unknown");
    }

    private EntryBody? AccountAct()
    {
        EntryBody act;
        if (reader.Take("\"accountOpened\":{"u8))
            act = Opened();
        else if (reader.Take("\"accountBlocked\":{\"ground\":"u8))
            act = new EntryBody.AccountBlocked(NumberAfter(out var ground), ground);
        else if (reader.Take("\"accountUnblocked\":{\"ground\":"u8))
            act = new EntryBody.AccountUnblocked(NumberAfter(out var ground), ground);
        else if (reader.Take("\"accountClosed\":{\"number\":"u8))
            act = new EntryBody.AccountClosed(Account());
        else
            return null;
        reader.Expect("},"u8);
        return act;
    }

    private AccountNumber NumberAfter(out string ground)
    {
        ground = reader.String();
        reader.Expect(",\"number\":"u8);
        return Account();
    }

    private EntryBody.HolderChanged HolderChanged()
    {
        var holder = reader.String();
        reader.Expect(",\"number\":"u8);
        var number = Account();
        reader.Expect("}"u8);
        return new EntryBody.HolderChanged(number, holder);
    }

    private EntryBody.AccountOpened Opened()
    {
        string? holder = null;
        string? installation = null;
        if (reader.Take("\"holder\":"u8))
        {
            holder = reader.String();
            reader.Expect(","u8);
        }
        if (reader.Take("\"installation\":"u8))
        {
            installation = reader.String();
            reader.Expect(","u8);
        }
        reader.Expect("\"kind\":"u8);
        var kind = reader.String();
        reader.Expect(",\"number\":"u8);
        var number = Account();
        if (kind != EntryForm.NameOf(number.Kind))
            throw reader.Corrupt("the account's kind is not that of its number");
        PlanPeriod? period = null;
        if (reader.Take(",\"period\":"u8))
            period = PlanPeriod.TryParse(reader.String(), out var read) ? read : throw reader.Corrupt("no period");
        var project = reader.Take(",\"project\":"u8) ? reader.String() : null;
        return new EntryBody.AccountOpened(number, holder, installation, period) { Project = project };
    }

    private Basis ReadBasis()
    {
        reader.Expect(",\"basis\":{\"document\":{\"number\":"u8);
        var number = reader.String();
        reader.Expect(",\"sha256\":"u8);
        var hash = reader.String();
        reader.Expect("},\"paragraph\":"u8);
        var paragraph = reader.String();
        reader.Expect(",\"ruleSet\":"u8);
        var ruleSet = reader.String();
        reader.Expect("}"u8);
        return new Basis(new BasisDocument(number, hash), paragraph, ruleSet);
    }

    private string[] ByWhom()
    {
        if (reader.Take("]"u8))
            return [];
        var first = reader.String();
        if (reader.Take("]"u8))
            return [first];
        var all = new List<string> { first };
        do
        {
            reader.Expect(","u8);
            all.Add(reader.String());
        }
        while (!reader.Take("]"u8));
        return [.. all];
    }

    private int[] Years()
    {
        if (reader.Take("]"u8))
            return [];
        var years = new List<int>();
        do
        {
            if (years.Count > 0)
                reader.Expect(","u8);
            years.Add(Int32());
        }
        while (!reader.Take("]"u8));
        return [.. years];
    }

    private Move[] Moves()
    {
        reader.Expect(",\"moves\":["u8);
        var first = ReadMove();
        if (reader.Take("]"u8))
            return [first];
        var all = new List<Move> { first };
        do
        {
            reader.Expect(","u8);
            all.Add(ReadMove());
            if (all.Count > EntryForm.MaxMoves)
                throw reader.Corrupt("the entry has too many moves");
        }
        while (!reader.Take("]"u8));
        return [.. all];
    }

    private Move ReadMove()
    {
        reader.Expect("{"u8);
        var year = 0;
        if (reader.Take("\"allocationYear\":"u8))
        {
            year = Int32();
            reader.Expect(","u8);
        }
        reader.Expect("\"block\":"u8);
        var block = Block(reader.PlainString());
        reader.Expect(",\"from\":"u8);
        AccountNumber? from = reader.Take("null"u8) ? null : Account();
        var line = reader.Take(",\"line\":"u8) ? reader.String() : null;
        var notForSale = reader.Take(",\"notForSale\":true"u8);
        var saysNothing = !notForSale && reader.Take(",\"notForSale\":false"u8);
        var project = reader.Take(",\"project\":"u8) ? reader.String() : null;
        reader.Expect(",\"to\":"u8);
        var to = Account();
        reader.Expect("}"u8);
        var saysSomething = year != 0 || line is not null || notForSale || project is not null;
        if (saysNothing && saysSomething)
            throw reader.Corrupt("notForSale is false beside other attributes");
        var attributes = saysNothing || saysSomething ? new UnitAttributes(year, line, project, notForSale) : null;
        return new Move(block, from, to, attributes);
    }

    private readonly UnitBlock Block(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[15];
        if (text.Length < 16 || text[14] != '-')
            throw reader.Corrupt("a block is malformed");
        for (var i = 0; i < 14; i++)
            characters[i] = (char)text[i];
        if (!UnitSeries.TryParse(characters[..14], out var series))
            throw reader.Corrupt("a block's series is malformed");
        var serials = new CanonicalReader(text[15..]);
        var first = serials.Integer();
        var last = serials.Take(":"u8) ? serials.Integer() : first;
        serials.ExpectEnd();
        // A block of one unit is printed without the colon, so a last serial that is written differs from the first.
        var isPrinted = first >= 1 && last <= EntryForm.MaxSerial
            && (last > first || !text[15..].Contains((byte)':'));
        return isPrinted ? new UnitBlock(series, new SerialRange(first, last)) : throw reader.Corrupt("no serials");
    }

    private AccountNumber Account()
    {
        var parts = new CanonicalReader(reader.PlainString());
        parts.Expect("KZ-"u8);
        var kind = parts.Integer();
        parts.Expect("-"u8);
        var number = parts.Integer();
        parts.Expect("-"u8);
        var check = parts.Rest();
        if (number is < 1 or > 999_999_999 || kind is < 1 or > 99 || !Enum.IsDefined((AccountKind)kind))
            throw reader.Corrupt("no account has this number");
        var account = new AccountNumber((AccountKind)kind, (int)number);
        var isChecked = check.Length == 2 && char.IsAsciiDigit((char)check[0]) && char.IsAsciiDigit((char)check[1])
            && account.Check == ((check[0] - '0') * 10) + (check[1] - '0');
        return isChecked ? account : throw reader.Corrupt("the check of an account number is wrong");
    }

    private int Int32()
    {
        var value = reader.Integer();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw reader.Corrupt("too large a number");
    }
}
