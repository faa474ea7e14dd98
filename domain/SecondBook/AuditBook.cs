using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

/// <summary>
/// The auditor's own fold of the journal, written against Order 251 and sharing no rule with the first book. It never
/// refuses: what is wrong becomes a finding, and the entry is taken over as far as it makes sense, so that the
/// next ones can be judged. Not safe for use by several threads.
/// </summary>
public sealed partial class AuditBook
{
    private readonly Dictionary<UnitSeries, SerialMap> series = [];
    private readonly Dictionary<AccountNumber, AuditedAccount> accounts = [];
    private readonly Dictionary<AccountKind, int> lastOfKind = [];
    private readonly HashSet<UInt128> instructions = [];
    private readonly Dictionary<long, (MoveCode Code, UInt128 Reverse)> moved = [];
    private readonly HashSet<long> corrected = [];
    private readonly List<AuditFinding> found = [];
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <summary>How many entries were followed.</summary>
    public long Size { get; private set; }

    /// <summary>Takes the next entry and says what is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<AuditFinding> Follow(Entry entry)
    {
        found.Clear();
        if (entry.N != Size)
            Find(entry.N, null, null, AuditMatter.Number, $"Entry {entry.N} stands where entry {Size} is due.");
        if (entry.At < latest)
            Find(entry.N, null, null, AuditMatter.Time, $"Entry {entry.N} is earlier than the one before it.");
        if (!instructions.Add(Mark(entry.Instruction)))
            Find(entry.N, null, null, AuditMatter.Instruction, $"The instruction of entry {entry.N} stands already.");
        FollowBody(entry.N, entry.Body);
        latest = entry.At > latest ? entry.At : latest;
        Size++;
        return [.. found];
    }

    /// <summary>Adds up all ranges and compares them with the running balances (¶4): conservation as a whole.</summary>
    public IReadOnlyList<AuditFinding> CheckSums()
    {
        found.Clear();
        var sums = new Dictionary<(AccountNumber, UnitKind), long>();
        foreach (var (key, map) in series)
        {
            long units = 0;
            foreach (var piece in map.Merged())
            {
                units += piece.Last - piece.First + 1;
                var place = (piece.Account, key.Kind);
                sums[place] = sums.GetValueOrDefault(place) + piece.Last - piece.First + 1;
            }
            if (units != map.Issued)
                Find(null, null, null, AuditMatter.Sum, $"{key}: {map.Issued} units were issued and {units} are held.");
        }
        foreach (var (number, account) in accounts)
            foreach (var kind in Enum.GetValues<UnitKind>())
            {
                var held = sums.GetValueOrDefault((number, kind));
                if (account.Balance(kind) != held)
                    Find(null, number, null, AuditMatter.Sum,
                        $"{number} has a balance of {account.Balance(kind)} and holds {held}.");
            }
        return [.. found];
    }

    private void FollowBody(long n, EntryBody body)
    {
        switch (body)
        {
            case EntryBody.Moved moves:
                FollowMoves(n, moves);
                break;
            case EntryBody.AccountOpened opened:
                Open(n, opened.Number);
                break;
            case EntryBody.AccountBlocked blocked:
                if (Known(n, blocked.Number) is { } toBlock && !toBlock.Grounds.Add(blocked.Ground))
                    Find(n, blocked.Number, null, AuditMatter.Account, "The ground of the block stands already.");
                break;
            case EntryBody.AccountUnblocked unblocked:
                if (Known(n, unblocked.Number) is { } toUnblock && !toUnblock.Grounds.Remove(unblocked.Ground))
                    Find(n, unblocked.Number, null, AuditMatter.Account, "The ground of the block does not stand.");
                break;
            case EntryBody.HolderChanged changed:
                Known(n, changed.Number);
                break;
            case EntryBody.AccountClosed closed:
                if (Known(n, closed.Number) is { } toClose)
                {
                    if (!toClose.IsEmpty)
                        Find(n, closed.Number, null, AuditMatter.Account, "The account is closed with units on it.");
                    toClose.IsClosed = true;
                }
                break;
            default:
                throw new InvalidOperationException("Entry bodies are a closed set.");
        }
    }

    private void Open(long n, AccountNumber number)
    {
        if (!accounts.TryAdd(number, new AuditedAccount()))
            Find(n, number, null, AuditMatter.Account, $"{number} is opened twice.");
        var last = lastOfKind.GetValueOrDefault(number.Kind);
        if (number.Number != last + 1)
            Find(n, number, null, AuditMatter.Account, $"{number} does not follow account {last} of its kind.");
        lastOfKind[number.Kind] = Math.Max(last, number.Number);
        if (!ChecksOut(number))
            Find(n, number, null, AuditMatter.Account, $"The check digits of {number} are wrong.");
    }

    /// <summary>ISO 7064, MOD 97-10: all digits of the number as one leave 1 after division by 97.</summary>
    private static bool ChecksOut(AccountNumber number)
    {
        var rest = 0;
        foreach (var digit in number.ToString().Where(char.IsAsciiDigit))
            rest = ((rest * 10) + digit - '0') % 97;
        return rest == 1;
    }

    private AuditedAccount? Known(long n, AccountNumber number)
    {
        if (accounts.TryGetValue(number, out var account) && !account.IsClosed)
            return account;
        Find(n, number, null, AuditMatter.Account, $"{number} is no open account.");
        return account;
    }

    private void Find(long? entry, AccountNumber? account, UnitBlock? range, AuditMatter what, string detail) =>
        found.Add(new AuditFinding(entry, account, range, what, detail));

    private static UInt128 Mark(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An account as the auditor sees it.</summary>
    private sealed class AuditedAccount
    {
        private readonly long[] balances = new long[4];

        public HashSet<string> Grounds { get; } = new(StringComparer.Ordinal);

        public bool IsClosed { get; set; }

        public bool IsEmpty => balances.All(balance => balance == 0);

        public long Balance(UnitKind kind) => balances[(int)kind];

        public void Add(UnitKind kind, long units) => balances[(int)kind] += units;
    }
}
