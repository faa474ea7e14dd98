using System.Buffers.Binary;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation.Judging;

/// <summary>
/// Sees every commit in the storage as it happens and keeps the naive book beside the registry. What stands must be
/// exactly what the law makes of a paper that was sent, once; root and head must follow from all entries before.
/// </summary>
internal sealed class Judge
{
    private static readonly DateTimeOffset OneZone = new(2024, 3, 1, 0, 0, 0, TimeSpan.FromHours(6));

    private readonly Dictionary<string, Case> cases = [];
    private readonly HashSet<string> instructions = [];
    private readonly AuditBook secondBook = new();
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <summary>The naive book after so many entries.</summary>
    public List<NaiveBook> Versions { get; } = [new()];

    /// <summary>The naive book now.</summary>
    public NaiveBook Now => Versions[^1];

    /// <summary>The tree of all entries.</summary>
    public NaiveTree Tree { get; } = new();

    /// <summary>The bytes of all entries.</summary>
    public List<ReadOnlyMemory<byte>> Entries { get; } = [];

    /// <summary>The product's second book, which follows the same entries.</summary>
    public AuditBook SecondBook => secondBook;

    /// <summary>How often each kind of entry was posted.</summary>
    public Dictionary<string, int> Kinds { get; } = [];

    /// <summary>All papers that were sent.</summary>
    public IEnumerable<Case> Cases => cases.Values;

    /// <summary>Knows a paper before it is delivered.</summary>
    public void Expect(Case sent) => cases.Add(sent.Paper.Procedure, sent);

    /// <summary>A transaction was carried out in the storage.</summary>
    public void Committed(IReadOnlyList<TableEntity> rows)
    {
        var (page, head) = (rows[0], rows[1]);
        Require(page.GetInt64("first") == Now.Size, "A page does not begin where the journal ends.");
        Require(Same(page.GetBinary("previousRoot"), Tree.Root(Tree.Size)), "A page names another root before it.");
        var texts = new List<EntryText>();
        foreach (var bytes in Split(page))
        {
            var text = EntryText.Read(bytes, Now);
            Take(text, bytes);
            texts.Add(text);
        }
        Compare(texts);
        var root = Tree.Root(Tree.Size);
        Require(head.GetInt64("size") == Tree.Size && Same(head.GetBinary("root"), root)
            && Same(page.GetBinary("root"), root), "The head's root does not follow from the entries.");
    }

    /// <summary>What the law makes of an attempt that is posted on a state.</summary>
    public Expected Read(Attempt attempt, NaiveBook now) =>
        new NaiveLaw(attempt.On, Versions[attempt.Seen], now).Read(attempt.Paper);

    /// <summary>Fails with the words when the condition does not hold.</summary>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new JudgementException(what);
    }

    /// <summary>True when the hashes are the same.</summary>
    public static bool Same(byte[]? left, byte[] right) => left.AsSpan().SequenceEqual(right);

    /// <summary>The entries of a page.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(TableEntity page)
    {
        var all = page.Keys.Where(key => key.StartsWith('d') && key[1..].All(char.IsAsciiDigit))
            .OrderBy(key => int.Parse(key[1..], null)).SelectMany(key => page.GetBinary(key)).ToArray();
        for (var at = 0; at < all.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(at));
            yield return all.AsMemory(at + sizeof(int), length);
            at += sizeof(int) + length;
        }
    }

    /// <summary>What every entry must keep, whatever it is about; then the naive book follows it.</summary>
    private void Take(EntryText text, ReadOnlyMemory<byte> bytes)
    {
        Require(text.N == Now.Size, $"Entry {text.N} stands where {Now.Size} is due.");
        Require(text.At >= latest, $"Entry {text.N} is earlier than the one before it.");
        Require(text.At.Offset == TimeSpan.FromHours(text.At < OneZone ? 6 : 5), $"Entry {text.N} has another zone.");
        Require(instructions.Add(text.Instruction), $"'{text.Instruction}' stands twice.");
        CheckSinks(text);
        var findings = secondBook.Follow(EntryForm.Read(bytes.Span));
        Require(findings.Count == 0, $"The second book finds fault: {string.Join("; ", findings)}");
        latest = text.At;
        Tree.Append(bytes.Span);
        Entries.Add(bytes);
        Kinds[text.Entry.Kind] = Kinds.GetValueOrDefault(text.Entry.Kind) + 1;
        var book = Now.Copy();
        book.Follow(text);
        Versions.Add(book);
    }

    /// <summary>¶28 to ¶30, ¶4: what has left circulation comes back by a correction only.</summary>
    private void CheckSinks(EntryText text)
    {
        if (text.Done is not { } done || text.Entry.Kind is "T01" or "T14" or "T26")
            return;
        var sinks = Now.Accounts.Where(account => account.Type is 2 or 3 or 9).Select(account => account.Number);
        Require(!done.Units.Select(unit => unit.Before.Account).Intersect(sinks).Any(),
            $"Entry {text.N} debits a sink.");
    }

    /// <summary>The entries of a page are those that the law makes of papers, whole and in order.</summary>
    private void Compare(List<EntryText> texts)
    {
        for (var at = 0; at < texts.Count;)
        {
            var procedure = texts[at].Procedure;
            var group = texts.Skip(at).TakeWhile(text => text.Procedure == procedure).ToList();
            Require(cases.TryGetValue(procedure, out var sent), $"Nobody sent '{procedure}'.");
            var now = Versions[(int)texts[at].N];
            Require(!now.EntriesOf(procedure).Any(), $"'{procedure}' stands already.");
            var actual = string.Join('\n', group.Select(text => text.Entry));
            var wanted = sent!.Attempts.Distinct().Select(attempt => Read(attempt, now))
                .Select(expected => expected.Refusal ?? string.Join('\n', expected.Entries)).ToList();
            Require(wanted.Contains(actual), $"Entry {texts[at].N}, {sent.Paper}: posted\n{actual}\n"
                + $"and the law wants\n{string.Join("\nor\n", wanted)}");
            at += group.Count;
        }
    }
}

/// <summary>A decision about a paper.</summary>
/// <param name="Paper">The paper, in the content that was delivered.</param>
/// <param name="Seen">How many entries there were for the one who decided.</param>
/// <param name="On">The day on which it was.</param>
internal sealed record Attempt(Paper Paper, int Seen, DateOnly On);

/// <summary>A paper and what was done with it.</summary>
internal sealed class Case(Paper paper)
{
    /// <summary>The paper.</summary>
    public Paper Paper { get; } = paper;

    /// <summary>Each time that somebody decided on it.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>How many deliveries are under way.</summary>
    public int UnderWay { get; set; }

    /// <summary>True when two deliveries were under way at once.</summary>
    public bool WasTwofold { get; set; }

    /// <summary>True once a delivery has a final answer.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>True once somebody was told that it stands.</summary>
    public bool WasAcknowledged { get; set; }
}
