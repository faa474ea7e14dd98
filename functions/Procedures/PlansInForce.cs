using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The plans whose units are in circulation (¶12).</summary>
public sealed class PlansInForce(PlanStore plans)
{
    /// <summary>Every plan that was carried out, by period.</summary>
    public async Task<IReadOnlyList<NationalPlan>> AllAsync(CancellationToken cancellation) =>
        [.. (await plans.AllAsync(cancellation)).Where(known => known.CarriedOut).Select(known => known.Plan)];

    /// <summary>
    /// The plan in force on a day: of those that were carried out the earliest that has not ended, since the next one
    /// enters into force before its first year; between two plans the one that has ended. Null before the first.
    /// </summary>
    public async Task<NationalPlan?> OnAsync(DateOnly day, CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        return all.FirstOrDefault(plan => plan.Period.LastYear >= day.Year) ?? (all.Count > 0 ? all[^1] : null);
    }

    /// <summary>The periods of the plans that were carried out, in order.</summary>
    public async Task<IReadOnlyList<PlanPeriod>> PeriodsAsync(CancellationToken cancellation) =>
        [.. (await AllAsync(cancellation)).Select(plan => plan.Period)];

    /// <summary>True when a plan that was carried out has the year.</summary>
    public async Task<bool> CoverAsync(int year, CancellationToken cancellation) =>
        (await PeriodsAsync(cancellation)).Any(period => period.Contains(year));

    /// <summary>The latest plan that names the installation; null when none does.</summary>
    public async Task<NationalPlan?> NamingAsync(string? installation, CancellationToken cancellation) =>
        installation is null
            ? null
            : (await AllAsync(cancellation)).LastOrDefault(plan => plan.Find(installation) is not null);

    /// <summary>The refusal of a document about an installation that no plan in force names.</summary>
    internal static Orders Unknown(string? installation) =>
        new Orders.Refuse(RefusalCatalogue.Refuse(RefusalCode.InstallationUnknown, installation ?? "—"));
}
