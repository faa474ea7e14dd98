namespace CarbonRegistry.Domain.Plans;

/// <summary>The five categories of the reserve of the National Plan (Code, article 290(5)).</summary>
public enum ReserveCategory
{
    /// <summary>New installations, subaccount 71.</summary>
    NewInstallations = 1,

    /// <summary>Previously unaccounted installations, subaccount 72.</summary>
    UnaccountedInstallations = 2,

    /// <summary>Increase of capacity, the source of additional quota, subaccount 73.</summary>
    CapacityIncrease = 3,

    /// <summary>Administered installations that become quota installations, subaccount 74.</summary>
    AdministeredTransition = 4,

    /// <summary>
    /// Auction: handed to the operator of the trading system (Code, article 290(10)); it has no subaccount.
    /// </summary>
    Auction = 5,
}
