namespace CarbonRegistry.Verifier;

/// <summary>
/// What Order 251 allows, as far as entries alone can show it: between which accounts each kind of entry moves which
/// units, what an account may hold, and what a block of an account stops. Types of account are the digits in their
/// numbers, 0 for units out of nothing.
/// </summary>
internal static class MoveLaw
{
    private const int Codes = 29;

    /// <summary>One more than the greatest <see cref="IndexOf"/>.</summary>
    public const int Types = 14;

    private const string Table = """
        T01 Q   0>1                           ¶12.2
        T02 Q   1>7                           ¶12.3
        T03 Q   7>71,72,73,74                 ¶12.3
        T04 Q   7>4                           ¶12.3
        T05 Q   1>5                           ¶14
        T06 Q   71>5                          ¶18
        T07 Q   72>5                          ¶18
        T08 Q   74>5                          ¶18
        T09 Q   73>5                          ¶19
        T10 Q   5>7                           ¶20
        T11 Q   7>71,72,73,74                 ¶20, ¶22
        T12 Q   5>7                           ¶22
        T13 Q   71>72,73,74                   ¶23
        T13 Q   72>71,73,74                   ¶23
        T13 Q   73>71,72,74                   ¶23
        T13 Q   74>71,72,73                   ¶23
        T14 O   0>6                           ¶26
        T15 QO  5,6>5,6                       ¶27
        T16 QO  5,6>5,6                       ¶27
        T17 QO  4>5                           ¶27
        T18 QO  5,6>4                         ¶27
        T19 QO  5>3                           ¶28
        T20 Q   5>3                           ¶28
        T21 QO  4,5>2                         ¶29
        T22 QOI 4,5,6>2                       ¶30
        T23 QOI 1,4,5,6,7,71,72,73,74>9       ¶4
        T24 I   8>5                           ¶7
        T24 I   5>8                           ¶7
        T25 QOI 5>5                           ¶21
        T27 Q   5>5                           Code 289(7)
        T28 Q   73>3                          Code 295(10)
        """;

    /// <summary>What an account may hold, by its type.</summary>
    private const string Holdings = """
        1 Q
        2 QOI
        3 QO
        4 QO
        5 QOI
        6 O
        7 Q
        71 Q
        72 Q
        73 Q
        74 Q
        8 I
        9 QOI
        """;

    private static readonly byte[] Allowed = ReadTable();
    private static readonly byte[] MayHold = ReadHoldings();

    /// <summary>True when the entry may move units of the kind from the one type of account to the other.</summary>
    /// <param name="code">1 to 28; a correction, 26, is judged by the entry that it reverses.</param>
    /// <param name="kind">1 quota, 2 offset, 3 international.</param>
    /// <param name="from">The debited type; 0 for nothing.</param>
    /// <param name="to">The credited type.</param>
    public static bool Allows(int code, int kind, int from, int to) =>
        (Allowed[(((code * Types) + IndexOf(from)) * Types) + IndexOf(to)] & (1 << kind)) != 0;

    /// <summary>True when an account of the type may hold units of the kind.</summary>
    public static bool Holds(int type, int kind) => (MayHold[IndexOf(type)] & (1 << kind)) != 0;

    /// <summary>
    /// ¶15: what the holder does with its units is stopped while its account is blocked; what the law or the authority
    /// takes goes on.
    /// </summary>
    public static bool IsStoppedByBlock(int code) => code is 15 or 16 or 17 or 18 or 22 or 24 or 25 or 27;

    /// <summary>1 to 9 for themselves, 71 to 74 after them.</summary>
    public static int IndexOf(int type) => type < 10 ? type : type - 61;

    private static byte[] ReadTable()
    {
        var allowed = new byte[Codes * Types * Types];
        foreach (var words in Words(Table))
        {
            var (code, sides) = (Number(words[0][1..]), words[2].Split('>'));
            foreach (var from in sides[0].Split(','))
                foreach (var to in sides[1].Split(','))
                {
                    var at = (((code * Types) + IndexOf(Number(from))) * Types) + IndexOf(Number(to));
                    allowed[at] |= Kinds(words[1]);
                }
        }
        return allowed;
    }

    private static byte[] ReadHoldings()
    {
        var kinds = new byte[Types];
        foreach (var words in Words(Holdings))
            kinds[IndexOf(Number(words[0]))] = Kinds(words[1]);
        return kinds;
    }

    private static IEnumerable<string[]> Words(string table) =>
        table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte Kinds(string letters) => (byte)letters.Aggregate(
        0, (mask, letter) => mask | (1 << ("QOI".IndexOf(letter, StringComparison.Ordinal) + 1)));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
