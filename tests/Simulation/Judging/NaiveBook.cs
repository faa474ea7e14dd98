namespace CarbonRegistry.Simulation.Judging;

/// <summary>One unit: where it is and what it carries.</summary>
/// <param name="Series">Kind, year in and year out as its number prints them: <c>Q-2022-2025</c>.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="Account">The account that has it.</param>
/// <param name="Year">The year for which it was allocated; 0 without one.</param>
/// <param name="Line">The plan's line; null without one.</param>
/// <param name="Project">The offset project; null without one.</param>
internal sealed record NaiveUnit(
    string Series, long Serial, string Account, int Year, string? Line, string? Project)
{
    public string Kind { get; } = Series[..1];

    public int YearIn { get; } = int.Parse(Series[2..6], null);

    public int YearOut { get; } = int.Parse(Series[7..], null);

    /// <summary>The year in which its term ends; units without an end come last.</summary>
    public int Ends => YearOut == 0 ? 9999 : YearOut;

    public (string, long) Key => (Series, Serial);
}

/// <summary>One account.</summary>
internal sealed record NaiveAccount(
    string Number, int Type, string? Holder, string? Installation, string? Period, string? Project)
{
    public IReadOnlyList<string> Grounds { get; init; } = [];

    public bool IsClosed { get; init; }
}

/// <summary>What an entry did, as far as a correction needs it.</summary>
internal sealed record NaiveDone(string Code, IReadOnlyList<(NaiveUnit Before, NaiveUnit After)> Units)
{
    /// <summary>The year of a surrender.</summary>
    public int? Year { get; init; }

    /// <summary>The units of each move of the entry: a block moves back as a whole or not at all.</summary>
    public IReadOnlyList<IReadOnlyList<(string, long)>> Blocks { get; init; } = [];
}

/// <summary>
/// What all entries so far have done. It only grows, so every version of the book reads the same one.
/// </summary>
internal sealed class NaiveHistory
{
    /// <summary>What each entry that moved units did; null for an act on an account.</summary>
    public List<NaiveDone?> Done { get; } = [];

    /// <summary>The entries of each procedure.</summary>
    public Dictionary<string, List<long>> Entries { get; } = [];

    /// <summary>The correction of an entry that was corrected.</summary>
    public Dictionary<long, long> Corrections { get; } = [];
}

/// <summary>
/// The simple-minded registry: a row for each unit. It knows nothing of blocks, pages or trees, and shares no code with
/// the books that it judges.
/// </summary>
internal sealed class NaiveBook
{
    /// <summary>How many entries it has taken.</summary>
    public int Size { get; set; }

    /// <summary>Every unit ever issued, by number.</summary>
    public Dictionary<(string Series, long Serial), NaiveUnit> Units { get; private init; } = [];

    /// <summary>Every account ever opened, in order.</summary>
    public List<NaiveAccount> Accounts { get; private init; } = [];

    /// <summary>What was surrendered for an installation's year.</summary>
    public Dictionary<(string, int), (int Units, int Offsets)> Surrendered { get; private init; } = [];

    /// <summary>All entries, later ones among them.</summary>
    public NaiveHistory History { get; private init; } = new();

    public NaiveBook Copy() => new()
    {
        Size = Size,
        Units = new(Units),
        Accounts = [.. Accounts],
        Surrendered = new(Surrendered),
        History = History,
    };

    /// <summary>Takes the next entry, whatever it says.</summary>
    public void Follow(EntryText text)
    {
        Size++;
        History.Done.Add(text.Done);
        if (!History.Entries.TryGetValue(text.Procedure, out var entries))
            History.Entries[text.Procedure] = entries = [];
        entries.Add(text.N);
        if (text.Done is { } done)
            Follow(text, done);
        else if (text.Opened is { } opened)
            Accounts.Add(opened);
        else
            Follow(text.Entry);
    }

    private void Follow(EntryText text, NaiveDone done)
    {
        foreach (var (before, after) in done.Units)
        {
            Units[after.Key] = after;
            if (done.Year is { } year)
                Count(done.Code == "T26" ? after.Account : before.Account, year, after, done.Code == "T26" ? -1 : 1);
        }
        if (text.Entry.Corrects is { } corrected)
            History.Corrections.Add(corrected, text.N);
    }

    private void Count(string holder, int year, NaiveUnit unit, int sign)
    {
        var key = (Find(holder)!.Installation!, year);
        var known = Surrendered.GetValueOrDefault(key);
        Surrendered[key] = (known.Units + sign, known.Offsets + (unit.Kind == "O" ? sign : 0));
    }

    private void Follow(ExpectedEntry entry)
    {
        var words = entry.Account.Split(' ');
        var at = Accounts.FindIndex(account => account.Number == words[0]);
        var account = Accounts[at];
        Accounts[at] = entry.Kind switch
        {
            "accountBlocked" => account with { Grounds = [.. account.Grounds, words[1]] },
            "accountUnblocked" => account with { Grounds = [.. account.Grounds.Where(ground => ground != words[1])] },
            "holderChanged" => account with { Holder = words[1] },
            "accountClosed" => account with { IsClosed = true },
            _ => throw new JudgementException($"'{entry.Kind}' is no kind of entry."),
        };
    }

    /// <summary>The entries of a procedure, as of this version.</summary>
    public IEnumerable<long> EntriesOf(string procedure) =>
        History.Entries.TryGetValue(procedure, out var entries) ? entries.Where(n => n < Size) : [];

    /// <summary>True when a correction of the entry stands in this version.</summary>
    public bool IsCorrected(long entry) => History.Corrections.TryGetValue(entry, out var by) && by < Size;

    /// <summary>The account of a type, of a period where there is one for each; closed ones too.</summary>
    public NaiveAccount? Find(int type, string? period = null) =>
        Accounts.Find(account => account.Type == type && account.Period == period);

    /// <summary>The account by its number or its installation's code; of an installation the last one opened.</summary>
    public NaiveAccount? Find(string name) => name.StartsWith("KZ-", StringComparison.Ordinal)
        ? Accounts.Find(account => account.Number == name)
        : Accounts.FindLast(account => account.Installation == name);

    public IEnumerable<NaiveUnit> On(NaiveAccount account) =>
        Units.Values.Where(unit => unit.Account == account.Number);

    /// <summary>
    /// The order in which an account gives its units (requirements D5): earliest end of term, then allocation year,
    /// then the block with the lowest serial, where a block is a run of neighbours that carry the same.
    /// </summary>
    public List<NaiveUnit> InOrder(NaiveAccount account, string kind)
    {
        var blocks = new List<List<NaiveUnit>>();
        foreach (var unit in On(account).Where(unit => unit.Kind == kind)
            .OrderBy(unit => unit.Series, StringComparer.Ordinal).ThenBy(unit => unit.Serial))
        {
            if (blocks.Count == 0 || blocks[^1][^1] with { Serial = unit.Serial } != unit
                || blocks[^1][^1].Serial + 1 != unit.Serial)
                blocks.Add([]);
            blocks[^1].Add(unit);
        }
        return
        [
            .. blocks.OrderBy(block => block[0].Ends).ThenBy(block => block[0].Year).ThenBy(block => block[0].Serial)
                .ThenBy(block => block[0].YearIn).SelectMany(block => block),
        ];
    }

    public int Issued(string series) => Units.Values.Count(unit => unit.Series == series);

    /// <summary>Periods of the plans that were carried out, in order.</summary>
    public IEnumerable<(int First, int Last, string Text)> Periods() => Accounts
        .Where(account => account.Type == 1)
        .Select(account => account.Period!)
        .Select(period => (int.Parse(period[..4], null), int.Parse(period[5..], null), period));

    /// <summary>The number of the next account of a type, with the check digits of ISO 7064 MOD 97-10.</summary>
    public static string NumberOf(int type, int number)
    {
        var digits = $"{type}{number}00";
        var rest = 0;
        foreach (var digit in digits)
            rest = ((rest * 10) + digit - '0') % 97;
        return $"KZ-{type}-{number}-{98 - rest:00}";
    }
}
