using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Accounts;

/// <summary>What follows from the kind of an account alone (requirements 1.2).</summary>
public static class AccountKinds
{
    /// <summary>
    /// One more than the greatest <see cref="IndexOf"/>: the length of a table by kind; place 0 is free.
    /// </summary>
    internal const int Count = 14;

    /// <summary>A sink is debited by a correction only: cancellation, surrender, withdrawn.</summary>
    public static bool IsSink(this AccountKind kind) =>
        kind is AccountKind.Cancellation or AccountKind.Surrender or AccountKind.Withdrawn;

    /// <summary>The reserve of a plan or one of its subaccounts (¶11.7).</summary>
    public static bool IsReserve(this AccountKind kind) => kind is AccountKind.Reserve
        or AccountKind.ReserveNew or AccountKind.ReserveUnaccounted
        or AccountKind.ReserveCapacity or AccountKind.ReserveTransition;

    /// <summary>There is one account of the kind for each period of a plan.</summary>
    public static bool IsOfPeriod(this AccountKind kind) => kind == AccountKind.Issuance || kind.IsReserve();

    /// <summary>There is at most one account of the kind, or one for each period.</summary>
    public static bool IsUnique(this AccountKind kind) =>
        kind is not (AccountKind.Installation or AccountKind.OffsetApplicant);

    /// <summary>The subaccount of a category of the reserve; null for auction, which has none.</summary>
    public static AccountKind? SubaccountOf(ReserveCategory category) => category switch
    {
        ReserveCategory.NewInstallations => AccountKind.ReserveNew,
        ReserveCategory.UnaccountedInstallations => AccountKind.ReserveUnaccounted,
        ReserveCategory.CapacityIncrease => AccountKind.ReserveCapacity,
        ReserveCategory.AdministeredTransition => AccountKind.ReserveTransition,
        ReserveCategory.Auction => null,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    /// <summary>
    /// A dense number from 1 to 13, for tables by kind; for what is no kind, a number outside of these.
    /// </summary>
    internal static int IndexOf(AccountKind kind) => kind switch
    {
        >= AccountKind.ReserveNew => (int)kind - (int)AccountKind.ReserveNew + 10,
        > AccountKind.Withdrawn => 0,
        _ => (int)kind,
    };
}
