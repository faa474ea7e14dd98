using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Http;

/// <summary>A plan as it is answered: as read, with what was read but is worth a look.</summary>
internal static class PlanAnswer
{
    /// <summary>The answer.</summary>
    public static object Of(PlanView plan, IReadOnlyList<Issue> warnings, string language) => new
    {
        plan.Period,
        plan.Order,
        plan.ApprovedOn,
        plan.InForceOn,
        plan.Total,
        Installations = plan.Installations.Select(line => new
        {
            line.Code,
            line.Name,
            Operator = PartyView.Of(line.Operator.Bin ?? line.Operator.Iin!, line.Operator.Name),
            line.Sector,
            line.Region,
            line.Years,
            line.Total,
        }),
        plan.Reserve,
        Warnings = warnings.Select(warning => IssueView.Of(warning, language)),
    };
}
