using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.SecondBook;

public sealed class LawOfMovesTests
{
    /// <summary>Two tables, written down apart from each other, say the same of every possible move.</summary>
    [Fact]
    public void BothTables_OfEveryCodeUnitAndPairOfAccounts_Agree()
    {
        foreach (var code in Enum.GetValues<MoveCode>().Where(code => code != MoveCode.T26))
            foreach (var units in Enum.GetValues<UnitKind>())
                foreach (var to in Enum.GetValues<AccountKind>())
                {
                    Agree(code, units, null, to);
                    foreach (var from in Enum.GetValues<AccountKind>())
                        Agree(code, units, from, to);
                }
    }

    private static void Agree(MoveCode code, UnitKind units, AccountKind? from, AccountKind to)
    {
        var first = MoveMatrix.IsAllowed(code, from, to) && MoveMatrix.MayCarry(code, units, to);
        var second = LawOfMoves.Allows(code, units, (int)(from ?? 0), (int)to);
        Assert.True(first == second, $"{code} {units} {from} -> {to}: the first book says {first}");
    }
}
