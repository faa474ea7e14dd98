using CarbonRegistry.Domain.Law;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>
/// Postings as tables that a lawyer can read. Every table starts with all accounts of the system open, and the
/// accounts of the installations A and B, of different holders.
/// </summary>
public sealed class LedgerTableTests
{
    /// <summary>Each reason of the ledger once, in the order of the codes, each with what leads to it.</summary>
    private const string Reasons = """
        T01      -         issuance               100@2022/A 50@2023/A 250@2022/B 100@2022/reserve of 500  ok
        T05      issuance  A                      line A 150                         ok
        T05      issuance  B                      line B 250                         ok
        open     -         holder-a               A                                  AccountExists
        open     -         -                      reserve                            AccountExists
        T15      C         B                      quota 1                            AccountNotFound
        T15      A         KZ-5-99-47             quota 1                            AccountNotFound
        open     -         holder-c               C                                  ok
        close    C         -                      -                                  ok
        T15      C         B                      quota 1                            AccountClosed
        T15      A         C                      quota 1                            AccountClosed
        block    A         -                      notSubmitted                       ok
        T15      A         B                      quota 1                            AccountBlocked
        block    A         -                      notSubmitted                       AlreadyBlocked
        unblock  A         -                      notSubmitted,incomplete            ok
        unblock  A         -                      notSubmitted,incomplete            NotBlocked
        T05      A         B                      quota 1                            MoveNotAllowed
        T26      A         B                      quota 1                            MoveNotAllowed
        T15      A         A                      quota 1                            SameAccount
        T15      A         B                      quota 0                            QuantityNotPositive
        T15      A         B                      quota -5                           QuantityNotPositive
        T05      issuance  A                      line A 0                           QuantityNotPositive
        T15      A         B                      none                               QuantityNotPositive
        T15      A         B                      international 1                    UnitKindNotAllowed
        T19      A         surrender              KZ-I-2022-2030-1                   UnitKindNotAllowed
        T15      A         B                      KZ-Q-2022-2025-151                 BlockNotHeld
        T15      A         B                      KZ-Q-2022-2025-150:151             BlockNotHeld
        T15      A         B                      KZ-Q-2022-2025-1:9 KZ-Q-2022-2025-9:10  BlockNotHeld
        T15      A         B                      quota 151                          InsufficientUnits
        T05      issuance  A                      line A 150                         InsufficientUnits
        T02      issuance  reserve                line reserve 101                   InsufficientUnits
        T01      -         issuance               1@2022/A of 500                    PlanExceeded
        T01      -         issuance               1@2022/A of 600                    AlreadyIssued
        open     -         holder-d               offsetApplicant                    ok
        T14      -         KZ-6-1-12              5@0! 5@0 of 10                     ok
        T15      KZ-6-1-12  A                     offset 6                           NotForSale
        T15      KZ-6-1-12  A                     KZ-O-2022-0000-1                   NotForSale
        T15      A         B                      quota 10                           ok
        correct  -         -                      #38 doctored                       CorrectionMismatch
        correct  -         -                      #1                                 CorrectionNotAllowed
        correct  -         -                      #8                                 CorrectionNotAllowed
        correct  -         -                      #38                                ok
        correct  -         -                      #38                                CorrectionNotAllowed
        correct  -         -                      #42                                CorrectionNotAllowed
        T02      issuance  reserve                line reserve 100                   ok
        split    reserve   -                      reserveNew 40, reserveUnaccounted 20, reserveCapacity 30  ok
        T09      reserveCapacity  A               year 2023 capacityIncrease 31      ReserveShort
        topUp    -         reserveNew             1                                  TargetIsLargest
        topUp    -         reserveTransition      41                                 LargestNotEnough
        topUp    -         reserveCapacity        5                                  ok
        topUp    -         reserveTransition      5                                  LargestTied
        T09      reserveCapacity  A               year 2023 capacityIncrease 31      ok
        T09      reserveCapacity  B               year 2022 capacityIncrease 4       ok
        holds    reserveCapacity  -               -                                  -
        T19      A         surrender              due 2022 5                         ok
        T19      A         surrender              due 2022 5                         AlreadySurrendered
        """;

    [Fact]
    public void Decide_EachReasonToRefuse_IsGivenForItsExample()
    {
        var refusals = LedgerTable.Run(Reasons).Refusals;
        Assert.Equal(refusals.Order(), refusals);
        // The ledger has no plans and no applications; what these refuse is decided before it is asked.
        var ledgerCodes = Enum.GetValues<RefusalCode>()
            .Where(code => (int)code is (>= 303 and <= 310) or (>= 401 and <= 414) or (int)AlreadySurrendered)
            .Except([YearOutsidePlan]);
        Assert.Equal(ledgerCodes, refusals.Distinct());
    }

    [Fact]
    public void Decide_APlanFromIssueToExpiry_LeavesTheTotalsOfTheLaw() => LedgerTable.Run("""
        T01    -          issuance               60@2022/A 40@2023/A 50@2022/B 20@2022/reserve of 170  ok
        flows  -          -                      issued 170 held 170                ok
        T02    issuance   reserve                line reserve 20                    ok
        split  reserve  -  reserveNew 5, reserveUnaccounted 4, reserveCapacity 3, reserveTransition 2  ok
        T04    reserve    tradingSystemOperator  quota 6                            ok
        flows  -          -                      issued 170 held 170 reserved 14    ok
        T05    issuance   A                      line A 100                         ok
        T05    issuance   B                      line B 50                          ok
        holds  issuance   -                      -                                  -
        holds  A          -                      Q-2022-2025-1:60@2022 Q-2022-2025-61:100@2023  -
        T06    reserveNew         A              quota 1                            ok
        T07    reserveUnaccounted  A             quota 1                            ok
        T08    reserveTransition  A              quota 1                            ok
        T09    reserveCapacity    A              quota 1                            ok
        T10    A          reserve                quota 30                           ok
        holds  reserve    -                      Q-2022-2025-1:30@2022              -
        T11    reserve    reserveNew             quota 10                           ok
        T13    reserveNew         reserveCapacity  quota 12                         ok
        T15    A          B                      quota 10                           ok
        T16    B          A                      quota 4                            ok
        T17    tradingSystemOperator  B          quota 2                            ok
        T18    B          tradingSystemOperator  quota 1                            ok
        flows  -          -                      issued 170 held 170 transferred 17 acquired 17 reserved 40  ok
        T25    A          B                      quota 1                            ok
        T27    A          B                      quota 1                            ok
        T19    A          surrender              quota 20                           ok
        T20    A          surrender              quota 1                            ok
        T28    reserveCapacity    surrender      quota 2                            ok
        T21    tradingSystemOperator  cancellation  all quota                       ok
        T22    B          cancellation           quota 3                            ok
        flows  -          -  issued 170 held 139 transferred 19 acquired 17 reserved 38 cancelled 8 surrendered 23  ok
        T23    reserve    withdrawn              quota 8                            ok
        holds  withdrawn  -                      Q-2022-2025-11:18@2022             -
        T12    A          reserve                all quota                          ok
        T12    A          reserve                all quota                          nothing
        again  -          -                      #34                                already
        again  -          -                      #35                                nothing
        """);

    [Fact]
    public void Decide_AQuantity_TakesEarliestTermThenAllocationYearThenLowestSerial() => LedgerTable.Run("""
        T01    -         issuance  5@2023/A 5@2022/A 5@2022/B of 15      ok
        T05    issuance  A         line A 10                             ok
        T05    issuance  A         line B 5                              ok
        holds  A         -         Q-2022-2025-6:10@2022 Q-2022-2025-11:15@2022 Q-2022-2025-1:5@2023  -
        T15    A         B         quota 7                               ok
        holds  B         -         Q-2022-2025-6:10@2022 Q-2022-2025-11:12@2022  -
        holds  A         -         Q-2022-2025-13:15@2022 Q-2022-2025-1:5@2023   -
        T15    A         B         KZ-Q-2022-2025-2:3 KZ-Q-2022-2025-5           ok
        holds  A         -         Q-2022-2025-13:15@2022 Q-2022-2025-1@2023 Q-2022-2025-4@2023  -
        correct  -       -         #8                                    ok
        holds  A         -         Q-2022-2025-13:15@2022 Q-2022-2025-1:5@2023   -
        """);

    [Fact]
    public void Decide_ABlockedAccount_StopsTheHoldersActsOnly() => LedgerTable.Run("""
        T01      -         issuance      50@2022/A 50@2022/B of 100  ok
        T05      issuance  A             line A 50                ok
        T05      issuance  B             line B 50                ok
        block    A         -             notSubmitted             ok
        block    A         -             incomplete               ok
        flows    -         -             issued 100 held 100 blocked 50  ok
        T15      A         B             quota 1                  AccountBlocked
        T16      A         B             quota 1                  AccountBlocked
        T18      A         tradingSystemOperator  quota 1         AccountBlocked
        T22      A         cancellation  quota 1                  AccountBlocked
        T25      A         B             quota 1                  AccountBlocked
        T27      A         B             quota 1                  AccountBlocked
        T15      B         A             quota 1                  ok
        T10      A         reserve       quota 1                  ok
        T19      A         surrender     quota 1                  ok
        T20      A         surrender     quota 1                  ok
        T21      A         cancellation  quota 1                  ok
        T23      A         withdrawn     quota 1                  ok
        correct  -         -             #13                      ok
        unblock  A         -             notSubmitted             ok
        T15      A         B             quota 1                  AccountBlocked
        unblock  A         -             notSubmitted             NotBlocked
        T12      A         reserve       quota 1                  ok
        unblock  A         -             incomplete               ok
        T15      A         B             quota 1                  ok
        """);

    [Fact]
    public void Decide_ACorrection_MovesExactlyTheBlocksBackOnce() => LedgerTable.Run("""
        T01      -         issuance     10@2022/A! 10@2022/A of 20  ok
        T05      issuance  A            line A 20                   ok
        T10      A         reserve      quota 15                    ok
        holds    reserve   -            Q-2022-2025-1:15@2022       -
        correct  -         -            #3                          ok
        holds    A         -            Q-2022-2025-1:10@2022! Q-2022-2025-11:20@2022  -
        T19      A         surrender    quota 5                     ok
        correct  -         -            #7                          ok
        flows    -         -            issued 20 held 20           ok
        T15      A         B            quota 10                    ok
        T15      B         A            KZ-Q-2022-2025-12           ok
        correct  -         -            #10                         BlockNotHeld
        T15      A         B            KZ-Q-2022-2025-12           ok
        correct  -         -            #10                         ok
        block    A         -            notSubmitted                ok
        T12      A         reserve      all quota                   ok
        correct  -         -            #16                         ok
        """);

    [Fact]
    public void Decide_ABarOnSale_SparesSalesAndEndsInTheReserve() => LedgerTable.Run("""
        T01    -         issuance   10@2022/A! 10@2022/A of 20  ok
        T05    issuance  A          line A 20                   ok
        T15    A         B          quota 11                    NotForSale
        T15    A         B          quota 21                    InsufficientUnits
        T15    A         B          quota 10                    ok
        holds  B         -          Q-2022-2025-11:20@2022      -
        T16    A         B          all quota                   nothing
        T27    A         B          quota 2                     NotForSale
        T22    A         cancellation  quota 2                  NotForSale
        holds  B         -          Q-2022-2025-11:20@2022      -
        T12    A         reserve    all quota                   ok
        holds  reserve   -          Q-2022-2025-1:10@2022       -
        """);

    [Fact]
    public void Decide_PartsOfOneAct_NeverTakeTheSameUnits() => LedgerTable.Run("""
        T01    -          issuance   10@2022/A of 10                            ok
        T02    issuance   reserve    line A 10                                  ok
        split  reserve    -          reserveNew 4, reserveCapacity 7            InsufficientUnits
        split  reserve    -          reserveNew 0, reserveCapacity 11           QuantityNotPositive
        split  reserve    -          reserveNew 4, reserveNew 3, reserveCapacity 3  ok
        holds  reserveNew  -         Q-2022-2025-1:7@2022                       -
        holds  reserveCapacity  -    Q-2022-2025-8:10@2022                      -
        holds  reserve    -          -                                          -
        """);

    [Fact]
    public void Totals_MovesOfOneHolder_AreNoTransfer() => LedgerTable.Run("""
        open   -         holder-a  C                 ok
        T01    -         issuance  10@2022/A of 10   ok
        T05    issuance  A         line A 10         ok
        T27    A         C         quota 4           ok
        flows  -         -         issued 10 held 10  ok
        holder  C        -         holder-c          ok
        T27    A         C         quota 4           ok
        T15    A         C         quota 1           ok
        flows  -         -         issued 10 held 10 transferred 5 acquired 1  ok
        """);
}
