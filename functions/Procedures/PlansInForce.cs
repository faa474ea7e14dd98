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

    /// <summary>The latest plan that names the installation; null when none does.</summary>
    public async Task<NationalPlan?> NamingAsync(string? installation, CancellationToken cancellation) =>
        installation is null
            ? null
            : (await AllAsync(cancellation)).LastOrDefault(plan => plan.Find(installation) is not null);

    /// <summary>The refusal of a document about an installation that no plan in force names.</summary>
    internal static Orders Unknown(string? installation) =>
        new Orders.Refuse(RefusalCatalogue.Refuse(RefusalCode.InstallationUnknown, installation ?? "—"));
}
