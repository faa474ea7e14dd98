using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using FsCheck;
using FsCheck.Fluent;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>Random and exhaustive sequences of acts, judged by the naive ledger.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly IssueLine[] FortyUnits =
    [
        new(8, Some.Year(2022, "A")), new(8, Some.Year(2023, "A")),
        new(4, Some.Year(2022, "A") with { NotForSale = true }),
        new(8, Some.Year(2022, "B")), new(6, Some.Year(2024, "B")), new(6, Some.Year(2022, "reserve")),
    ];

    private static readonly AccountNumber Issuance = new(AccountKind.Issuance, 1);
    private static readonly AccountNumber Reserve = new(AccountKind.Reserve, 1);
    private static readonly AccountNumber Surrender = new(AccountKind.Surrender, 1);
    private static readonly AccountNumber A = new(AccountKind.Installation, 1);
    private static readonly AccountNumber B = new(AccountKind.Installation, 2);

    /// <summary>
    /// A random act: its numbers are read by <see cref="Play"/>, so that every value means something.
    /// </summary>
    public sealed record RandomAct(int Kind, int Code, int From, int To, int Selection, int First, int Count);

    [Fact]
    public void RandomActs_JudgedByTheNaiveLedger_Agree()
    {
        var acts =
            (from kind in Gen.Choose(0, 19)
             from code in Gen.Choose(1, 28)
             from accounts in Gen.Two(Gen.Choose(0, 99))
             from selection in Gen.Choose(0, 9)
             from first in Gen.Choose(1, 41)
             from count in Gen.Choose(0, 9)
             select new RandomAct(kind, code, accounts.Item1, accounts.Item2, selection, first, count))
            .ListOf(60);
        var moved = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(acts.ToArbitrary(), sequence =>
            {
                var ledger = new JudgedLedger(FortyUnits);
                ledger.Move(MoveCode.T05, Issuance, A, new Selection.Line("A", 20));
                ledger.Move(MoveCode.T05, Issuance, B, new Selection.Line("B", 14));
                ledger.Move(MoveCode.T02, Issuance, Reserve, new Selection.Line("reserve", 6));
                foreach (var (at, act) in sequence.Index())
                {
                    Play(ledger, act);
                    if (at % 7 == 0)
                        ledger.Restart();
                }
                moved += ledger.MoveCount;
            }));
        // A generator whose acts are nearly all refused would prove nothing.
        Assert.True(moved > 1500, $"only {moved} moves were posted");
    }

    [Fact]
    public void EverySequenceOfThreeActs_OnATinyUniverse_AgreesWithTheNaiveLedger()
    {
        var ledger = new JudgedLedger(
            new IssueLine(2, Some.Year(2022, "A")),
            new IssueLine(1, Some.Year(2022, "B")),
            new IssueLine(1, Some.Year(2023, "A")));
        ledger.Move(MoveCode.T05, Issuance, A, new Selection.Line("A", 3));
        var acts = TinyActs();
        var visited = 0;
        void Explore(int depth)
        {
            visited++;
            if (depth == 0)
                return;
            foreach (var (code, from, to, selection) in acts)
                ledger.Branch(() => ledger.Move(code, from, to, selection), () => Explore(depth - 1));
            for (var move = 0; move < ledger.MoveCount; move++)
            {
                var corrected = move;
                ledger.Branch(() => ledger.Correct(corrected), () => Explore(depth - 1));
            }
        }
        Explore(3);
        Assert.True(visited > 1000, $"only {visited} states were reached");
    }

    private static List<(MoveCode, AccountNumber, AccountNumber, Selection)> TinyActs()
    {
        (MoveCode Code, AccountNumber From, AccountNumber To)[] moves =
        [
            (MoveCode.T02, Issuance, Reserve), (MoveCode.T05, Issuance, B), (MoveCode.T10, A, Reserve),
            (MoveCode.T15, A, B), (MoveCode.T15, B, A), (MoveCode.T19, A, Surrender),
        ];
        Selection[] selections =
        [
            new Selection.Quantity(UnitKind.Quota, 1), new Selection.Quantity(UnitKind.Quota, 2),
            new Selection.All(UnitKind.Quota), new Selection.Line("B", 1), new Selection.OfTerm(UnitKind.Quota, 2025),
            new Selection.Blocks([UnitBlock.Parse("KZ-Q-2022-2025-2")]),
            new Selection.Blocks([UnitBlock.Parse("KZ-Q-2022-2025-1:2"), UnitBlock.Parse("KZ-Q-2022-2025-4")]),
        ];
        return
        [
            .. moves.SelectMany(move => selections.Select(units => (move.Code, move.From, move.To, units))),
            (MoveCode.T19, A, Surrender, new Selection.Due(2022, 2, 0)),
            (MoveCode.T19, A, Surrender, new Selection.Due(2023, 4, 0)),
        ];
    }

    private static void Play(JudgedLedger ledger, RandomAct act)
    {
        var accounts = ledger.State.Accounts.Select(account => account.Number).ToList();
        if (act.Kind == 0)
            ledger.Block(act.From % 2 == 0 ? A : B);
        else if (act.Kind <= 3 && ledger.MoveCount > 0)
            ledger.Correct(act.From % ledger.MoveCount);
        else
        {
            var (code, from, to) = Pair(ledger, act, accounts);
            ledger.Move(code, from, to, SelectionOf(act, code));
        }
    }

    /// <summary>Nine acts in ten lie in the matrix; the tenth is any code between any accounts.</summary>
    private static (MoveCode, AccountNumber, AccountNumber) Pair(
        JudgedLedger ledger, RandomAct act, List<AccountNumber> accounts)
    {
        var code = (MoveCode)act.Code;
        var pairs = accounts.SelectMany(from => accounts.Select(to => (from, to)))
            .Where(pair => MoveMatrix.IsAllowed(code, pair.from.Kind, pair.to.Kind))
            .Where(pair => ledger.State.Balance(pair.from, UnitKind.Quota) > 0).ToList();
        if (act.Kind == 19 || pairs.Count == 0)
            return (code, accounts[act.From % accounts.Count], accounts[act.To % accounts.Count]);
        var (from, to) = pairs[act.To % pairs.Count];
        return (code, from, to);
    }

    private static Selection SelectionOf(RandomAct act, MoveCode code)
    {
        if (code == MoveCode.T19 && act.Selection > 3)
            return new Selection.Due(2021 + (act.Selection % 3), 3 * act.Count, 0);
        var last = act.First + act.Count;
        return act.Selection switch
        {
            0 => new Selection.All(UnitKind.Quota),
            1 => new Selection.Line(act.From % 2 == 0 ? "A" : "B", act.Count),
            2 => new Selection.Blocks([new UnitBlock(Some.Quota, new SerialRange(act.First, last))]),
            3 => new Selection.Blocks(
            [
                new UnitBlock(Some.Quota, new SerialRange(act.First, act.First)),
                new UnitBlock(Some.Quota, new SerialRange(act.First + 1, last + 1)),
            ]),
            4 => new Selection.ForYear(2022 + (act.First % 3), act.From % 2 == 0 ? "A" : "capacity", act.Count),
            5 => new Selection.OfTerm(UnitKind.Quota, 2024 + (act.Count % 2)),
            _ => new Selection.Quantity(UnitKind.Quota, act.Count),
        };
    }
}
