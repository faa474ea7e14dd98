using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

/// <summary>
/// The moves that Order 251 knows, written down a second time from its text and from requirements 1.7, so that a
/// mistake in the first table is seen. Accounts are named by the digits in their numbers: 1 issuance, 2 cancellation,
/// 3 surrender, 4 operator of the trading system, 5 installation, 6 offset applicant, 7 reserve, 71 to 74 its
/// subaccounts, 8 gateway, 9 withdrawn.
/// </summary>
internal static class LawOfMoves
{
    private const string Table = """
        T01 Q 0>1              ¶12.2
        T02 Q 1>7              ¶12.3
        T03 Q 7>71,72,73,74    ¶12.3
        T04 Q 7>4              ¶12.3
        T05 Q 1>5              ¶14
        T06 Q 71>5             ¶18
        T07 Q 72>5             ¶18
        T08 Q 74>5             ¶18
        T09 Q 73>5             ¶19
        T10 Q 5>7              ¶20
        T11 Q 7>71,72,73,74    ¶20, ¶22
        T12 Q 5>7              ¶22
        T13 Q 71>72,73,74      ¶23
        T13 Q 72>71,73,74      ¶23
        T13 Q 73>71,72,74      ¶23
        T13 Q 74>71,72,73      ¶23
        T14 O 0>6              ¶26
        T15 QO 5,6>5,6         ¶27
        T16 QO 5,6>5,6         ¶27
        T17 QO 4>5             ¶27
        T18 QO 5,6>4           ¶27
        T19 QO 5>3             ¶28
        T20 Q 5>3              ¶28
        T21 QO 4,5>2           ¶29
        T22 QOI 4,5,6>2        ¶30
        T23 QOI 1,4,5,6,7,71,72,73,74>9  ¶4
        T24 I 8>5              ¶7
        T24 I 5>8              ¶7
        T25 QOI 5>5            ¶21
        T27 Q 5>5              Code 289(7)
        T28 Q 73>3             Code 295(10)
        """;

    private static readonly HashSet<(MoveCode, char, int, int)> Allowed = Read();

    /// <summary>True when the row has the move; of T26 the corrected entry decides.</summary>
    /// <param name="code">The row.</param>
    /// <param name="units">What moves.</param>
    /// <param name="from">The digits of the debited kind of account; 0 for units out of nothing.</param>
    /// <param name="to">The digits of the credited kind.</param>
    public static bool Allows(MoveCode code, UnitKind units, int from, int to) =>
        Allowed.Contains((code, Letter(units), from, to)) && MayHold((AccountKind)to, units);

    /// <summary>¶2.3, ¶2.5, ¶4: what lies there is out of circulation for good.</summary>
    public static bool IsFinal(AccountKind kind) =>
        kind is AccountKind.Cancellation or AccountKind.Surrender or AccountKind.Withdrawn;

    /// <summary>An offset applicant holds offset units alone.</summary>
    private static bool MayHold(AccountKind kind, UnitKind units) =>
        kind != AccountKind.OffsetApplicant || units == UnitKind.Offset;

    private static char Letter(UnitKind units) => units switch
    {
        UnitKind.Quota => 'Q',
        UnitKind.Offset => 'O',
        UnitKind.International => 'I',
        _ => '?',
    };

    private static HashSet<(MoveCode, char, int, int)> Read()
    {
        var allowed = new HashSet<(MoveCode, char, int, int)>();
        foreach (var line in Table.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var sides = words[2].Split('>');
            foreach (var letter in words[1])
                foreach (var from in sides[0].Split(','))
                    foreach (var to in sides[1].Split(','))
                        allowed.Add((Enum.Parse<MoveCode>(words[0]), letter, Digits(from), Digits(to)));
        }
        return allowed;
    }

    private static int Digits(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
