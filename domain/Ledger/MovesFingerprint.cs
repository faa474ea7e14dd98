using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Eight bytes that stand for the moves of an entry: the row's code on top, 56 bits of a mix of blocks and accounts
/// below. It lets a correction be checked against an entry that is no longer in memory. It guards against our own
/// mistakes; against forgery the tree of the journal does.
/// </summary>
internal static class MovesFingerprint
{
    private const ulong Low56 = (1UL << 56) - 1;

    /// <summary>The fingerprint of an entry; 0 for an act on an account.</summary>
    public static ulong Of(EntryBody body) =>
        body is EntryBody.Moved moved ? ((ulong)moved.Code << 56) | Mix(moved.Moves, reversed: false) : 0;

    /// <summary>The code in a fingerprint; null for an act on an account.</summary>
    public static MoveCode? CodeOf(ulong fingerprint) => fingerprint == 0 ? null : (MoveCode)(fingerprint >> 56);

    /// <summary>True when the moves are exactly those of the fingerprint with the accounts exchanged.</summary>
    public static bool IsReverse(ulong fingerprint, IReadOnlyList<Move> moves) =>
        (fingerprint & Low56) == Mix(moves, reversed: true);

    private static ulong Mix(IReadOnlyList<Move> moves, bool reversed)
    {
        var mix = (ulong)moves.Count;
        for (var i = 0; i < moves.Count; i++)
        {
            var move = moves[i];
            var from = move.From is { } debited ? Pack(debited) : 0;
            var to = Pack(move.To);
            var series = move.Block.Series;
            mix = Step(mix, ((ulong)series.Kind << 48) | ((ulong)series.YearIn << 24) | (uint)series.YearOut);
            mix = Step(mix, (ulong)move.Block.Range.First);
            mix = Step(mix, (ulong)move.Block.Range.Last);
            mix = Step(mix, reversed ? to : from);
            mix = Step(mix, reversed ? from : to);
        }
        return mix & Low56;
    }

    private static ulong Pack(AccountNumber account) => ((ulong)account.Kind << 32) | (uint)account.Number;

    /// <summary>One round of the finalizer of MurmurHash3 (public domain).</summary>
    private static ulong Step(ulong mix, ulong value)
    {
        unchecked
        {
            mix = (mix ^ value) * 0xff51afd7ed558ccd;
            mix = (mix ^ (mix >> 33)) * 0xc4ceb9fe1a85ec53;
            return mix ^ (mix >> 29);
        }
    }
}
