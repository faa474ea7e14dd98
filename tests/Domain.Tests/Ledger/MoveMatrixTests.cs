using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>The matrix of moves against the text of requirements 1.7, written a second time.</summary>
public sealed class MoveMatrixTests
{
    /// <summary>
    /// Types of account as their numbers print them; 0 is out of nothing. Units Q, O, I; S = stopped by a block of the
    /// debited account; D = a deal.
    /// </summary>
    private const string Expected = """
        T01  0              1            Q    -
        T02  1              7            Q    -
        T03  7              71,72,73,74  Q    -
        T04  7              4            Q    -
        T05  1              5            Q    -
        T06  71             5            Q    -
        T07  72             5            Q    -
        T08  74             5            Q    -
        T09  73             5            Q    -
        T10  5              7            Q    -
        T11  7              71,72,73,74  Q    -
        T12  5              7            Q    -
        T13  71             72,73,74     Q    -
        T13  72             71,73,74     Q    -
        T13  73             71,72,74     Q    -
        T13  74             71,72,73     Q    -
        T14  0              6            O    -
        T15  5,6            5,6          QO   SD
        T16  5,6            5,6          QO   SD
        T17  4              5            QO   SD
        T18  5,6            4            QO   SD
        T19  5              3            QO   -
        T20  5              3            Q    -
        T21  4,5            2            QO   -
        T22  4,5,6          2            QOI  S
        T23  1,4,5,6,7,71,72,73,74  9    QOI  -
        T24  8              5            I    S
        T24  5              8            I    S
        T25  5              5            QOI  S
        T27  5              5            Q    S
        T28  73             3            Q    -
        """;

    private static readonly (MoveCode Code, int[] From, int[] To, string Units, string Signs)[] Table =
    [
        .. Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(cells => (
            Enum.Parse<MoveCode>(cells[0]), Numbers(cells[1]), Numbers(cells[2]), cells[3], cells[4])),
    ];

    [Fact]
    public void IsAllowed_EveryCodeAndPairOfKinds_IsAsTheTableSays()
    {
        var wrong = new List<string>();
        var pairs = 0;
        foreach (var code in Enum.GetValues<MoveCode>())
            foreach (var from in Enum.GetValues<AccountKind>().Select(kind => (AccountKind?)kind).Prepend(null))
                foreach (var to in Enum.GetValues<AccountKind>())
                {
                    pairs++;
                    if (MoveMatrix.IsAllowed(code, from, to) != IsExpected(code, from, to))
                        wrong.Add($"{code} {from} -> {to}");
                }
        Assert.Empty(wrong);
        Assert.Equal(28 * 14 * 13, pairs);
    }

    [Fact]
    public void Rows_EveryCode_HasUnitsAndSignsOfTheTable()
    {
        foreach (var expected in Table)
        {
            var row = MoveMatrix.Row(expected.Code);
            Assert.Equal(expected.Code, row.Code);
            Assert.Equal(expected.Units, string.Concat(row.Units.Select(kind => kind.ToString()[0])));
            Assert.Equal(expected.Signs.Contains('S'), row.StoppedByBlock);
            Assert.Equal(expected.Signs.Contains('D'), row.IsDeal);
            Assert.Equal(row.StoppedByBlock, MoveMatrix.IsStoppedByBlock(row.Code));
            Assert.Equal(row.IsDeal, MoveMatrix.IsDeal(row.Code));
        }
    }

    [Fact]
    public void Rows_All_StandInTheOrderOfTheirCodesWithAProvision()
    {
        Assert.Equal(Enum.GetValues<MoveCode>(), MoveMatrix.Rows.Select(row => row.Code));
        Assert.All(MoveMatrix.Rows, row => Assert.Matches("¶|Code ", row.Paragraph));
    }

    [Theory]
    [InlineData(AccountKind.Issuance, "Q")]
    [InlineData(AccountKind.Cancellation, "QOI")]
    [InlineData(AccountKind.Surrender, "QO")]
    [InlineData(AccountKind.TradingSystemOperator, "QO")]
    [InlineData(AccountKind.Installation, "QOI")]
    [InlineData(AccountKind.OffsetApplicant, "O")]
    [InlineData(AccountKind.Reserve, "Q")]
    [InlineData(AccountKind.Gateway, "I")]
    [InlineData(AccountKind.Withdrawn, "QOI")]
    [InlineData(AccountKind.ReserveNew, "Q")]
    [InlineData(AccountKind.ReserveUnaccounted, "Q")]
    [InlineData(AccountKind.ReserveCapacity, "Q")]
    [InlineData(AccountKind.ReserveTransition, "Q")]
    public void MayCarry_ACorrection_IsBoundByWhatTheAccountMayHold(AccountKind kind, string units)
    {
        foreach (var unit in Enum.GetValues<UnitKind>())
            Assert.Equal(units.Contains(unit.ToString()[0]), MoveMatrix.MayCarry(MoveCode.T26, unit, kind));
    }

    private static bool IsExpected(MoveCode code, AccountKind? from, AccountKind to) => code == MoveCode.T26
        ? from is { } debited && Table.Any(row => row.From.Contains((int)to) && row.To.Contains((int)debited))
        : Table.Any(row => row.Code == code && row.From.Contains((int)(from ?? 0)) && row.To.Contains((int)to));

    private static int[] Numbers(string cell) =>
        [.. cell.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
