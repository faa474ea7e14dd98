using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Outbox;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What one notice to one person says of entries.</summary>
/// <param name="To">BIN or opaque id, as the journal names the holder.</param>
/// <param name="Kind">The kind of notice.</param>
/// <param name="Paragraph">The provision of the first of the entries.</param>
/// <param name="Units">How many units moved; null where none did.</param>
/// <param name="Entries">Numbers of the entries.</param>
/// <param name="Text">A sentence for each.</param>
internal sealed record EntryNotice(
    string To,
    OutgoingKind Kind,
    string Paragraph,
    long? Units,
    IReadOnlyList<long> Entries,
    LocalizedText Text);

/// <summary>
/// What the entries of a procedure mean to the holders of the accounts that they touch. A holder gets one notice of
/// each kind, however many entries and accounts it speaks of. Pure.
/// </summary>
internal static class EntryNotices
{
    /// <summary>The notices, in the order of the entries.</summary>
    /// <param name="entries">The procedure's entries.</param>
    /// <param name="holderOf">The account's holder as the journal names it; null for accounts of the system.</param>
    public static IReadOnlyList<EntryNotice> Of(IEnumerable<Entry> entries, Func<AccountNumber, string?> holderOf) =>
    [
        .. entries.SelectMany(entry => OfEntry(entry, holderOf))
            .GroupBy(notice => (notice.To, notice.Kind))
            .Select(group => group.Aggregate(Joined)),
    ];

    private static IEnumerable<EntryNotice> OfEntry(Entry entry, Func<AccountNumber, string?> holderOf)
    {
        EntryNotice? Single(string? to, OutgoingKind kind, LocalizedText text) =>
            to is null ? null : new EntryNotice(to, kind, entry.Basis.Paragraph, null, [entry.N], text);

        return entry.Body switch
        {
            EntryBody.AccountOpened opened => Some(Single(opened.Holder, OutgoingKind.AccountOpened,
                OutgoingTexts.AccountOpenedFor(opened.Number, opened.Installation))),
            EntryBody.AccountBlocked blocked => Some(Single(holderOf(blocked.Number), OutgoingKind.Blocked,
                OutgoingTexts.BlockedFor(blocked.Number, blocked.Ground))),
            EntryBody.AccountUnblocked unblocked => Some(Single(holderOf(unblocked.Number), OutgoingKind.Unblocked,
                OutgoingTexts.Unblocked.With(unblocked.Number))),
            EntryBody.Moved moved => OfMoves(entry, moved, holderOf),
            EntryBody.AccountClosed closed => Some(Single(holderOf(closed.Number), OutgoingKind.Executed,
                HolderTexts.AccountClosed.With(closed.Number))),
            // Who held the account before is not in the entry: both are told from the document (¶21).
            EntryBody.HolderChanged => [],
            _ => throw new InvalidOperationException("Entry bodies are a closed set."),
        };
    }

    private static IEnumerable<EntryNotice> OfMoves(
        Entry entry, EntryBody.Moved moved, Func<AccountNumber, string?> holderOf)
    {
        var debits = moved.Moves
            .Where(move => move.From is not null)
            .GroupBy(move => move.From!.Value)
            .SelectMany(moves => OfAccount(entry, moves, OutgoingKind.Debited, OutgoingTexts.Debited, holderOf));
        var credits = moved.Moves
            .GroupBy(move => move.To)
            .SelectMany(moves => OfAccount(entry, moves, OutgoingKind.Credited, OutgoingTexts.Credited, holderOf));
        return debits.Concat(credits);
    }

    private static IEnumerable<EntryNotice> OfAccount(
        Entry entry,
        IGrouping<AccountNumber, Move> moves,
        OutgoingKind kind,
        LocalizedText text,
        Func<AccountNumber, string?> holderOf)
    {
        var units = moves.Sum(move => move.Block.Count);
        return holderOf(moves.Key) is { } to
            ? [new EntryNotice(
                to, kind, entry.Basis.Paragraph, units, [entry.N], text.With(moves.Key, units, entry.N))]
            : [];
    }

    private static EntryNotice Joined(EntryNotice first, EntryNotice next) => first with
    {
        Units = first.Units is null && next.Units is null ? null : (first.Units ?? 0) + (next.Units ?? 0),
        Entries = [.. first.Entries.Concat(next.Entries).Distinct()],
        Text = new(
            $"{first.Text.Kk} {next.Text.Kk}", $"{first.Text.Ru} {next.Text.Ru}", $"{first.Text.En} {next.Text.En}"),
    };

    private static IEnumerable<EntryNotice> Some(EntryNotice? notice) => notice is null ? [] : [notice];
}
