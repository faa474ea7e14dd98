using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.SecondBook;

public sealed class AuditBookTests
{
    private static readonly AccountNumber A = new(AccountKind.Installation, 1);
    private static readonly AccountNumber B = new(AccountKind.Installation, 2);
    private static readonly AccountNumber Surrender = new(AccountKind.Surrender, 1);
    private readonly LedgerState state = new();
    private readonly AuditBook book = new();
    private readonly List<Entry> entries = [];

    /// <summary>Units 1 to 10 on A, 11 to 20 on B, 3 of A's surrendered and taken back.</summary>
    public AuditBookTests()
    {
        entries.AddRange(Some.Registry(state));
        Post("issue", Some.Issue(
            100, new IssueLine(10, Some.Year(2022, "A")), new IssueLine(10, Some.Year(2022, "B"))));
        Post("a", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of(A), new Selection.Line("A", 10)));
        Post("b", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of(B), new Selection.Line("B", 10)));
        var surrender = Post("s", Some.Move(
            MoveCode.T20, Some.Of(A), Some.Of(Surrender), Some.Units(3)));
        Post("t26", new Act.Correct(surrender));
        foreach (var entry in entries)
            Assert.Empty(book.Follow(entry));
    }

    [Fact]
    public void Follow_OfWhatTheFirstBookPosted_FindsNothingAndAgrees()
    {
        Assert.Equal(state.Size, book.Size);
        Assert.Empty(book.CheckSums());
        Assert.Empty(book.Compare(Claims()));
    }

    [Fact]
    public void Compare_WithTwoEqualBlocksSwapped_NamesBothAccountsAndRanges()
    {
        var swapped = Claims().Select(claim => claim with { Account = claim.Account == A ? B : A }).ToList();
        var found = book.Compare(swapped);
        Assert.Equal(4, found.Count);
        Assert.All(found, finding => Assert.Equal(AuditMatter.FirstBookPlace, finding.What));
        Assert.Equal([A, B], found.Select(finding => finding.Account!.Value).Distinct().Order());
        Assert.Equal(
            ["KZ-Q-2022-2025-11:20", "KZ-Q-2022-2025-1:10"],
            found.Select(finding => finding.Range.ToString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Compare_WithAHoleADoubleAndAnUnknownUnit_NamesEach()
    {
        var claim = Claims()[0];
        ClaimedHolding Of(string block, AccountNumber account) =>
            new(account, UnitBlock.Parse("KZ-Q-2022-2025-" + block), claim.Attributes);
        var found = book.Compare([Of("1:4", A), Of("4:9", A), Of("21:22", A)]);
        Assert.Contains(found, finding => finding.Detail.Contains("elsewhere too", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Detail.Contains("11:20; the first", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Detail.Contains("21:22 was never", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("number", AuditMatter.Number)]
    [InlineData("time", AuditMatter.Time)]
    [InlineData("instruction", AuditMatter.Instruction)]
    public void Follow_OfAnEntryOutOfOrder_NamesIt(string what, AuditMatter expected)
    {
        var entry = Next(new EntryBody.AccountBlocked(A, "x"));
        entry = what switch
        {
            "number" => entry with { N = entry.N + 1 },
            "time" => entry with { At = entry.At.AddMilliseconds(-1) },
            _ => entry with { Instruction = "t26" },
        };
        Assert.Equal(expected, Assert.Single(book.Follow(entry)).What);
    }

    /// <summary>From, to and block of a move that the law does not know, by the code.</summary>
    [Theory]
    [InlineData(MoveCode.T05, "KZ-5-2-", "KZ-5-1-", "11:12", AuditMatter.Move)]
    [InlineData(MoveCode.T27, "KZ-5-1-", "KZ-5-2-", "11:12", AuditMatter.Place)]
    [InlineData(MoveCode.T27, "KZ-5-1-", "KZ-5-1-", "1:2", AuditMatter.Move)]
    [InlineData(MoveCode.T27, "KZ-3-1-", "KZ-5-1-", "1:2", AuditMatter.Sink)]
    [InlineData(MoveCode.T27, "KZ-5-1-", "KZ-5-9-", "1:2", AuditMatter.Account)]
    [InlineData(MoveCode.T01, "", "KZ-5-1-", "21:22", AuditMatter.Issue)]
    [InlineData(MoveCode.T01, "", "KZ-1-1-", "20:22", AuditMatter.Issue)]
    public void Follow_OfAMoveAgainstTheLaw_NamesAccountAndRange(
        MoveCode code, string from, string to, string block, AuditMatter expected)
    {
        var units = UnitBlock.Parse("KZ-Q-2022-2025-" + block);
        var move = new Move(
            units, from.Length == 0 ? null : Account(from), Account(to), from.Length == 0 ? Some.Year(2022) : null);
        var found = book.Follow(Next(new EntryBody.Moved(code, [move])));
        var named = Assert.Single(found, finding => finding.What == expected);
        Assert.NotNull(named.Account);
        Assert.Equal(state.Size, named.Entry);
    }

    [Fact]
    public void Follow_OfAnAccountWithAGapInItsNumber_NamesIt()
    {
        var found = book.Follow(Next(new EntryBody.AccountOpened(
            new AccountNumber(AccountKind.Installation, 4), "h", "C", null)));
        Assert.Equal(AuditMatter.Account, Assert.Single(found).What);
    }

    [Fact]
    public void Follow_OfACorrectionTwice_NamesIt()
    {
        var again = entries[^1] with { N = state.Size, Instruction = "again" };
        Assert.Contains(book.Follow(again), finding => finding.What == AuditMatter.Correction
            && finding.Detail.Contains("corrected already", StringComparison.Ordinal));
    }

    [Fact]
    public void Follow_OfACorrectionOfOtherBlocks_NamesIt()
    {
        var moved = (EntryBody.Moved)entries[^3].Body;
        var wrong = new EntryBody.Moved(MoveCode.T26, [moved.Moves[0]]) { Corrects = entries[^3].N };
        Assert.Contains(book.Follow(Next(wrong)), finding => finding.What == AuditMatter.Correction
            && finding.Detail.Contains("reversed", StringComparison.Ordinal));
    }

    private Entry Next(EntryBody body) =>
        entries[^1] with { N = state.Size, Instruction = "next", Body = body };

    private static AccountNumber Account(string start)
    {
        var parts = start.Split('-');
        return new AccountNumber((AccountKind)int.Parse(parts[1]), int.Parse(parts[2]));
    }

    private List<ClaimedHolding> Claims() =>
    [
        .. state.Accounts.SelectMany(account => state.HoldingsOf(account.Number).Select(
            held => new ClaimedHolding(account.Number, held.Block, held.Attributes))),
    ];

    private Entry Post(string id, Act act)
    {
        var posted = Some.Post(state, id, act);
        entries.AddRange(posted);
        return posted[^1];
    }
}
