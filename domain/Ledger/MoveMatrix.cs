using System.Diagnostics;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Accounts.AccountKind;
using static CarbonRegistry.Domain.Journal.MoveCode;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>From any of these kinds of account to any of those; no kind to come from means out of nothing.</summary>
public sealed record MoveLeg(IReadOnlyList<AccountKind> From, IReadOnlyList<AccountKind> To);

/// <summary>One row of the matrix of moves.</summary>
/// <param name="Code">The row's code.</param>
/// <param name="Legs">Between which kinds of account; empty for T26, which reverses the other rows.</param>
/// <param name="Units">Which kinds of unit.</param>
/// <param name="StoppedByBlock">
/// True for the acts of the holder, which a block of the debited account stops (requirements C7): sales, voluntary
/// cancellation, moves between own installations, moves abroad, and succession, since otherwise a holder could leave
/// a block behind by moving the units on. What the law or the authority takes goes on: surrender, return, liquidation,
/// expiry, withdrawal, correction. An account is always credited, blocked or not.
/// </param>
/// <param name="IsDeal">True when the credited holder acquires by a deal (¶2.4); such units must be for sale.</param>
/// <param name="Paragraph">The provision behind the row.</param>
public sealed record MoveRow(
    MoveCode Code,
    IReadOnlyList<MoveLeg> Legs,
    IReadOnlyList<UnitKind> Units,
    bool StoppedByBlock,
    bool IsDeal,
    string Paragraph)
{
    /// <summary>True for T01 and T14, which bring units out of nothing.</summary>
    public bool IsIssue => Legs.Any(leg => leg.From.Count == 0);

    /// <summary>
    /// True when the units come back to the reserve, where a bar on their sale ends (Code, article 295(8)).
    /// </summary>
    public bool LiftsSaleBar => Code is T10 or T12;

    /// <summary>
    /// True when units under a bar on their sale stay where they are: they may not be sold (Code, article 289(9)), nor
    /// escape their return to the reserve on another installation of the same holder or by a voluntary cancellation
    /// (Code, article 295(8)).
    /// </summary>
    public bool LeavesBarredUnits => IsDeal || Code is T22 or T27;
}

/// <summary>
/// The allowed moves T01 to T28 (requirements 1.7) and the kinds of unit that each kind of account may hold (1.2).
/// Nothing else moves units.
/// </summary>
public static class MoveMatrix
{
    private static readonly UnitKind[] Quota = [UnitKind.Quota];
    private static readonly UnitKind[] Offset = [UnitKind.Offset];
    private static readonly UnitKind[] QuotaAndOffset = [UnitKind.Quota, UnitKind.Offset];
    private static readonly UnitKind[] International = [UnitKind.International];
    private static readonly UnitKind[] Any = [UnitKind.Quota, UnitKind.Offset, UnitKind.International];

    private static readonly AccountKind[] Nothing = [];
    private static readonly AccountKind[] Subaccounts =
        [ReserveNew, ReserveUnaccounted, ReserveCapacity, ReserveTransition];
    private static readonly AccountKind[] Traders = [Installation, OffsetApplicant];
    private static readonly AccountKind[] Holders =
        [Issuance, TradingSystemOperator, Installation, OffsetApplicant, Reserve, .. Subaccounts];

    /// <summary>The table, in the order of the codes.</summary>
    public static IReadOnlyList<MoveRow> Rows { get; } =
    [
        new(T01, [new(Nothing, [Issuance])], Quota, false, false, "¶12"),
        new(T02, [new([Issuance], [Reserve])], Quota, false, false, "¶12"),
        new(T03, [new([Reserve], Subaccounts)], Quota, false, false, "¶12"),
        new(T04, [new([Reserve], [TradingSystemOperator])], Quota, false, false, "¶12"),
        new(T05, [new([Issuance], [Installation])], Quota, false, false, "¶14"),
        new(T06, [new([ReserveNew], [Installation])], Quota, false, false, "¶18"),
        new(T07, [new([ReserveUnaccounted], [Installation])], Quota, false, false, "¶18"),
        new(T08, [new([ReserveTransition], [Installation])], Quota, false, false, "¶18"),
        new(T09, [new([ReserveCapacity], [Installation])], Quota, false, false, "¶19"),
        new(T10, [new([Installation], [Reserve])], Quota, false, false, "¶20"),
        new(T11, [new([Reserve], Subaccounts)], Quota, false, false, "¶20"),
        new(T12, [new([Installation], [Reserve])], Quota, false, false, "¶22"),
        new(T13, [.. Subaccounts.Select(from => new MoveLeg([from], [.. Subaccounts.Where(to => to != from)]))],
            Quota, false, false, "¶23"),
        new(T14, [new(Nothing, [OffsetApplicant])], Offset, false, false, "¶26"),
        new(T15, [new(Traders, Traders)], QuotaAndOffset, true, true, "¶27"),
        new(T16, [new(Traders, Traders)], QuotaAndOffset, true, true, "¶27"),
        new(T17, [new([TradingSystemOperator], [Installation])], QuotaAndOffset, true, true, "Order 221 ¶17"),
        new(T18, [new(Traders, [TradingSystemOperator])], QuotaAndOffset, true, true, "Order 221 ¶8"),
        new(T19, [new([Installation], [Surrender])], QuotaAndOffset, false, false, "¶28"),
        new(T20, [new([Installation], [Surrender])], Quota, false, false, "¶28"),
        new(T21, [new([TradingSystemOperator, Installation], [Cancellation])], QuotaAndOffset, false, false, "¶29"),
        new(T22, [new([TradingSystemOperator, .. Traders], [Cancellation])], Any, true, false, "¶30"),
        new(T23, [new(Holders, [Withdrawn])], Any, false, false, "¶4"),
        new(T24, [new([Gateway], [Installation]), new([Installation], [Gateway])], International, true, false, "¶7"),
        new(T25, [new([Installation], [Installation])], Any, true, false, "¶21"),
        new(T26, [], Any, false, false, "¶8"),
        new(T27, [new([Installation], [Installation])], Quota, true, false, "Code 289(7)"),
        new(T28, [new([ReserveCapacity], [Surrender])], Quota, false, false, "Code 295(10)"),
    ];

    private static readonly bool[,,] Allowed = Tabulate();
    private static readonly int[] UnitMasks = [0, .. Rows.Select(row => Mask(row.Units))];
    private static readonly int[] HoldingMasks = TabulateHoldings();
    private static readonly bool[] StoppedByBlock = [false, .. Rows.Select(row => row.StoppedByBlock)];
    private static readonly bool[] Deals = [false, .. Rows.Select(row => row.IsDeal)];

    /// <summary>The row of a code.</summary>
    public static MoveRow Row(MoveCode code) => Rows[(int)code - 1];

    /// <summary>True when the row has a move between accounts of these kinds.</summary>
    /// <param name="code">The row.</param>
    /// <param name="from">The kind of the debited account; null for units out of nothing.</param>
    /// <param name="to">The kind of the credited account.</param>
    public static bool IsAllowed(MoveCode code, AccountKind? from, AccountKind to) =>
        Allowed[(int)code, from is { } kind ? AccountKinds.IndexOf(kind) : 0, AccountKinds.IndexOf(to)];

    /// <summary>True when units of the kind may go by the row onto an account of that kind.</summary>
    public static bool MayCarry(MoveCode code, UnitKind units, AccountKind to) =>
        (UnitMasks[(int)code] & HoldingMasks[AccountKinds.IndexOf(to)] & (1 << (int)units)) != 0;

    /// <summary>True when a block of the debited account stops the move; see <see cref="MoveRow"/>.</summary>
    public static bool IsStoppedByBlock(MoveCode code) => StoppedByBlock[(int)code];

    /// <summary>True when the move is a deal (¶2.4), which needs units that may be sold.</summary>
    public static bool IsDeal(MoveCode code) => Deals[(int)code];

    /// <summary>The kinds of unit that an account of the kind may hold (requirements 1.2).</summary>
    public static IReadOnlyList<UnitKind> MayHold(AccountKind kind) => kind switch
    {
        Issuance or Reserve or ReserveNew or ReserveUnaccounted or ReserveCapacity or ReserveTransition => Quota,
        TradingSystemOperator or Surrender => QuotaAndOffset,
        OffsetApplicant => Offset,
        Gateway => International,
        Cancellation or Withdrawn or Installation => Any,
        _ => throw new UnreachableException(),
    };

    private static bool[,,] Tabulate()
    {
        var allowed = new bool[Rows.Count + 1, AccountKinds.Count, AccountKinds.Count];
        foreach (var row in Rows)
            foreach (var leg in row.Legs)
                foreach (var to in leg.To.Select(AccountKinds.IndexOf))
                {
                    if (leg.From.Count == 0)
                        allowed[(int)row.Code, 0, to] = true;
                    foreach (var from in leg.From.Select(AccountKinds.IndexOf))
                    {
                        allowed[(int)row.Code, from, to] = true;
                        allowed[(int)T26, to, from] = true;
                    }
                }
        return allowed;
    }

    private static int[] TabulateHoldings()
    {
        var masks = new int[AccountKinds.Count];
        foreach (var kind in Enum.GetValues<AccountKind>())
            masks[AccountKinds.IndexOf(kind)] = Mask(MayHold(kind));
        return masks;
    }

    private static int Mask(IEnumerable<UnitKind> kinds) => kinds.Aggregate(0, (mask, kind) => mask | (1 << (int)kind));
}
