using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// A National Carbon Quota Plan as its workbook states it (Code, article 290; Order 251, ¶12). A value of this type has
/// passed <see cref="PlanCheck"/>: codes are unique, all five reserve categories are there, and
/// allocations + reserve = <see cref="Total"/>.
/// </summary>
/// <param name="Period">The years of the plan.</param>
/// <param name="Order">The number of the order that approved the plan, as written, 1 to 100 characters.</param>
/// <param name="ApprovedOn">The day of the order.</param>
/// <param name="InForceOn">The day of entry into force, not before the approval.</param>
/// <param name="Total">All units of the period, the reserve included.</param>
/// <param name="Installations">The quota installations in the order of the workbook.</param>
/// <param name="Reserve">The five categories of the reserve in the order of the Code.</param>
public sealed record NationalPlan(
    PlanPeriod Period,
    string Order,
    DateOnly ApprovedOn,
    DateOnly InForceOn,
    long Total,
    IReadOnlyList<PlanInstallation> Installations,
    IReadOnlyList<ReserveLine> Reserve)
{
    /// <summary>The line of an installation; null when the plan does not name it.</summary>
    /// <param name="code">The installation's code.</param>
    public PlanInstallation? Find(string code) => Installations.FirstOrDefault(line => line.Code == code);

    /// <summary>The units allocated to installations over the whole period.</summary>
    public long Allocated => Installations.Sum(installation => installation.Total);

    /// <summary>The units of the reserve over the whole period, the auction included.</summary>
    public long Reserved => Reserve.Sum(line => line.Total);
}

/// <summary>One quota installation and its allocation.</summary>
/// <param name="Code">The installation's code, such as <c>KZ-0001</c>: capital Latin letters, digits, - . _ /.</param>
/// <param name="Name">The installation's name.</param>
/// <param name="Operator">Who operates it.</param>
/// <param name="Sector">The regulated sector.</param>
/// <param name="Region">The region (oblast or city of republican importance).</param>
/// <param name="YearUnits">Units for each year of the period.</param>
public sealed record PlanInstallation(
    string Code, string Name, PlanOperator Operator, string Sector, string Region, YearUnits YearUnits)
{
    /// <summary>The units of the whole period.</summary>
    public long Total => YearUnits.Total;
}

/// <summary>The operator of an installation as the plan names it.</summary>
/// <param name="Id">BIN, or IIN of a natural person.</param>
/// <param name="Name">The name in that row; rows of one operator may spell it differently.</param>
public sealed record PlanOperator(IdentificationNumber Id, string Name);

/// <summary>One category of the reserve.</summary>
/// <param name="Category">Which of the five.</param>
/// <param name="YearUnits">Units for each year of the period.</param>
public sealed record ReserveLine(ReserveCategory Category, YearUnits YearUnits)
{
    /// <summary>The units of the whole period.</summary>
    public long Total => YearUnits.Total;
}
