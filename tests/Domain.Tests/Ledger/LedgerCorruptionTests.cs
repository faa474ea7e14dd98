using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>Entries that break an invariant: each is named, and the state stays as it was.</summary>
public sealed class LedgerCorruptionTests
{
    private static readonly AccountNumber Issuance = new(AccountKind.Issuance, 1);
    private static readonly AccountNumber A = new(AccountKind.Installation, 1);
    private static readonly AccountNumber B = new(AccountKind.Installation, 2);
    private static readonly AccountNumber Surrender = new(AccountKind.Surrender, 1);

    public static TheoryData<string, string> Broken => new()
    {
        { "form", "a gap in the numbers" }, { "form", "an instruction twice" }, { "form", "no moves" },
        { "form", "an unknown account" }, { "form", "an account number with a gap" }, { "form", "an account twice" },
        { "vii", "no paragraph" }, { "vii", "no document" }, { "vii", "nobody" }, { "iii", "an issue with a gap" },
        { "iii", "an issue twice" }, { "iv", "units not held" }, { "iv", "units over two holdings" },
        { "ii", "out of a sink" }, { "ii", "a correction of nothing" }, { "ii", "a correction with other units" },
        { "ii", "a correction of an issue" }, { "ii", "a correction twice" }, { "ii", "a move outside the matrix" },
        { "ii", "a sale from a blocked account" }, { "iv", "a broken second move" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Apply_ABrokenEntry_IsNamedAndChangesNothing(string invariant, string what)
    {
        var (state, surrendered) = Registry();
        var entry = BrokenEntry(state, surrendered, what);
        var before = state.Dump();
        var corrupt = Assert.Throws<LedgerCorruptException>(() => state.Apply(entry));
        Assert.Equal((entry.N, invariant), (corrupt.Entry, corrupt.Invariant));
        Assert.Equal(before, state.Dump());
        state.CheckInvariants();
    }

    [Fact]
    public void Revert_NotTheLastEntry_Throws()
    {
        var (state, surrendered) = Registry();
        Assert.Throws<InvalidOperationException>(() => state.Revert(surrendered));
    }

    [Fact]
    public void Apply_ThenRevert_OfEveryEntryOfALife_RestoresEveryStateOnTheWay()
    {
        var table = LedgerTable.Run("""
            T01      -         issuance   10@2022/A! 10@2023/A 5@2022/reserve of 25  ok
            T02      issuance  reserve    line reserve 5       ok
            T05      issuance  A          line A 20            ok
            block    A         -          notSubmitted         ok
            block    A         -          incomplete           ok
            unblock  A         -          notSubmitted,incomplete  ok
            T10      A         reserve    quota 3              ok
            correct  -         -          #7                   ok
            T15      A         B          quota 4              ok
            holder   B         -          holder-x             ok
            T12      A         reserve    all quota            ok
            close    A         -          -                    ok
            open     -         holder-z   A                    ok
            """);
        var entries = table.Applied;
        var state = new LedgerState();
        var dumps = new List<string>();
        foreach (var entry in entries)
        {
            dumps.Add(state.Dump());
            state.Apply(entry);
        }
        Assert.Equal(table.State.Dump(), state.Dump());
        foreach (var (entry, dump) in entries.Zip(dumps).Reverse())
        {
            state.Revert(entry);
            Assert.Equal(dump, state.Dump());
        }
    }

    private static (LedgerState State, Entry Surrendered) Registry()
    {
        var state = Some.Registry();
        Some.Post(state, "issue", Some.Issue(
            100, new IssueLine(10, Some.Year(2022, "A")), new IssueLine(10, Some.Year(2023, "A"))));
        Some.Post(state, "allocate", Some.Move(
            MoveCode.T05, Some.Of(Issuance), Some.Of(A), new Selection.Line("A", 20)));
        var surrendered = Some.Post(
            state, "surrender", Some.Move(MoveCode.T19, Some.Of(A), Some.Of(Surrender), Some.Units(2)))[0];
        Some.Post(state, "corrected", Some.Move(MoveCode.T19, Some.Of(A), Some.Of(Surrender), Some.Units(1)));
        return (state, surrendered);
    }

    private static Entry BrokenEntry(LedgerState state, Entry surrendered, string what)
    {
        var good = Moved(state, MoveCode.T15, (A, B, "11"));
        switch (what)
        {
            case "a gap in the numbers":
                return good with { N = state.Size + 1 };
            case "an instruction twice":
                return good with { Instruction = "allocate" };
            case "no moves":
                return Moved(state, MoveCode.T15);
            case "an unknown account":
                return Moved(state, MoveCode.T15, (A, new AccountNumber(AccountKind.Installation, 9), "11"));
            case "an account number with a gap":
                return Opened(good, 9, "X");
            case "an account twice":
                return Opened(good, 3, "A");
            case "no paragraph":
                return good with { Basis = good.Basis with { Paragraph = "" } };
            case "no document":
                return good with { Basis = good.Basis with { Document = good.Basis.Document with { Number = "" } } };
            case "nobody":
                return good with { By = [] };
            case "an issue with a gap":
                return Moved(state, MoveCode.T01, (null, Issuance, "22"));
            case "an issue twice":
                return Moved(state, MoveCode.T01, (null, Issuance, "20"));
            case "units not held":
                return Moved(state, MoveCode.T15, (B, A, "11"));
            case "units over two holdings":
                return Moved(state, MoveCode.T15, (A, B, "10:11"));
            case "out of a sink":
                return Moved(state, MoveCode.T15, (Surrender, A, "1"));
            case "a correction of nothing":
                return Moved(state, MoveCode.T26, (Surrender, A, "1:2"));
            case "a correction with other units":
                return Corrects(Moved(state, MoveCode.T26, (Surrender, A, "1")), surrendered.N);
            case "a correction of an issue":
                return Corrects(Moved(state, MoveCode.T26, (Surrender, A, "1:2")), surrendered.N - 2);
            case "a correction twice":
                Some.Post(state, "correct", new Act.Correct(surrendered));
                return Corrects(Moved(state, MoveCode.T26, (Surrender, A, "1:2")), surrendered.N);
            case "a move outside the matrix":
                return Moved(state, MoveCode.T05, (A, B, "11"));
            case "a sale from a blocked account":
                Some.Post(state, "block", new Act.BlockAccount(Some.Of(A), "notSubmitted"));
                return Moved(state, MoveCode.T15, (A, B, "11"));
            default:
                return Moved(state, MoveCode.T15, (A, B, "11"), (A, B, "11"));
        }
    }

    private static Entry Corrects(Entry entry, long corrected) =>
        entry with { Body = ((EntryBody.Moved)entry.Body) with { Corrects = corrected } };

    private static Entry Opened(Entry entry, int number, string installation) => entry with
    {
        Body = new EntryBody.AccountOpened(new(AccountKind.Installation, number), "holder", installation, null),
    };

    private static Entry Moved(
        LedgerState state, MoveCode code, params (AccountNumber? From, AccountNumber To, string Serials)[] moves) =>
        new(state.Size, Some.Moment, "broken", "p", Some.Basis, ["x"], new EntryBody.Moved(code,
            [.. moves.Select(move => new Move(
                UnitBlock.Parse($"KZ-Q-2022-2025-{move.Serials}"), move.From, move.To,
                move.From is null ? Some.Year(2022) : null))]));
}
