using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// The fold of the journal, in memory: accounts, holdings, counters, and which instructions stand. It is changed by
/// <see cref="Apply"/> and <see cref="Revert"/> only, by one writer at a time, and not while somebody reads it.
/// </summary>
public sealed partial class LedgerState
{
    private readonly List<AccountState> accounts = [];
    private readonly List<AccountState>[] byKind;
    private readonly Dictionary<(AccountKind, PlanPeriod?), AccountState> unique = [];
    private readonly Dictionary<string, AccountState> byInstallation = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AccountState>> byProject = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitSeries, SeriesState> series = [];
    private readonly Dictionary<string, List<LineUnits>> lines = new(StringComparer.Ordinal);
    private readonly InstructionIndex instructions;
    private readonly Dictionary<long, SplitPart> splitParts = [];
    private readonly HashSet<long> corrected = [];
    private readonly Dictionary<(string Installation, int Year), YearSurrender> surrendered = [];
    private (UnitSeries Series, SeriesState State) lastSeries = (default, new SeriesState());
    private readonly Dictionary<long, Before> before = [];

    /// <summary>The state before the first entry.</summary>
    public LedgerState()
        : this(new InstructionIndex())
    {
    }

    private LedgerState(InstructionIndex instructions)
    {
        this.instructions = instructions;
        byKind = new List<AccountState>[AccountKinds.Count];
        for (var i = 0; i < byKind.Length; i++)
            byKind[i] = [];
    }

    /// <summary>How many entries have been applied; the next one has this number.</summary>
    public long Size => instructions.Count;

    /// <summary>All accounts in the order in which they were opened.</summary>
    public IReadOnlyCollection<AccountState> Accounts => accounts;

    /// <summary>The account; null when there is none. A closed account is found.</summary>
    public AccountState? Find(AccountReference reference) => reference switch
    {
        AccountReference.ByNumber byNumber => Find(byNumber.Number),
        AccountReference.ByKind byKind => unique.GetValueOrDefault((byKind.Kind, byKind.Period)),
        AccountReference.ByInstallation byInstallation => this.byInstallation.GetValueOrDefault(byInstallation.Code),
        AccountReference.ByProject byProject =>
            AccountsOf(byProject.Project).FirstOrDefault(account => account.Holder == byProject.Holder),
        _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, null),
    };

    /// <summary>The account; null when there is none. A closed account is found.</summary>
    public AccountState? Find(AccountNumber number)
    {
        var kind = AccountKinds.IndexOf(number.Kind);
        if (kind <= 0 || kind >= byKind.Length)
            return null;
        var accounts = byKind[kind];
        return number.Number >= 1 && number.Number <= accounts.Count ? accounts[number.Number - 1] : null;
    }

    /// <summary>The accounts of an offset project's applicants (¶25), in the order of opening.</summary>
    public IReadOnlyList<AccountState> AccountsOf(string project) => byProject.GetValueOrDefault(project) ?? [];

    /// <summary>True when the instruction stands, as one entry or split in several.</summary>
    public bool IsPosted(string instruction) =>
        instructions.Find(instruction) >= 0 || instructions.FindFirstPart(instruction) >= 0;

    /// <summary>
    /// The numbers of the entries that stand under the id or, for a split act, under <c>&lt;id&gt;/1</c> and on;
    /// empty when there are none.
    /// </summary>
    public IReadOnlyList<long> EntriesOf(string instruction)
    {
        var single = instructions.Find(instruction);
        if (single >= 0)
            return [single];
        var part = instructions.FindFirstPart(instruction);
        if (part < 0)
            return [];
        var parts = new List<long>();
        for (; part >= 0; part = instructions.FindPart(instruction, parts.Count + 1))
            parts.Add(part);
        return parts;
    }

    /// <summary>
    /// The holdings of the account, merged where adjacent and equal, in the order of D5 (quota, offset, international;
    /// earliest end of term, allocation year, lowest serial); empty for an account that does not exist.
    /// </summary>
    public IReadOnlyList<Holding> HoldingsOf(AccountNumber number) =>
        Find(number) is { } account ? [.. UnitOrder.Holdings(account)] : [];

    /// <summary>How many units of the kind the account holds; 0 for an account that does not exist.</summary>
    public long Balance(AccountNumber number, UnitKind kind) => Find(number)?.Balance(kind) ?? 0;

    /// <summary>Where the unit is; null when it was never issued. Reads one shelf of each account.</summary>
    public UnitLocation? Locate(UnitSeries series, long serial)
    {
        if (serial < 1 || serial > IssuedIn(series))
            return null;
        foreach (var account in accounts)
        {
            if (account.TryFind(series, serial, out var held))
                return new UnitLocation(account.Number, BlockOf(series, held), held.Attributes);
        }
        return null;
    }

    /// <summary>
    /// What was surrendered for the installation's emissions of a year (T19), less what was corrected.
    /// </summary>
    public YearSurrender SurrenderedFor(string installation, int year) =>
        surrendered.GetValueOrDefault((installation, year));

    /// <summary>How many units of the series were ever issued; the serials from 1 to this are taken.</summary>
    public long IssuedIn(UnitSeries series) => this.series.GetValueOrDefault(series)?.Issued ?? 0;

    /// <summary>
    /// The nine counters of ¶4 by kind and period. A transfer goes from one person's account to another person's
    /// (¶2.2): moves from and to accounts that belong to nobody (issuance, reserve, sinks) are none, and the
    /// operator of the trading system is a person.
    /// </summary>
    public IReadOnlyList<TotalsRow> Totals()
    {
        var blocked = new Dictionary<UnitSeries, long>();
        foreach (var account in accounts)
        {
            if (!account.IsBlocked || account.Kind.IsSink())
                continue;
            foreach (var shelf in account.Shelves)
                blocked[shelf.Series] = blocked.GetValueOrDefault(shelf.Series) + shelf.Units;
        }
        return
        [
            .. series
                .Where(pair => pair.Value.Issued > 0)
                .OrderBy(pair => (pair.Key.Kind, pair.Key.YearIn, pair.Key.YearOut))
                .Select(pair => RowOf(pair.Key, pair.Value, blocked.GetValueOrDefault(pair.Key))),
        ];
    }

    /// <summary>How many accounts of the kind there are; the next one has the number after it.</summary>
    internal int CountOf(AccountKind kind) => byKind[AccountKinds.IndexOf(kind)].Count;

    /// <summary>The open account that stands in the way of opening this one; null when none does.</summary>
    internal AccountNumber? FindToOpen(AccountToOpen account)
    {
        var existing = account.Kind switch
        {
            AccountKind.Installation => byInstallation.GetValueOrDefault(account.Installation!),
            AccountKind.OffsetApplicant => account is { Project: { } project, Holder: { } holder }
                ? Find(new AccountReference.ByProject(project, holder))
                : null,
            _ => unique.GetValueOrDefault((account.Kind, account.Period)),
        };
        var mayFollow = existing is { IsClosed: true, Kind: AccountKind.Installation };
        return mayFollow ? null : existing?.Number;
    }

    /// <summary>The row by which the entry moved units; null for an act on an account.</summary>
    internal MoveCode? CodeOf(long entry) => MovesFingerprint.CodeOf(instructions.FingerprintOf(entry));

    /// <summary>
    /// True when the entry has the same moves, under the same id, as the one that stands under its number.
    /// </summary>
    internal bool Stands(Entry entry) =>
        entry.N >= 0 && entry.N < Size && instructions.Find(entry.Instruction) == entry.N
        && instructions.FingerprintOf(entry.N) == MovesFingerprint.Of(entry.Body);

    /// <summary>True when a correction of the entry stands.</summary>
    internal bool IsCorrected(long entry) => corrected.Contains(entry);

    /// <summary>True when the id stands itself, not in parts.</summary>
    internal bool IsWhole(string instruction) => instructions.Find(instruction) >= 0;

    /// <summary>What a part of a split act moved.</summary>
    internal SplitPart PartOf(long entry) => splitParts.GetValueOrDefault(entry);

    /// <summary>The attributes that the units of a move had before it; null where it did not change them.</summary>
    internal UnitAttributes? AttributesBefore(long entry, int move) =>
        before.GetValueOrDefault(entry)?.Attributes?.GetValueOrDefault(move);

    /// <summary>Where units that carry the plan's line were issued; some of them may have lost it since.</summary>
    internal IReadOnlyList<LineUnits> UnitsOfLine(string line) => lines.GetValueOrDefault(line) ?? [];

    internal static UnitBlock BlockOf(UnitSeries series, HeldRange held) =>
        new(series, new SerialRange(held.First, held.Last));

    private static TotalsRow RowOf(UnitSeries series, SeriesState sums, long blocked)
    {
        var cancelled = sums.On(AccountKind.Cancellation);
        var surrendered = sums.On(AccountKind.Surrender);
        var withdrawn = sums.On(AccountKind.Withdrawn);
        return new TotalsRow(
            series.Kind,
            FormattableString.Invariant($"{series.YearIn:0000}-{series.YearOut:0000}"),
            sums.Issued,
            sums.Issued - cancelled - surrendered - withdrawn,
            sums.Transferred,
            sums.Acquired,
            sums.Reserved,
            blocked,
            cancelled,
            surrendered,
            withdrawn);
    }

    /// <summary>What an entry of a split act tells of the act (see <see cref="EntrySplit"/>).</summary>
    /// <param name="Units">How many units.</param>
    /// <param name="Moves">In how many moves.</param>
    /// <param name="From">The account that the first of them debited; none for an issue.</param>
    internal readonly record struct SplitPart(long Units, int Moves, AccountNumber From);

    /// <summary>Units that got a line of the plan together.</summary>
    internal readonly record struct LineUnits(UnitSeries Series, int AllocationYear, SerialRange Range);

    /// <summary>What an entry overwrote, kept for <see cref="Revert"/> and for corrections; few entries do.</summary>
    private sealed record Before
    {
        public Dictionary<int, UnitAttributes>? Attributes { get; init; }

        public string? Holder { get; init; }

        public int GroundIndex { get; init; }

        public BlockGround? Ground { get; init; }
    }
}
