using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>Acts of more than 2,000 moves, and what a crash between two of their entries leaves.</summary>
public sealed class SplitActTests
{
    [Theory]
    [InlineData(1999)]
    [InlineData(2000)]
    [InlineData(2001)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(6500)]
    public void Issue_CutShortAfterEveryPart_EndsTheSame(int lines) =>
        CheckResumed(Some.Registry, IssueOf(lines), lines <= 2000 ? 1 : (lines + 1999) / 2000);

    [Theory]
    [InlineData(2000)]
    [InlineData(2001)]
    [InlineData(4000)]
    [InlineData(4001)]
    public void MoveUnits_AQuantityCutShortAfterEveryPart_EndsTheSame(int lines) =>
        CheckResumed(
            () => Issued(lines),
            Some.Move(MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), Some.Units(lines * 2L)),
            (lines + 1999) / 2000);

    [Theory]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    [InlineData(3000, 3)]
    [InlineData(3999, 3)]
    [InlineData(4000, 3)]
    [InlineData(4001, 3)]
    public void MoveUnits_AllUnitsCutShortAfterEveryPart_EndsTheSame(int lines, int parts) =>
        CheckResumed(
            () => Issued(lines),
            Some.Move(MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), new Selection.All(UnitKind.Quota)),
            parts);

    [Theory]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    [InlineData(3999, 3)]
    public void MoveUnits_WhatIsDueForAYearCutShortAfterEveryPart_EndsTheSame(int lines, int parts)
    {
        var due = new Selection.Due(2022, lines * 2L + 7, 0);
        CheckResumed(
            () => Held(lines),
            Some.Move(MoveCode.T19, Some.Of("A"), Some.Of(AccountKind.Surrender), due),
            parts);
    }

    [Fact]
    public void MoveUnits_WhatIsDueInParts_SaysTheDeficitInTheLast()
    {
        var state = Held(2500);
        var entries = Some.Post(state, "due", Some.Move(
            MoveCode.T19, Some.Of("A"), Some.Of(AccountKind.Surrender), new Selection.Due(2022, 5007, 0)));

        Assert.Equal([null, 7], entries.Select(entry => ((EntryBody.Moved)entry.Body).Deficit));
        Assert.Equal(new YearSurrender(5000, 0), state.SurrenderedFor("A", 2022));
    }

    [Theory]
    [InlineData(2000, 2)]
    [InlineData(4001, 3)]
    public void MoveMany_UnitsOfATermCutShortAfterEveryPart_EndTheSame(int lines, int parts)
    {
        var cancellation = Some.Of(AccountKind.Cancellation);
        var term = new Selection.OfTerm(UnitKind.Quota, 2025);
        CheckResumed(
            () =>
            {
                var state = Held(lines);
                Some.Post(state, "sell", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(1001)));
                return state;
            },
            new Act.MoveMany(MoveCode.T21,
                [new MovePart(Some.Of("A"), cancellation, term), new MovePart(Some.Of("B"), cancellation, term)]),
            parts);
    }

    [Fact]
    public void MoveUnits_ALineAndBlocksAndPartsCutShort_EndTheSame()
    {
        var issuance = Some.Of(AccountKind.Issuance);
        var blocks = Enumerable.Range(0, 2500)
            .Select(i => new UnitBlock(Some.Quota, new SerialRange(4L * i + 1, 4L * i + 1))).ToList();
        CheckResumed(
            () => Issued(6000), Some.Move(MoveCode.T05, issuance, Some.Of("A"), new Selection.Line("even", 6000)), 2);
        CheckResumed(() => Issued(6000), Some.Move(MoveCode.T05, issuance, Some.Of("A"),
            new Selection.Blocks(blocks)), 2);
        CheckResumed(
            () => Issued(6000),
            new Act.MoveMany(MoveCode.T05,
            [
                new MovePart(issuance, Some.Of("A"), Some.Units(5000)),
                new MovePart(issuance, Some.Of("B"), new Selection.Line("even", 3500)),
            ]),
            3);
    }

    [Fact]
    public void MoveUnits_AllUnitsPostedInParts_LeavesUnitsThatCameLaterAlone()
    {
        var state = Issued(4000);
        var all = Some.Move(MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"),
            new Selection.All(UnitKind.Quota));
        Some.Post(state, "all", all);
        var back = Some.Post(state, "new", new Act.Issue(
            MoveCode.T14, Some.Of(Applicant(state)), Some.Offsets, [new IssueLine(1, Some.Year(0))])
        {
            SeriesLimit = 1,
        });
        Assert.Single(back);
        Assert.IsType<Decision.AlreadyPosted>(LedgerDecision.Decide(state, Some.Instruction("all", all)));
    }

    [Fact]
    public void MoveMany_AllUnitsOfSeveralPartsCutShort_EndTheSame()
    {
        var issuance = Some.Of(AccountKind.Issuance);
        CheckResumed(
            () => Issued(4500),
            new Act.MoveMany(MoveCode.T05,
            [
                new MovePart(issuance, Some.Of("A"), new Selection.All(UnitKind.Quota)),
                new MovePart(issuance, Some.Of("B"), new Selection.All(UnitKind.Quota)),
            ]),
            3);
    }

    /// <summary>¶18, ¶19: what is left after the crash is taken in the same order.</summary>
    [Fact]
    public void MoveUnits_UnitsForAYearCutShort_EndTheSame() => CheckResumed(
        () => WithReserve(5000),
        Some.Move(
            MoveCode.T06,
            Some.Of(AccountKind.ReserveNew),
            Some.Of("A"),
            new Selection.ForYear(2022, "newInstallations", 9000)),
        3);

    /// <summary>¶23: the rest comes from the same subaccount, though another is the largest by then.</summary>
    [Fact]
    public void TopUp_CutShort_EndsTheSame()
    {
        var act = new Act.TopUp(AccountKind.ReserveCapacity, Some.Period, 9000);
        CheckResumed(() => WithReserve(5000), act, 3);
        var entries = Some.Post(WithReserve(5000), "act", act);
        Assert.Equal(
            [true, false, false], entries.Select(entry => ((EntryBody.Moved)entry.Body).Balances is not null));
    }

    [Fact]
    public void OpenAccounts_CutShort_OpensTheRest()
    {
        var act = Some.Open([.. Enumerable.Range(1, 5)
            .Select(i => new AccountToOpen(AccountKind.Installation, $"holder-{i}", $"KZ-{i:0000}", null))]);
        CheckResumed(Some.Registry, act, 5);
    }

    [Fact]
    public void OpenAccounts_OneInstallationTwice_IsRefused()
    {
        var twice = new AccountToOpen(AccountKind.Installation, "holder", "KZ-0001", null);
        var decision = LedgerDecision.Decide(Some.Registry(), Some.Instruction("open", Some.Open(twice, twice)));
        Assert.Equal(RefusalCode.AccountExists, Assert.IsType<Decision.Refused>(decision).Refusal.Code);
    }

    [Fact]
    public void DecideAll_OneRefusal_LeavesTheStateAsItWas()
    {
        var state = Issued(10);
        var before = state.Dump();
        var first = Some.Instruction("1", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), Some.Units(5)));
        var second = Some.Instruction("2", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(5)));
        var third = Some.Instruction("3", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(1)));

        var refused = Assert.IsType<BatchDecision.Refused>(LedgerBatch.DecideAll(state, [first, second, third]));
        Assert.Equal((2, RefusalCode.InsufficientUnits), (refused.Index, refused.Refusal.Code));
        Assert.Equal(before, state.Dump());
        Assert.False(state.IsPosted("1"));

        var accepted = Assert.IsType<BatchDecision.Accepted>(LedgerBatch.DecideAll(state, [first, second, first]));
        Assert.Equal(2, accepted.Entries.Count);
        Assert.IsType<Decision.AlreadyPosted>(accepted.Decisions[2]);
        Assert.Equal(5, state.Balance(new AccountNumber(AccountKind.Installation, 2), UnitKind.Quota));
        LedgerBatch.Revert(state, accepted.Entries);
        Assert.Equal(before, state.Dump());
    }

    /// <summary>
    /// Posts the act at once, and with a crash after every number of parts: the states must be equal.
    /// </summary>
    private static void CheckResumed(Func<LedgerState> start, Act act, int parts)
    {
        var whole = start();
        var entries = Some.Post(whole, "act", act);
        Assert.Equal(parts, entries.Count);
        Assert.Equal(parts == 1 ? "act" : "act/1", entries[0].Instruction);
        whole.CheckInvariants();
        for (var stop = 0; stop <= parts; stop++)
        {
            var state = start();
            foreach (var entry in entries.Take(stop))
                state.Apply(entry);
            var decision = LedgerDecision.Decide(state, Some.Instruction("act", act));
            if (stop == parts)
                Assert.Equal(entries.Select(entry => entry.N), Assert.IsType<Decision.AlreadyPosted>(decision).Entries);
            else
                Assert.All(Assert.IsType<Decision.Posted>(decision).Entries, state.Apply);
            Assert.Equal(whole.Dump(), state.Dump());
            Assert.True(state.IsPosted(entries[^1].Instruction));
        }
    }

    /// <summary>Blocks of two units each that cannot merge.</summary>
    private static Act.Issue IssueOf(int lines) => Some.Issue(long.MaxValue,
        [.. Enumerable.Range(0, lines).Select(i => new IssueLine(2, Some.Year(2022, i % 2 == 0 ? "even" : "odd")))]);

    private static LedgerState Issued(int lines)
    {
        var state = Some.Registry();
        Some.Post(state, "issue", IssueOf(lines));
        return state;
    }

    /// <summary>The same on the subaccount for new installations.</summary>
    private static LedgerState WithReserve(int lines)
    {
        var state = Issued(lines);
        Some.Post(state, "reserve", Some.Move(
            MoveCode.T02, Some.Of(AccountKind.Issuance), Some.Of(AccountKind.Reserve), Some.Units(2L * lines)));
        Some.Post(state, "split", Some.Move(
            MoveCode.T03, Some.Of(AccountKind.Reserve), Some.Of(AccountKind.ReserveNew), Some.Units(2L * lines)));
        return state;
    }

    /// <summary>The same blocks on the account of A.</summary>
    private static LedgerState Held(int lines)
    {
        var state = Issued(lines);
        Some.Post(state, "allocate", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), Some.Units(lines * 2L)));
        return state;
    }

    private static AccountNumber Applicant(LedgerState state)
    {
        var entry = Some.Post(state, "open", Some.Open(
            new AccountToOpen(AccountKind.OffsetApplicant, "holder", null, null)));
        return ((EntryBody.AccountOpened)entry[0].Body).Number;
    }
}
