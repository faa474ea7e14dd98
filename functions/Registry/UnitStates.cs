using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Functions.Registry;

/// <summary>The state of units, in the words of ¶4: it follows from the account that holds them.</summary>
internal static class UnitStates
{
    /// <summary>The state's name.</summary>
    public static string Of(AccountState account, UnitAttributes attributes) => account.Kind switch
    {
        AccountKind.Cancellation => "cancelled",
        AccountKind.Surrender => "surrendered",
        AccountKind.Withdrawn => "withdrawn",
        AccountKind.Reserve or AccountKind.ReserveNew or AccountKind.ReserveUnaccounted => "reserved",
        AccountKind.ReserveCapacity or AccountKind.ReserveTransition => "reserved",
        AccountKind.Issuance or AccountKind.TradingSystemOperator or AccountKind.Installation =>
            Held(account, attributes),
        AccountKind.OffsetApplicant or AccountKind.Gateway => Held(account, attributes),
        _ => throw new ArgumentOutOfRangeException(nameof(account), account.Kind, null),
    };

    private static string Held(AccountState account, UnitAttributes attributes) =>
        account.IsBlocked ? "blocked" : attributes.NotForSale ? "notForSale" : "held";
}
