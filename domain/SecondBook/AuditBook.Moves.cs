using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

public sealed partial class AuditBook
{
    private void FollowMoves(long n, EntryBody.Moved moves)
    {
        var isCorrection = moves.Code == MoveCode.T26;
        if (isCorrection)
            CheckCorrection(n, moves);
        else if (moves.Corrects is not null)
            Find(n, null, null, AuditMatter.Correction, $"{moves.Code} corrects no entry.");
        foreach (var move in moves.Moves)
        {
            if (!isCorrection)
                CheckMove(n, moves.Code, move);
            Carry(n, move);
        }
        moved[n] = (moves.Code, Mark(Spell(moves.Moves, reversed: false)));
    }

    /// <summary>
    /// T26 moves exactly the blocks of the entry that it names back, once; an issue and a correction are final.
    /// </summary>
    private void CheckCorrection(long n, EntryBody.Moved moves)
    {
        if (moves.Corrects is not { } original || !moved.TryGetValue(original, out var known))
        {
            Find(n, null, null, AuditMatter.Correction, "The correction names no entry that moved units.");
            return;
        }
        if (known.Code is MoveCode.T01 or MoveCode.T14 or MoveCode.T26)
            Find(n, null, null, AuditMatter.Correction, $"Entry {Text(original)} is never reversed.");
        if (!corrected.Add(original))
            Find(n, null, null, AuditMatter.Correction, $"Entry {Text(original)} was corrected already.");
        if (known.Reverse != Mark(Spell(moves.Moves, reversed: true)))
            Find(n, null, null, AuditMatter.Correction, $"The moves are not those of entry {Text(original)} reversed.");
    }

    private void CheckMove(long n, MoveCode code, in Move move)
    {
        if (move.From is { } from && LawOfMoves.IsFinal(from.Kind))
            Find(n, from, move.Block, AuditMatter.Sink, $"{move.Block} leaves {from}, from which nothing ever leaves.");
        if (!LawOfMoves.Allows(code, move.Block.Series.Kind, (int)(move.From?.Kind ?? 0), (int)move.To.Kind))
            Find(n, move.To, move.Block, AuditMatter.Move,
                $"{code} has no move of {move.Block} from {move.From?.ToString() ?? "nothing"} to {move.To}.");
        // ¶2.1: units are first released on an account of issuance or of an offset applicant.
        if (move.From is null && move.To.Kind is not (AccountKind.Issuance or AccountKind.OffsetApplicant))
            Find(n, move.To, move.Block, AuditMatter.Issue, $"{move.Block} is issued onto {move.To}.");
    }

    private void Carry(long n, in Move move)
    {
        var to = Known(n, move.To);
        if (!series.TryGetValue(move.Block.Series, out var map))
            series[move.Block.Series] = map = new SerialMap();
        var units = move.Block.Count;
        if (move.From is not { } debited)
        {
            // ¶9: a number is given once; the next units follow the last.
            if (move.Block.Range.First != map.Issued + 1)
                Find(n, move.To, move.Block, AuditMatter.Issue, $"{move.Block} does not follow unit {map.Issued}.");
            if (move.Attributes is null)
                Find(n, move.To, move.Block, AuditMatter.Issue, $"{move.Block} is issued without attributes.");
        }
        else
        {
            if (debited == move.To)
                Find(n, debited, move.Block, AuditMatter.Move, $"{move.Block} moves from {debited} to itself.");
            CheckPlace(n, map, move.Block, debited);
            Known(n, debited)?.Add(move.Block.Series.Kind, -units);
        }
        to?.Add(move.Block.Series.Kind, units);
        map.Set(move.Block.Range, move.To, move.Attributes);
    }

    private void CheckPlace(long n, SerialMap map, UnitBlock block, AccountNumber debited)
    {
        long there = 0;
        foreach (var piece in map.Within(block.Range.First, block.Range.Last))
        {
            if (piece.Account == debited)
                there += piece.Last - piece.First + 1;
        }
        if (there != block.Count)
            Find(n, debited, block, AuditMatter.Place, $"{debited} holds {there} of {block}.");
    }

    /// <summary>The blocks and accounts of moves as text; the two of a move are exchanged for a reversal.</summary>
    private static string Spell(IReadOnlyList<Move> moves, bool reversed)
    {
        var text = new StringBuilder();
        foreach (var move in moves)
        {
            var (from, to) = (move.From?.ToString() ?? "", move.To.ToString());
            text.Append(move.Block).Append(' ').Append(reversed ? to : from).Append(' ')
                .Append(reversed ? from : to).Append('\n');
        }
        return text.ToString();
    }
}
