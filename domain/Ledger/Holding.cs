using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Consecutive units with the same attributes on one account; neighbours that could merge have merged.
/// </summary>
/// <param name="Block">The units.</param>
/// <param name="Attributes">What the registry knows of them.</param>
public sealed record Holding(UnitBlock Block, UnitAttributes Attributes);

/// <summary>Where one unit is.</summary>
/// <param name="Account">The account that holds it.</param>
/// <param name="Block">The holding of which it is a part.</param>
/// <param name="Attributes">What the registry knows of the holding.</param>
public sealed record UnitLocation(AccountNumber Account, UnitBlock Block, UnitAttributes Attributes);

/// <summary>
/// The counters of ¶4 for one kind of unit and one period. Stocks: issued = held + cancelled + surrendered +
/// withdrawn, and reserved and blocked are parts of held. Flows since the start: transferred, acquired.
/// </summary>
/// <param name="UnitKind">The kind of unit.</param>
/// <param name="Period">The years of the series as in its number: <c>2022-2025</c>, <c>2022-0000</c>.</param>
/// <param name="Issued">Ever put into circulation.</param>
/// <param name="Held">On accounts other than the three sinks.</param>
/// <param name="Transferred">Ever moved from one person's account to another person's (¶2.2).</param>
/// <param name="Acquired">The part of the transferred that went under a deal (¶2.4).</param>
/// <param name="Reserved">On the reserve and its subaccounts.</param>
/// <param name="Blocked">On blocked accounts.</param>
/// <param name="Cancelled">On the cancellation account.</param>
/// <param name="Surrendered">On the surrender account.</param>
/// <param name="Withdrawn">On the account of withdrawn units.</param>
public sealed record TotalsRow(
    UnitKind UnitKind,
    string Period,
    long Issued,
    long Held,
    long Transferred,
    long Acquired,
    long Reserved,
    long Blocked,
    long Cancelled,
    long Surrendered,
    long Withdrawn);

/// <summary>
/// What was surrendered for an installation's emissions of a year (¶28). The default value is nothing.
/// </summary>
/// <param name="Units">All units.</param>
/// <param name="Offsets">The offset units among them.</param>
public readonly record struct YearSurrender(long Units, long Offsets);

/// <summary>A ground on which an account is blocked (¶15).</summary>
/// <param name="Ground">The ground as the notice names it.</param>
/// <param name="Since">When the block was posted.</param>
/// <param name="Procedure">The procedure that posted it.</param>
public sealed record BlockGround(string Ground, DateTimeOffset Since, string Procedure);
