using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Ledger;

public sealed partial class LedgerState
{
    /// <summary>
    /// Takes the last applied entry back, exactly: for a commit that lost the race and for a batch that fails as a
    /// whole. A posted entry is never taken back so; it is corrected (T26).
    /// </summary>
    /// <exception cref="InvalidOperationException">The entry is not the last one applied.</exception>
    public void Revert(Entry entry)
    {
        if (entry.N != Size - 1 || instructions.Find(entry.Instruction) != entry.N)
            throw new InvalidOperationException($"Entry {entry.N} is not the last one applied.");
        var before = this.before.GetValueOrDefault(entry.N);
        switch (entry.Body)
        {
            case EntryBody.Moved moved:
                RevertMoves(entry.N, moved);
                break;
            case EntryBody.AccountOpened opened:
                RevertOpen(opened);
                break;
            case EntryBody.AccountBlocked blocked:
                var account = Find(blocked.Number)!;
                account.RemoveGround(account.IndexOfGround(blocked.Ground));
                break;
            case EntryBody.AccountUnblocked unblocked:
                Find(unblocked.Number)!.InsertGround(before!.GroundIndex, before.Ground!);
                break;
            case EntryBody.HolderChanged changed:
                Find(changed.Number)!.Holder = before!.Holder;
                break;
            case EntryBody.AccountClosed closed:
                Find(closed.Number)!.IsClosed = false;
                break;
            default:
                throw new InvalidOperationException($"Entry {entry.N} has no known body.");
        }
        this.before.Remove(entry.N);
        splitParts.Remove(entry.N);
        instructions.RemoveLast(entry.Instruction);
    }

    private void RevertOpen(EntryBody.AccountOpened opened)
    {
        var number = opened.Number;
        var account = accounts[^1];
        accounts.RemoveAt(accounts.Count - 1);
        var ofKind = byKind[AccountKinds.IndexOf(number.Kind)];
        ofKind.RemoveAt(ofKind.Count - 1);
        if (number.Kind.IsUnique())
            unique.Remove((number.Kind, opened.Period));
        if (opened.Project is { } project)
            byProject[project].RemoveAt(byProject[project].Count - 1);
        if (number.Kind != AccountKind.Installation)
            return;
        if (account.Predecessor is { } predecessor)
            byInstallation[opened.Installation!] = predecessor;
        else
            byInstallation.Remove(opened.Installation!);
    }

    private void RevertMoves(long n, EntryBody.Moved moved)
    {
        var counted = moved.Code;
        if (moved.Corrects is { } corrected)
        {
            counted = CodeOf(corrected)!.Value;
            this.corrected.Remove(corrected);
        }
        CountYear(moved, -1);
        UndoMoves(n, moved, counted, moved.Moves.Count);
    }

    /// <summary>Takes the first <paramref name="count"/> moves back, last one first.</summary>
    private void UndoMoves(long n, EntryBody.Moved moved, MoveCode counted, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            var move = moved.Moves[i];
            var to = Find(move.To)!;
            to.TryTake(move.Block, out var attributes);
            if (move.From is not { } debited)
            {
                var series = SeriesOf(move.Block.Series);
                series.Issued -= move.Block.Count;
                series.OnKind[AccountKinds.IndexOf(to.Kind)] -= move.Block.Count;
                RemoveFromLine(move);
                continue;
            }
            var from = Find(debited)!;
            var earlier = move.Attributes is null ? attributes : AttributesBefore(n, i)!;
            from.TryPut(move.Block, earlier);
            if (move.Attributes is { } given
                && (given.Line != earlier.Line || given.AllocationYear != earlier.AllocationYear))
                RemoveFromLine(move);
            CountMove(counted, moved.Code == MoveCode.T26, from, to, move, -1);
        }
        before.Remove(n);
    }

    private void RemoveFromLine(in Move move)
    {
        if (move.Attributes!.Line is not { } line)
            return;
        var units = lines[line];
        units.RemoveAt(units.Count - 1);
        if (units.Count == 0)
            lines.Remove(line);
    }
}
