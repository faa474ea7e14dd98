using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

public sealed partial class LedgerState
{
    /// <summary>Applies the next entry.</summary>
    /// <exception cref="LedgerCorruptException">
    /// The entry breaks an invariant; it is named, and the state is as it was before.
    /// </exception>
    public void Apply(Entry entry)
    {
        CheckForm(entry);
        switch (entry.Body)
        {
            case EntryBody.Moved moved:
                ApplyMoves(entry, moved);
                break;
            case EntryBody.AccountOpened opened:
                Open(entry.N, opened);
                break;
            case EntryBody.AccountBlocked blocked:
                var toBlock = OpenAccount(entry.N, blocked.Number);
                Require(toBlock.IndexOfGround(blocked.Ground) < 0, entry.N, "form", "the ground stands already");
                toBlock.InsertGround(
                    toBlock.Grounds.Count, new BlockGround(blocked.Ground, entry.At, entry.Procedure));
                break;
            case EntryBody.AccountUnblocked unblocked:
                var toUnblock = OpenAccount(entry.N, unblocked.Number);
                var index = toUnblock.IndexOfGround(unblocked.Ground);
                Require(index >= 0, entry.N, "form", "the ground does not stand");
                before[entry.N] = new Before { GroundIndex = index, Ground = toUnblock.Grounds[index] };
                toUnblock.RemoveGround(index);
                break;
            case EntryBody.HolderChanged changed:
                var toChange = OpenAccount(entry.N, changed.Number);
                before[entry.N] = new Before { Holder = toChange.Holder };
                toChange.Holder = changed.Holder;
                break;
            case EntryBody.AccountClosed closed:
                var toClose = OpenAccount(entry.N, closed.Number);
                Require(toClose.Shelves.All(shelf => shelf.Units == 0), entry.N, "i", "the account holds units");
                toClose.IsClosed = true;
                break;
            default:
                throw new LedgerCorruptException(entry.N, "form", "the entry has no known body");
        }
        instructions.Add(entry.Instruction, MovesFingerprint.Of(entry.Body));
    }

    private void CheckForm(Entry entry)
    {
        Require(entry.N == Size, entry.N, "form", "entry numbers have a gap");
        Require(!string.IsNullOrEmpty(entry.Instruction), entry.N, "vii", "no instruction id");
        Require(!string.IsNullOrEmpty(entry.Procedure), entry.N, "vii", "no procedure id");
        Require(!string.IsNullOrEmpty(entry.Basis.Document.Number), entry.N, "vii", "no basis document");
        Require(!string.IsNullOrEmpty(entry.Basis.Paragraph), entry.N, "vii", "no paragraph");
        Require(!string.IsNullOrEmpty(entry.Basis.RuleSet), entry.N, "vii", "no rule set");
        Require(entry.By.Count > 0, entry.N, "vii", "nobody answers for the entry");
        Require(instructions.Find(entry.Instruction) < 0, entry.N, "form", "the instruction stands already");
    }

    private void Open(long n, EntryBody.AccountOpened opened)
    {
        var number = opened.Number;
        Require(Enum.IsDefined(number.Kind), n, "form", "no such kind of account");
        Require(number.Number == CountOf(number.Kind) + 1, n, "form", "account numbers have a gap");
        Require(number.Kind.IsOfPeriod() == opened.Period is not null, n, "form", "the period does not fit the kind");
        if (number.Kind.IsUnique())
            Require(!unique.ContainsKey((number.Kind, opened.Period)), n, "form", "the account exists");
        AccountState? predecessor = null;
        if (number.Kind == AccountKind.Installation)
        {
            Require(!string.IsNullOrEmpty(opened.Installation), n, "form", "no installation");
            predecessor = byInstallation.GetValueOrDefault(opened.Installation!);
            Require(predecessor is null or { IsClosed: true }, n, "form", "the installation has an account");
        }
        Require(opened.Project is null || number.Kind == AccountKind.OffsetApplicant, n, "form", "no project fits");
        var account = new AccountState(number, opened.Holder, opened.Installation, opened.Period)
        {
            Predecessor = predecessor,
            Project = opened.Project,
        };
        accounts.Add(account);
        byKind[AccountKinds.IndexOf(number.Kind)].Add(account);
        if (number.Kind.IsUnique())
            unique.Add((number.Kind, opened.Period), account);
        if (number.Kind == AccountKind.Installation)
            byInstallation[opened.Installation!] = account;
        if (opened.Project is { } project)
        {
            if (!byProject.TryGetValue(project, out var ofProject))
                byProject[project] = ofProject = [];
            ofProject.Add(account);
        }
    }

    private void ApplyMoves(Entry entry, EntryBody.Moved moved)
    {
        Require(moved.Moves.Count is > 0 and <= EntrySplit.Limit, entry.N, "form", "1 to 2,000 moves");
        Require(moved.Code is >= MoveCode.T01 and <= MoveCode.T28, entry.N, "form", "no such row of the matrix");
        CheckBalances(entry.N, moved);
        var counted = CheckCorrection(entry.N, moved);
        Require(moved.Year is null || counted == MoveCode.T19, entry.N, "form", "only a surrender names a year");
        Require(moved.Deficit is null || moved.Code == MoveCode.T19, entry.N, "form", "only a surrender has a deficit");
        var done = 0;
        try
        {
            for (; done < moved.Moves.Count; done++)
                ApplyMove(entry.N, moved.Code, counted, moved.Moves[done], done);
            CheckSums(entry.N, moved);
        }
        catch (LedgerCorruptException)
        {
            UndoMoves(entry.N, moved, counted, done);
            throw;
        }
        if (moved.Corrects is { } corrected)
            this.corrected.Add(corrected);
        CountYear(moved, +1);
        if (IsPartOfSplit(entry.Instruction))
        {
            splitParts[entry.N] = new SplitPart(
                UnitsOf(moved.Moves), moved.Moves.Count, moved.Moves[0].From.GetValueOrDefault());
        }
    }

    /// <summary>¶23: the balances by which the source was chosen are those that the entry found.</summary>
    private void CheckBalances(long n, EntryBody.Moved moved)
    {
        if (moved.Balances is not { } balances)
            return;
        Require(moved.Code == MoveCode.T13, n, "form", "T13 alone names balances");
        foreach (var (account, units) in balances)
            Require(Find(account)?.Balance(UnitKind.Quota) == units, n, "form", "a balance is not as the entry says");
    }

    /// <summary>
    /// Invariant ii. Gives the row whose counters the moves change: for a correction, the corrected one's.
    /// </summary>
    private MoveCode CheckCorrection(long n, EntryBody.Moved moved)
    {
        Require(moved.Code == MoveCode.T26 == moved.Corrects is not null, n, "ii", "T26 alone names an entry");
        if (moved.Corrects is not { } corrected)
            return moved.Code;
        Require(corrected >= 0 && corrected < Size, n, "ii", "the corrected entry does not stand");
        var code = CodeOf(corrected);
        Require(
            code is not (null or MoveCode.T01 or MoveCode.T14 or MoveCode.T26), n, "ii", "the entry is never reversed");
        Require(!this.corrected.Contains(corrected), n, "ii", "the entry was corrected already");
        Require(
            MovesFingerprint.IsReverse(instructions.FingerprintOf(corrected), moved.Moves),
            n, "ii", "the moves are not the reverse of the corrected entry's");
        return code!.Value;
    }

    private void ApplyMove(long n, MoveCode code, MoveCode counted, in Move move, int index)
    {
        var to = OpenAccount(n, move.To);
        Require(MoveMatrix.IsAllowed(code, move.From?.Kind, to.Kind), n, "ii", "the matrix has no such move");
        Require(MoveMatrix.MayCarry(code, move.Block.Series.Kind, to.Kind), n, "ii",
            "the account may not hold the units");
        if (move.From is not { } debited)
        {
            PutNew(n, to, move);
            return;
        }
        var from = OpenAccount(n, debited);
        Require(from != to, n, "iii", "debit and credit are one account");
        Require(!from.IsBlocked || !MoveMatrix.IsStoppedByBlock(code), n, "ii", "the debited account is blocked");
        Require(from.TryTake(move.Block, out var attributes), n, "iv", $"{debited} does not hold {move.Block}");
        var carried = move.Attributes ?? attributes;
        var put = to.TryPut(move.Block, carried);
        if (!put)
            from.TryPut(move.Block, attributes);
        Require(put, n, "iii", $"{move.Block} lies on {move.To} already");
        if (move.Attributes is not null)
            RememberAttributes(n, index, move, attributes);
        CountMove(counted, code == MoveCode.T26, from, to, move, +1);
    }

    /// <summary>
    /// Keeps what was surrendered for each year; <paramref name="sign"/> -1 takes an entry back, as a correction does.
    /// </summary>
    private void CountYear(EntryBody.Moved moved, int sign)
    {
        if (moved.Year is not { } year)
            return;
        var isCorrection = moved.Code == MoveCode.T26;
        foreach (var move in moved.Moves)
        {
            var key = (Find(isCorrection ? move.To : move.From!.Value)!.Installation!, year);
            var units = isCorrection ? -sign * move.Block.Count : sign * move.Block.Count;
            var known = surrendered.GetValueOrDefault(key);
            var counted = new YearSurrender(
                known.Units + units,
                known.Offsets + (move.Block.Series.Kind == UnitKind.Offset ? units : 0));
            if (counted == default)
                surrendered.Remove(key);
            else
                surrendered[key] = counted;
        }
    }

    private void PutNew(long n, AccountState to, in Move move)
    {
        Require(move.Attributes is not null, n, "form", "an issue gives its units attributes");
        var series = SeriesOf(move.Block.Series);
        Require(move.Block.Range.First == series.Issued + 1, n, "iii", "issued serials leave a gap or come twice");
        Require(to.TryPut(move.Block, move.Attributes!), n, "iii", $"{move.Block} lies on {move.To} already");
        series.Issued += move.Block.Count;
        series.OnKind[AccountKinds.IndexOf(to.Kind)] += move.Block.Count;
        AddToLine(move);
    }

    private void RememberAttributes(long n, int index, in Move move, UnitAttributes attributes)
    {
        if (!this.before.TryGetValue(n, out var before))
            this.before[n] = before = new Before { Attributes = [] };
        before.Attributes![index] = attributes;
        if (move.Attributes!.Line != attributes.Line || move.Attributes.AllocationYear != attributes.AllocationYear)
            AddToLine(move);
    }

    private void AddToLine(in Move move)
    {
        if (move.Attributes!.Line is not { } line)
            return;
        if (!lines.TryGetValue(line, out var units))
            lines[line] = units = [];
        units.Add(new LineUnits(move.Block.Series, move.Attributes.AllocationYear, move.Block.Range));
    }

    /// <summary>Changes the running sums by one move; <paramref name="sign"/> -1 takes them back.</summary>
    private void CountMove(
        MoveCode counted, bool isCorrection, AccountState from, AccountState to, in Move move, int sign)
    {
        var series = SeriesOf(move.Block.Series);
        var units = move.Block.Count * sign;
        series.OnKind[AccountKinds.IndexOf(from.Kind)] -= units;
        series.OnKind[AccountKinds.IndexOf(to.Kind)] += units;
        if (isCorrection)
            series.CountReserve(counted, to.Kind.IsReserve(), -units);
        else
            series.CountReserve(counted, from.Kind.IsReserve(), units);
        if (from.Person is not { } giver || to.Person is not { } taker || giver == taker)
            return;
        series.Transferred += units;
        if (!isCorrection && MoveMatrix.IsDeal(counted))
            series.Acquired += units;
    }

    /// <summary>Invariants i and vi of every series that the entry touched.</summary>
    private void CheckSums(long n, EntryBody.Moved moved)
    {
        SeriesState? last = null;
        for (var i = 0; i < moved.Moves.Count; i++)
        {
            var series = SeriesOf(moved.Moves[i].Block.Series);
            if (series == last)
                continue;
            Require(series.OnAccounts == series.Issued, n, "i", "balances and issued units differ");
            Require(series.ReserveIdentityHolds, n, "vi", "the reserve identity is broken");
            last = series;
        }
    }

    private AccountState OpenAccount(long n, AccountNumber number)
    {
        var account = Find(number);
        Require(account is { IsClosed: false }, n, "form", $"{number} is no open account");
        return account!;
    }

    private SeriesState SeriesOf(UnitSeries series)
    {
        if (lastSeries.Series == series)
            return lastSeries.State;
        if (!this.series.TryGetValue(series, out var state))
            this.series[series] = state = new SeriesState();
        lastSeries = (series, state);
        return state;
    }

    private static long UnitsOf(IReadOnlyList<Move> moves)
    {
        long units = 0;
        for (var i = 0; i < moves.Count; i++)
            units += moves[i].Block.Count;
        return units;
    }

    private static bool IsPartOfSplit(string instruction)
    {
        var slash = instruction.LastIndexOf('/');
        return slash >= 0 && slash < instruction.Length - 1
            && !instruction.AsSpan(slash + 1).ContainsAnyExceptInRange('0', '9');
    }
}
