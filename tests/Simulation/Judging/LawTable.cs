namespace CarbonRegistry.Simulation.Judging;

/// <summary>
/// The moves that Order 251, Order 221 and the Code know, between types of account as their numbers print them (¶11):
/// 1 issuance, 2 cancellation, 3 surrender, 4 operator of the trading system, 5 installation, 6 offset applicant,
/// 7 reserve, 71 to 74 its subaccounts, 8 gateway, 9 withdrawn. Written once more for the judge, from the law.
/// </summary>
internal static class LawTable
{
    private static readonly int[] Subaccounts = [71, 72, 73, 74];

    /// <summary>True when the law has a move of such units by the code.</summary>
    public static bool Allows(string code, string kind, int from, int to) => Carries(code, kind) && code switch
    {
        "T02" => (from, to) == (1, 7),
        "T03" or "T11" => from == 7 && Subaccounts.Contains(to),
        "T04" => (from, to) == (7, 4),
        "T05" => (from, to) == (1, 5),
        "T06" => (from, to) == (71, 5),
        "T07" => (from, to) == (72, 5),
        "T08" => (from, to) == (74, 5),
        "T09" => (from, to) == (73, 5),
        "T10" or "T12" => (from, to) == (5, 7),
        "T13" => Subaccounts.Contains(from) && Subaccounts.Contains(to) && from != to,
        "T15" or "T16" => from is 5 or 6 && (to == 5 || (to == 6 && kind == "O")),
        "T17" => (from, to) == (4, 5),
        "T18" => from is 5 or 6 && to == 4,
        "T19" or "T20" => (from, to) == (5, 3),
        "T21" => from is 4 or 5 && to == 2,
        "T22" => from is 4 or 5 or 6 && to == 2,
        "T23" => from is 1 or 4 or 5 or 6 or 7 or 71 or 72 or 73 or 74 && to == 9,
        "T24" => (from, to) is (8, 5) or (5, 8),
        "T25" or "T27" => (from, to) == (5, 5),
        "T28" => (from, to) == (73, 3),
        _ => false,
    };

    /// <summary>True when a block of the debited account stops the move: the holder's own acts (C7).</summary>
    public static bool IsStoppedByBlock(string code) =>
        code is "T15" or "T16" or "T17" or "T18" or "T22" or "T24" or "T25" or "T27";

    /// <summary>True when units of the series may lie on an account of the period: that of their own plan.</summary>
    public static bool Fits(NaiveAccount to, int yearOut) =>
        to.Period is not { } period || int.Parse(period[5..], null) == yearOut;

    private static bool Carries(string code, string kind) => code switch
    {
        "T15" or "T16" or "T17" or "T18" or "T19" or "T21" => kind is "Q" or "O",
        "T22" or "T23" or "T25" or "T26" => true,
        "T24" => kind == "I",
        _ => kind == "Q",
    };
}
