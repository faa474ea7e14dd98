namespace CarbonRegistry.Domain.Plans;

/// <summary>The names of the reserve categories in documents and answers, such as <c>newInstallations</c>.</summary>
public static class ReserveCategoryName
{
    /// <summary>All five categories in the order of the Code, article 290(5).</summary>
    public static IReadOnlyList<ReserveCategory> All { get; } =
    [
        ReserveCategory.NewInstallations,
        ReserveCategory.UnaccountedInstallations,
        ReserveCategory.CapacityIncrease,
        ReserveCategory.AdministeredTransition,
        ReserveCategory.Auction,
    ];

    /// <summary>The name of a category in camelCase.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the five.</exception>
    public static string Of(ReserveCategory category) => category switch
    {
        ReserveCategory.NewInstallations => "newInstallations",
        ReserveCategory.UnaccountedInstallations => "unaccountedInstallations",
        ReserveCategory.CapacityIncrease => "capacityIncrease",
        ReserveCategory.AdministeredTransition => "administeredTransition",
        ReserveCategory.Auction => "auction",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "The reserve has five categories."),
    };

    /// <summary>Reads a name as <see cref="Of"/> writes it; case matters.</summary>
    public static bool TryParse(string? name, out ReserveCategory category)
    {
        foreach (var candidate in All)
        {
            category = candidate;
            if (Of(candidate) == name)
                return true;
        }
        category = default;
        return false;
    }
}
