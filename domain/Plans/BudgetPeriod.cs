namespace CarbonRegistry.Domain.Plans;

/// <summary>Over what a period's cap is set.</summary>
public enum CapScope
{
    /// <summary>Each year has a cap of its own, as 2014, 2015 and 2022 to 2025 had.</summary>
    Year,

    /// <summary>Only the period as a whole has a cap, as 2018 to 2020 had.</summary>
    Period,
}

/// <summary>Where a carbon budgeting period stands.</summary>
public enum BudgetPeriodStatus
{
    /// <summary>Its last year is over.</summary>
    Closed,

    /// <summary>It runs, and the units of its plan are in circulation.</summary>
    InForce,

    /// <summary>Its plan was received, and the period or the circulation of its units is still to begin.</summary>
    Announced,

    /// <summary>The trading system is suspended in it: there is no plan and no duty.</summary>
    Suspended,

    /// <summary>No plan was received (¶6).</summary>
    NotFormed,
}

/// <summary>One carbon budgeting period (Code, article 286).</summary>
/// <param name="Years">Its years.</param>
/// <param name="CapBy">Over what its cap is set.</param>
/// <param name="Suspended">True for years in which the trading system was suspended.</param>
/// <param name="Source">Where that stands.</param>
public sealed record BudgetPeriod(PlanPeriod Years, CapScope CapBy, bool Suspended, string Source)
{
    /// <summary>The first day, before which the registry of the period is formed (¶6).</summary>
    public DateOnly FirstDay => new(Years.FirstYear, 1, 1);

    /// <summary>Where the period stands in a year.</summary>
    /// <param name="year">The current year in Kazakhstan.</param>
    /// <param name="received">True when a plan of the period was received.</param>
    /// <param name="carriedOut">True when the units of that plan are in circulation (¶12).</param>
    public BudgetPeriodStatus StatusIn(int year, bool received, bool carriedOut)
    {
        if (Suspended)
            return BudgetPeriodStatus.Suspended;
        if (Years.LastYear < year)
            return BudgetPeriodStatus.Closed;
        if (!received)
            return BudgetPeriodStatus.NotFormed;
        return carriedOut && Years.Contains(year) ? BudgetPeriodStatus.InForce : BudgetPeriodStatus.Announced;
    }
}
