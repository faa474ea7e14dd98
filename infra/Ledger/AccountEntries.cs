using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Which entries touch which account: four bytes for each account that an entry touches. Not safe for use by several
/// threads.
/// </summary>
internal sealed class AccountEntries
{
    private readonly Dictionary<AccountKind, List<List<int>>> byKind = [];

    /// <summary>Adds the next entry to every account that it touches.</summary>
    public void Add(Entry entry) =>
        Visit(entry, (Index: this, entry.N), static (at, account) => at.Index.Touch(account, at.N));

    /// <summary>Tells every account that an entry touches; one that several moves touch comes several times.</summary>
    public static void Visit<T>(Entry entry, T argument, Action<T, AccountNumber> touched)
    {
        switch (entry.Body)
        {
            case EntryBody.Moved moved:
                for (var i = 0; i < moved.Moves.Count; i++)
                {
                    var move = moved.Moves[i];
                    if (move.From is { } from)
                        touched(argument, from);
                    touched(argument, move.To);
                }
                break;
            case EntryBody.AccountOpened opened:
                touched(argument, opened.Number);
                break;
            case EntryBody.AccountBlocked blocked:
                touched(argument, blocked.Number);
                break;
            case EntryBody.AccountUnblocked unblocked:
                touched(argument, unblocked.Number);
                break;
            case EntryBody.HolderChanged changed:
                touched(argument, changed.Number);
                break;
            case EntryBody.AccountClosed closed:
                touched(argument, closed.Number);
                break;
            default:
                throw new InvalidOperationException("Entry bodies are a closed set.");
        }
    }

    /// <summary>The numbers from one on, in order, at most so many.</summary>
    public long[] Of(AccountNumber account, long from, int most)
    {
        if (!byKind.TryGetValue(account.Kind, out var ofKind) || account.Number < 1 || account.Number > ofKind.Count)
            return [];
        var all = ofKind[account.Number - 1];
        var at = from > int.MaxValue ? all.Count : all.BinarySearch((int)Math.Max(0, from));
        at = at < 0 ? ~at : at;
        var numbers = new long[Math.Min(Math.Max(0, most), all.Count - at)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = all[at + i];
        return numbers;
    }

    /// <summary>An independent copy, for a snapshot.</summary>
    public (AccountKind Kind, int[][] Accounts)[] ToArray() =>
        [.. byKind.Select(pair => (pair.Key, pair.Value.Select(all => all.ToArray()).ToArray()))];

    /// <summary>Writes a copy.</summary>
    public static void Write(BinaryWriter writer, (AccountKind Kind, int[][] Accounts)[] copy)
    {
        writer.Write(copy.Length);
        foreach (var (kind, accounts) in copy)
        {
            writer.Write((int)kind);
            writer.Write(accounts.Length);
            foreach (var all in accounts)
            {
                writer.Write7BitEncodedInt(all.Length);
                var before = 0;
                foreach (var n in all)
                {
                    writer.Write7BitEncodedInt(n - before);
                    before = n;
                }
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AccountEntries Read(BinaryReader reader)
    {
        var read = new AccountEntries();
        for (var kinds = reader.ReadInt32(); kinds > 0; kinds--)
        {
            var ofKind = new List<List<int>>();
            read.byKind.Add((AccountKind)reader.ReadInt32(), ofKind);
            for (var accounts = reader.ReadInt32(); accounts > 0; accounts--)
            {
                var all = new List<int>();
                var before = 0;
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                    all.Add(before += reader.Read7BitEncodedInt());
                ofKind.Add(all);
            }
        }
        return read;
    }

    private void Touch(AccountNumber account, long n)
    {
        if (!byKind.TryGetValue(account.Kind, out var ofKind))
            byKind[account.Kind] = ofKind = [];
        while (ofKind.Count < account.Number)
            ofKind.Add([]);
        var all = ofKind[account.Number - 1];
        // Several moves of one entry may touch the same account.
        if (all.Count == 0 || all[^1] != n)
            all.Add((int)n);
    }
}
