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

    public bool IsSink => Type is 2 or 3 or 9;
}

/// <summary>The units of one series.</summary>
internal sealed class BookSeries
{
    public SerialMap Serials { get; } = new();

    public long Transferred { get; set; }

    public long Acquired { get; set; }
}

/// <summary>
/// Accounts and serials, rebuilt from the entries, with every invariant that the entries alone can show.
/// </summary>
internal sealed class Book(Func<long, IReadOnlyList<MoveFacts>> movesOf)
{
    private const int IssueOfQuota = 1;
    private const int IssueOfOffsets = 14;
    private const int Correction = 26;
    private const int TopUp = 13;
    private const int FirstDeal = 15;
    private const int LastDeal = 18;

    private readonly Dictionary<long, BookAccount> byNumber = [];
    private readonly Dictionary<int, int> lastOfType = [];
    private readonly Dictionary<string, BookAccount> byInstallation = [];
    private readonly HashSet<UInt128> instructions = [];
    private readonly HashSet<long> corrected = [];
    private readonly List<byte> codes = [];
    private long lastAt;

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
        Require(number == lastOfType.GetValueOrDefault(type) + 1, "the account's number is not the next of its type");
        var account = new BookAccount(Accounts.Count, act.Number, act.Holder);
        if (type == 5)
        {
            Require(!string.IsNullOrEmpty(act.Installation), "the account has no installation");
            var open = byInstallation.TryGetValue(act.Installation!, out var known) && !known.Closed;
            Require(!open, "the installation has an account");
            byInstallation[act.Installation!] = account;
        }
        lastOfType[type] = number;
        Accounts.Add(account);
        byNumber.Add(act.Number, account);
    }

    private void Apply(in EntryFacts entry, ReadOnlySpan<MoveFacts> moves)
    {
        Require((entry.Corrects is null) == (entry.Code != Correction), "a correction alone names an entry");
        if (entry.Corrects is { } original)
            CheckCorrection(original, moves);
        if (entry.Balances is { } balances)
            CheckBalances(entry.Code, balances);
        foreach (ref readonly var move in moves)
            Apply(entry.Code, move);
    }

    private void Apply(int code, in MoveFacts move)
    {
        var to = Find(move.To);
        if (!Series.TryGetValue(move.Series, out var series))
            Series[move.Series] = series = new BookSeries();
        var units = move.Last - move.First + 1;
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
        Require(series.Serials.Move(move.First, move.Last, from.Index, to.Index), "the units are not on the account");
        from.Units -= units;
        to.Units += units;
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

    /// <summary>A top-up names the balances by which the largest subaccount was found.</summary>
    private void CheckBalances(int code, IReadOnlyList<(long Account, long Units)> balances)
    {
        Require(code == TopUp, "a top-up of a subaccount alone names balances");
        foreach (var (account, units) in balances)
            Require(Find(account).Units == units, "a balance is not what the entries give");
    }

    private BookAccount Find(long number)
    {
        if (!byNumber.TryGetValue(number, out var account))
            throw Wrong("an account was never opened");
        Require(!account.Closed, "an account is closed");
        return account;
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
