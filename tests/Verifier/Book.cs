namespace CarbonRegistry.Verifier;

/// <summary>An account as the entries tell of it.</summary>
internal sealed class BookAccount(int index, long number, string? holder)
{
    public int Index { get; } = index;

    public long Number { get; } = number;

    public int Type { get; } = Numbers.TypeOf(number);

    public string? Holder { get; set; } = holder;

    public bool Closed { get; set; }

    public HashSet<string> Grounds { get; } = [];

    /// <summary>Units of all kinds.</summary>
    public long Units { get; set; }

    /// <summary>Whose the units are: the holder's, or the trading system's operator's; null for nobody's.</summary>
    public string? Person => Holder ?? (Type == 4 ? "operator" : null);

    public bool IsSink { get; } = Numbers.TypeOf(number) is 2 or 3 or 9;

    /// <summary>True for the reserve and its subaccounts.</summary>
    public bool IsReserve { get; } = Numbers.TypeOf(number) is 7 or (>= 71 and <= 74);

    /// <summary>The last year of the plan to which the account belongs; 0 for none.</summary>
    public int PeriodEnd { get; init; }
}

/// <summary>The units of one series.</summary>
internal sealed class BookSeries
{
    public SerialMap Serials { get; } = new();

    public long Transferred { get; set; }

    public long Acquired { get; set; }

    /// <summary>What T02 brought to the reserve, without what was corrected.</summary>
    public long ReserveFormed { get; private set; }

    /// <summary>What came back to the reserve less what has left it, by the kinds of the entries.</summary>
    public long ReserveFlow { get; private set; }

    /// <summary>Counts a move by its kind; negative units take the count back.</summary>
    public void CountReserve(int code, bool fromReserve, long units)
    {
        if (code == 2)
            ReserveFormed += units;
        else if (code is 10 or 12)
            ReserveFlow += units;
        else if (code is 4 or 6 or 7 or 8 or 9 or 28 || (code == 23 && fromReserve))
            ReserveFlow -= units;
    }
}

/// <summary>
/// Accounts and serials, rebuilt from the entries, with every invariant that the entries alone can show.
/// </summary>
/// <param name="movesOf">Reads the moves of an earlier entry once more.</param>
/// <param name="expected">How many entries will come.</param>
internal sealed class Book(Func<long, IReadOnlyList<MoveFacts>> movesOf, long expected = 0)
{
    /// <summary>What a manifest says is not trusted with more memory than this many entries need at once.</summary>
    private const long MostAhead = 1 << 22;

    private const int IssueOfQuota = 1;
    private const int IssueOfOffsets = 14;
    private const int Correction = 26;
    private const int TopUp = 13;
    private const int FirstDeal = 15;
    private const int LastDeal = 18;
    private const int Surrender = 19;
    private const int Liquidation = 12;
    private const int MostMoves = 2000;

    /// <summary>By type, in the order of their numbers, which have no gaps.</summary>
    private readonly List<BookAccount>[] byType =
        [.. Enumerable.Range(0, MoveLaw.Types).Select(_ => new List<BookAccount>())];
    private readonly Dictionary<string, BookAccount> byInstallation = [];
    private readonly HashSet<UInt128> instructions = new((int)Math.Clamp(expected, 0, MostAhead));
    private readonly HashSet<long> corrected = [];
    private readonly Dictionary<BookAccount, int> topUps = [];
    private readonly List<byte> codes = [];
    private long lastAt;
    private int lastKey;
    private BookSeries? lastSeries;

    /// <summary>All accounts in the order in which they were opened.</summary>
    public List<BookAccount> Accounts { get; } = [];

    /// <summary>All series.</summary>
    public SortedDictionary<int, BookSeries> Series { get; } = [];

    /// <summary>How many entries were applied.</summary>
    public long Size => codes.Count;

    /// <summary>The moment of the last entry, in milliseconds since the year 1.</summary>
    public long LastAt => lastAt;

    /// <summary>Applies the next entry.</summary>
    public void Apply(in EntryFacts entry, List<MoveFacts> moves)
    {
        Require(entry.N == Size, $"its number is {entry.N}");
        Require(entry.At >= lastAt, "its moment is before that of the entry before it");
        Require(instructions.Add(entry.Instruction), "its instruction stands already");
        if (entry.Act is { } act)
            Apply(act);
        else
            Apply(entry, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(moves)
                .Slice(entry.FirstMove, entry.Moves));
        lastAt = entry.At;
        codes.Add((byte)entry.Code);
    }

    private void Apply(AccountAct act)
    {
        if (act.Name == "accountOpened")
        {
            Open(act);
            return;
        }
        var account = Find(act.Number);
        switch (act.Name)
        {
            case "accountBlocked":
                Require(act.Ground is not null && account.Grounds.Add(act.Ground), "the ground stands already");
                break;
            case "accountUnblocked":
                Require(act.Ground is not null && account.Grounds.Remove(act.Ground), "the ground does not stand");
                break;
            case "holderChanged":
                Require(!string.IsNullOrEmpty(act.Holder), "there is no new holder");
                account.Holder = act.Holder;
                break;
            case "accountClosed":
                Require(account.Units == 0, "the closed account holds units");
                account.Closed = true;
                break;
            default:
                throw Wrong($"the act {act.Name} is unknown");
        }
    }

    private void Open(AccountAct act)
    {
        var type = Numbers.TypeOf(act.Number);
        var number = (int)(act.Number % Numbers.TypeScale);
        Require(act.Kind == Numbers.AccountKinds[type], "the account's kind is not that of its number");
        Require(number == byType[MoveLaw.IndexOf(type)].Count + 1, "the account's number is not the next of its type");
        Require((act.PeriodEnd > 0) == (type is 1 or 7 or (>= 71 and <= 74)),
            "the accounts of a plan alone have a period");
        var account = new BookAccount(Accounts.Count, act.Number, act.Holder) { PeriodEnd = act.PeriodEnd };
        if (type == 5)
        {
            Require(!string.IsNullOrEmpty(act.Installation), "the account has no installation");
            var open = byInstallation.TryGetValue(act.Installation!, out var known) && !known.Closed;
            Require(!open, "the installation has an account");
            byInstallation[act.Installation!] = account;
        }
        Accounts.Add(account);
        byType[MoveLaw.IndexOf(type)].Add(account);
    }

    private void Apply(in EntryFacts entry, ReadOnlySpan<MoveFacts> moves)
    {
        Require((entry.Corrects is null) == (entry.Code != Correction), "a correction alone names an entry");
        // What a correction takes back is counted as what it was.
        var counted = entry.Code;
        if (entry.Corrects is { } original)
        {
            CheckCorrection(original, moves);
            counted = codes[(int)original];
        }
        if (entry.Says != Particulars.None)
            CheckParticulars(entry, counted);
        if (entry.Balances is not null || entry.Code == TopUp)
            CheckTopUp(entry, moves);
        foreach (ref readonly var move in moves)
            Apply(entry.Code, counted, move);
    }

    private void CheckParticulars(in EntryFacts entry, int counted)
    {
        Require((entry.Says & Particulars.Year) == 0 || counted == Surrender, "only a surrender names a year");
        Require((entry.Says & Particulars.Deficit) == 0
            || (entry.Code == Surrender && (entry.Says & Particulars.Year) != 0),
            "only a surrender for a year has a deficit");
        Require((entry.Says & Particulars.OpenDuty) == 0 || entry.Code == Liquidation,
            "only a liquidation names an open duty");
    }

    private void Apply(int code, int counted, in MoveFacts move)
    {
        var to = Find(move.To);
        var series = SeriesOf(move.Series);
        var units = move.Last - move.First + 1;
        Require(to.PeriodEnd == 0 || to.PeriodEnd == move.Series % 10_000, "units of another plan come to the account");
        var isIssue = code is IssueOfQuota or IssueOfOffsets;
        Require((move.From == 0) == isIssue, "units come out of nothing by an issue only");
        if (isIssue)
        {
            Require(to.Type == (code == IssueOfQuota ? 1 : 6), "an issue goes to another kind of account");
            Require(Numbers.KindOf(move.Series) == (code == IssueOfQuota ? 1 : 2), "an issue of another kind of unit");
            Require(move.First == series.Serials.Issued + 1, "issued serials leave a gap or come twice");
            series.Serials.Issue(move.Last, to.Index);
            to.Units += units;
            return;
        }
        var from = Find(move.From);
        Require(from != to, "debit and credit are one account");
        Require(!from.IsSink || code == Correction, "units leave a final account without a correction");
        if (code != Correction)
            CheckLaw(code, Numbers.KindOf(move.Series), from, to);
        Require(series.Serials.Move(move.First, move.Last, from.Index, to.Index), "the units are not on the account");
        from.Units -= units;
        to.Units += units;
        if (from.IsReserve || to.IsReserve)
            series.CountReserve(counted, code == Correction ? to.IsReserve : from.IsReserve,
                code == Correction ? -units : units);
        if (from.Person is not { } giver || to.Person is not { } taker || giver == taker)
            return;
        series.Transferred += units;
        if (code is >= FirstDeal and <= LastDeal)
            series.Acquired += units;
    }

    /// <summary>A correction moves exactly the blocks of one earlier entry back, once, and never an issue.</summary>
    private void CheckCorrection(long original, ReadOnlySpan<MoveFacts> moves)
    {
        Require(original >= 0 && original < Size, "the corrected entry does not stand");
        Require(codes[(int)original] is not (0 or IssueOfQuota or IssueOfOffsets or Correction),
            "the corrected entry is never reversed");
        Require(corrected.Add(original), "the entry was corrected already");
        var expected = movesOf(original).Select(move => move with { From = move.To, To = move.From }).ToHashSet();
        Require(expected.SetEquals(moves.ToArray()) && expected.Count == moves.Length,
            "the moves are not the reverse of the corrected entry's");
    }

    /// <summary>The matrix of moves, what each account may hold, and what a block stops.</summary>
    private void CheckLaw(int code, int kind, BookAccount from, BookAccount to)
    {
        Require(MoveLaw.Allows(code, kind, from.Type, to.Type),
            $"T{code:00} moves no units of kind {kind} from an account of type {from.Type} to one of type {to.Type}");
        Require(MoveLaw.Holds(to.Type, kind), $"an account of type {to.Type} holds no units of kind {kind}");
        Require(from.Grounds.Count == 0 || !MoveLaw.IsStoppedByBlock(code), $"T{code:00} debits a blocked account");
    }

    /// <summary>
    /// A top-up names the balances of all subaccounts of its plan, and debits the largest; only one that goes on with
    /// an entry that was full names none.
    /// </summary>
    private void CheckTopUp(in EntryFacts entry, ReadOnlySpan<MoveFacts> moves)
    {
        Require(entry.Code == TopUp, "a top-up of a subaccount alone names balances");
        var source = Find(moves[0].From);
        foreach (ref readonly var move in moves)
            Require(move.From == source.Number && move.To == moves[0].To, "a top-up has one source and one target");
        if (entry.Balances is { } balances)
            CheckBalances(source, balances);
        else
            Require(topUps.GetValueOrDefault(source) == MostMoves, "a top-up names no balances");
        topUps[source] = entry.Moves;
    }

    private void CheckBalances(BookAccount source, IReadOnlyList<(long Account, long Units)> balances)
    {
        var named = new HashSet<BookAccount>();
        foreach (var (number, units) in balances)
        {
            var account = Find(number);
            Require(account.Units == units, "a balance is not what the entries give");
            named.Add(account);
        }
        Require(named.SetEquals(Accounts.Where(account =>
            account is { Type: >= 71 and <= 74, Closed: false } && account.PeriodEnd == source.PeriodEnd)),
            "the balances are not those of the plan's subaccounts");
        Require(named.Max(account => account.Units) == source.Units, "the debited subaccount is not the largest");
    }

    private BookAccount Find(long number)
    {
        var ofType = byType[MoveLaw.IndexOf(Numbers.TypeOf(number))];
        var at = (int)(number % Numbers.TypeScale) - 1;
        if (at >= ofType.Count)
            throw Wrong("an account was never opened");
        Require(!ofType[at].Closed, "an account is closed");
        return ofType[at];
    }

    /// <summary>Most moves are of the series of the move before.</summary>
    private BookSeries SeriesOf(int key)
    {
        if (lastSeries is { } last && lastKey == key)
            return last;
        if (!Series.TryGetValue(key, out var series))
            Series[key] = series = new BookSeries();
        (lastKey, lastSeries) = (key, series);
        return series;
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
            throw Wrong(what);
    }

    // An interpolated text would be made for every entry, so that its value stands where it is seldom needed.
    private void Require(bool holds, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("holds")]
        ref LazyText what)
    {
        if (!holds)
            throw Wrong(what.ToString());
    }

    private UnprovedException Wrong(string what) => UnprovedException.Entry(Size, what);
}
