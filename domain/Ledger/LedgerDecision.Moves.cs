using System.Globalization;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Ledger;

public static partial class LedgerDecision
{
    private static Decision DecideIssue(
        LedgerState state, Instruction instruction, Act.Issue issue, IReadOnlyList<long> standing)
    {
        var sizes = EntrySplit.Sizes(issue.Lines.Count);
        if (standing.Count > 0 && standing.Count >= sizes.Count)
            return new Decision.AlreadyPosted(standing);
        var done = sizes.Take(standing.Count).Sum();
        if (FindCredited(state, issue, out var credited) is { } missing)
            return new Decision.Refused(missing);
        if (CheckIssue(state, issue, credited, done) is { } refusal)
            return new Decision.Refused(refusal);
        var next = state.IssuedIn(issue.Series) + 1;
        var bodies = new List<EntryBody>();
        foreach (var size in sizes.Skip(standing.Count))
        {
            var moves = new Move[size];
            for (var i = 0; i < size; i++, done++)
            {
                var line = issue.Lines[done];
                var block = new UnitBlock(issue.Series, new SerialRange(next, next + line.Units - 1));
                var to = credited[line.To ?? issue.To].Number;
                moves[i] = new Move(block, null, to, line.Attributes);
                next += line.Units;
            }
            bodies.Add(new EntryBody.Moved(issue.Code, moves));
        }
        return Posted(state, instruction, bodies, standing.Count, inParts: sizes.Count > 1);
    }

    /// <summary>304 and 305: the act's own account, and those of its parts.</summary>
    private static Refusal? FindCredited(
        LedgerState state, Act.Issue issue, out Dictionary<AccountReference, AccountState> credited)
    {
        credited = [];
        foreach (var reference in issue.Lines.Select(line => line.To).OfType<AccountReference>().Prepend(issue.To))
        {
            if (FindOpen(state, reference, out var account) is { } refusal)
                return refusal;
            credited[reference] = account!;
        }
        return null;
    }

    /// <summary>From 309 on.</summary>
    /// <param name="state">The state.</param>
    /// <param name="issue">The act.</param>
    /// <param name="credited">The credited accounts.</param>
    /// <param name="done">How many lines stand already: they are the act's own, not an earlier issue.</param>
    private static Refusal? CheckIssue(
        LedgerState state, Act.Issue issue, Dictionary<AccountReference, AccountState> credited, int done)
    {
        foreach (var to in credited.Values)
        {
            if (!MoveMatrix.IsAllowed(issue.Code, null, to.Kind))
                return RefusalCatalogue.Refuse(MoveNotAllowed, issue.Code, "—", to.Number);
        }
        if (issue.Lines.FirstOrDefault(line => line.Units <= 0) is { } wrong)
            return RefusalCatalogue.Refuse(QuantityNotPositive, wrong.Units);
        if (issue.Lines.Count == 0)
            return RefusalCatalogue.Refuse(QuantityNotPositive, 0);
        foreach (var to in credited.Values)
        {
            if (!MoveMatrix.MayCarry(issue.Code, issue.Series.Kind, to.Kind) || !UnitPicker.Fits(to, issue.Series))
                return RefusalCatalogue.Refuse(UnitKindNotAllowed, to.Number, issue.Series);
        }
        Int128 standing = issue.Lines.Take(done).Aggregate((Int128)0, (sum, line) => sum + line.Units);
        Int128 coming = issue.Lines.Skip(done).Aggregate((Int128)0, (sum, line) => sum + line.Units);
        Int128 issued = state.IssuedIn(issue.Series);
        if (issued + coming > issue.SeriesLimit)
            return RefusalCatalogue.Refuse(PlanExceeded, issue.Series, issued + coming, issue.SeriesLimit);
        // A plan's units are put into circulation at once (¶12.2); offsets come with every report (¶26).
        return issue.Code == MoveCode.T01 && issued > standing
            ? RefusalCatalogue.Refuse(AlreadyIssued, issue.Series, issued)
            : null;
    }

    private static Decision DecideMoves(
        LedgerState state,
        Instruction instruction,
        EntryBody.Moved form,
        IReadOnlyList<MovePart> parts,
        IReadOnlyList<long> standing)
    {
        if (parts.Count == 0)
            throw new ArgumentException("There is nothing to move.", nameof(instruction));
        var code = form.Code;
        if (parts[^1].Units is Selection.Due && (parts.Count > 1 || code != MoveCode.T19))
            throw new ArgumentException("What is due for a year is surrendered alone.", nameof(instruction));
        var isOpen = AreOpen(parts);
        if (standing.Count > 0 && IsComplete(state, parts, isOpen, standing))
            return new Decision.AlreadyPosted(standing);
        var remaining = isOpen || standing.Count == 0 ? parts : Remaining(parts, UnitsOf(state, standing));
        var picker = new UnitPicker(state, code, NeedsTaken(remaining) ? new TakenUnits() : null);
        Refusal? first = null;
        foreach (var part in remaining)
        {
            var refusal = CheckPart(state, code, part, picker);
            if (refusal is not null && (first is null || refusal.Code < first.Code))
                first = refusal;
        }
        // Of a surrender that was cut short another one may have taken the rest.
        if (first is { Code: AlreadySurrendered } && standing.Count > 0)
            return new Decision.AlreadyPosted(standing);
        if (first is not null)
            return new Decision.Refused(first);
        if (picker.Moves.Count == 0)
            return standing.Count > 0 ? new Decision.AlreadyPosted(standing) : new Decision.Nothing();
        var whole = form with
        {
            Moves = picker.Moves,
            Year = (parts[0].Units as Selection.Due)?.Year,
            Deficit = picker.Missing > 0 ? picker.Missing : null,
        };
        if (picker.Moves.Count <= EntrySplit.Limit && standing.Count == 0)
            return Posted(state, instruction, [whole]);
        CheckCanSplit(parts);
        var sizes = isOpen ? EntrySplit.OpenSizes(picker.Moves.Count) : EntrySplit.Sizes(picker.Moves.Count);
        var bodies = new List<EntryBody>();
        foreach (var (size, next) in sizes.Zip(Starts(sizes)))
        {
            // The balances are those before the whole act, so they stand in its first entry alone.
            bodies.Add(whole with
            {
                Moves = picker.Moves.GetRange(next, size),
                Balances = standing.Count == 0 && next == 0 ? whole.Balances : null,
                Deficit = next + size == picker.Moves.Count ? whole.Deficit : null,
            });
        }
        return Posted(state, instruction, bodies, standing.Count, inParts: true);
    }

    private static bool IsComplete(
        LedgerState state, IReadOnlyList<MovePart> parts, bool isOpen, IReadOnlyList<long> standing)
    {
        if (isOpen)
            return state.PartOf(standing[^1]).Moves < EntrySplit.LeastWithSuccessor;
        CheckCanSplit(parts);
        return UnitsOf(state, standing) >= parts.Sum(part => UnitsOf(part.Units));
    }

    private static void CheckCanSplit(IReadOnlyList<MovePart> parts)
    {
        if (!AreOpen(parts) && parts.Any(part => IsOpen(part.Units)))
            throw new ArgumentException("An act of several entries does not mix counted and uncounted units.");
    }

    /// <summary>True when no part says itself how many units it moves; what is left is found again then.</summary>
    private static bool AreOpen(IReadOnlyList<MovePart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (!IsOpen(parts[i].Units))
                return false;
        }
        return true;
    }

    private static bool IsOpen(Selection selection) => selection switch
    {
        Selection.All or Selection.OfTerm or Selection.Due => true,
        Selection.Quantity or Selection.Line or Selection.ForYear or Selection.Blocks => false,
        _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, null),
    };

    private static IEnumerable<int> Starts(IEnumerable<int> sizes)
    {
        var start = 0;
        foreach (var size in sizes)
        {
            yield return start;
            start += size;
        }
    }

    private static long UnitsOf(LedgerState state, IReadOnlyList<long> standing)
    {
        long units = 0;
        for (var i = 0; i < standing.Count; i++)
            units += state.PartOf(standing[i]).Units;
        return units;
    }

    /// <summary>From 304 on, for one part.</summary>
    private static Refusal? CheckPart(LedgerState state, MoveCode code, MovePart part, UnitPicker picker)
    {
        var debit = FindOpen(state, part.From, out var from);
        var credit = FindOpen(state, part.To, out var to);
        if (debit is not null || credit is not null)
            return debit is null || credit?.Code < debit.Code ? credit : debit;
        if (from!.IsBlocked && MoveMatrix.IsStoppedByBlock(code))
        {
            var grounds = string.Join(", ", from.Grounds.Select(ground => ground.Ground));
            return RefusalCatalogue.Refuse(RefusalCode.AccountBlocked, from.Number, grounds);
        }
        // A correction names an entry; as a plain move it is in no row of the matrix.
        if (code == MoveCode.T26 || !MoveMatrix.IsAllowed(code, from.Kind, to!.Kind))
            return RefusalCatalogue.Refuse(MoveNotAllowed, code, from.Number, to!.Number);
        return from == to
            ? RefusalCatalogue.Refuse(SameAccount, from.Number)
            : picker.Pick(from, to, part.Units);
    }

    /// <summary>What is left of the parts when so many units, in their order, have gone.</summary>
    private static IReadOnlyList<MovePart> Remaining(IReadOnlyList<MovePart> parts, long gone)
    {
        var remaining = new List<MovePart>();
        foreach (var part in parts)
        {
            if (UnitsOf(part.Units) <= gone)
                gone -= UnitsOf(part.Units);
            else
            {
                remaining.Add(part with { Units = Without(part.Units, gone) });
                gone = 0;
            }
        }
        return remaining;
    }

    private static long UnitsOf(Selection selection) => selection switch
    {
        Selection.Quantity quantity => quantity.Units,
        Selection.Line line => line.Units,
        Selection.ForYear forYear => forYear.Units,
        Selection.Blocks blocks => blocks.Items.Sum(block => block.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, null),
    };

    private static Selection Without(Selection selection, long gone) => selection switch
    {
        Selection.Quantity quantity => quantity with { Units = quantity.Units - gone },
        Selection.Line line => line with { Units = line.Units - gone },
        Selection.ForYear forYear => forYear with { Units = forYear.Units - gone },
        Selection.Blocks blocks => new Selection.Blocks(Without(blocks.Items, gone)),
        _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, null),
    };

    private static List<UnitBlock> Without(IReadOnlyList<UnitBlock> blocks, long gone)
    {
        var rest = new List<UnitBlock>();
        foreach (var block in blocks)
        {
            if (gone < block.Count)
                rest.Add(block with { Range = new SerialRange(block.Range.First + gone, block.Range.Last) });
            gone = Math.Max(0, gone - block.Count);
        }
        return rest;
    }

    private static bool NeedsTaken(IReadOnlyList<MovePart> parts) =>
        parts.Count > 1 || parts[0].Units is Selection.Blocks { Items.Count: > 1 };

    private static Decision DecideCorrect(LedgerState state, Instruction instruction, Entry original)
    {
        var number = original.N.ToString(CultureInfo.InvariantCulture);
        if (!state.Stands(original))
            return Refused(CorrectionMismatch, number);
        if (original.Body is not EntryBody.Moved moved || state.IsCorrected(original.N)
            || moved.Code == MoveCode.T26 || MoveMatrix.Row(moved.Code).IsIssue)
            return Refused(CorrectionNotAllowed, number);
        var moves = new Move[moved.Moves.Count];
        for (var i = 0; i < moves.Length; i++)
        {
            var move = moved.Moves[i];
            var holder = state.Find(move.To)!;
            if (holder.IsClosed)
                return Refused(AccountClosed, holder.Number);
            if (state.Find(move.From!.Value)!.IsClosed)
                return Refused(AccountClosed, move.From.Value);
            if (!holder.TryFind(move.Block.Series, move.Block.Range.First, out var held)
                || held.Last < move.Block.Range.Last)
                return Refused(BlockNotHeld, holder.Number, move.Block);
            moves[i] = new Move(move.Block, move.To, move.From.Value, state.AttributesBefore(original.N, i));
        }
        return Posted(
            state,
            instruction,
            [new EntryBody.Moved(MoveCode.T26, moves) { Corrects = original.N, Year = moved.Year }]);
    }
}
