using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Plans;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Plans;

/// <summary>
/// The versions of a plan with what each changed: public once approved, before that for those who are signed in.
/// </summary>
public sealed class PlanVersionQuery(PlanStore plans, PlanVersions versions, OpaqueIds opaque)
{
    /// <summary>Every version of a period's plan.</summary>
    [Function("GetPlanVersions")]
    public async Task<IResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{period}/versions")] HttpRequest request,
        string period,
        CancellationToken cancellation)
    {
        if (await FindAsync(request, period, cancellation) is not { } found)
            return Answers.NotFound(request);
        return Answers.Ok(new
        {
            Items = found.Versions.Select(version => Of(version, found.InForce)),
            Continue = (string?)null,
        });
    }

    /// <summary>One version, and what it changes in the approved version before it.</summary>
    [Function("GetPlanVersion")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{period}/versions/{number}")]
        HttpRequest request,
        string period,
        string number,
        CancellationToken cancellation)
    {
        if (await FindAsync(request, period, cancellation) is not { } found)
            return Answers.NotFound(request);
        var version = found.Versions.FirstOrDefault(
            known => known.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == number);
        if (version is null)
            return Answers.NotFound(request);
        var before = found.Versions.LastOrDefault(
            known => known.Number < version.Number && known.Stage == PlanVersionStage.Approved);
        var seesAll = Caller.Of(request) is { SeesAll: true };
        return Answers.Ok(new
        {
            Version = Of(version, found.InForce),
            ComparedWith = before?.Number,
            Difference = before is null
                ? null
                : PlanDifferenceView.Of(PlanDifference.Of(before.Plan, version.Plan), id => NameOf(id, seesAll)),
        });
    }

    private async Task<Found?> FindAsync(HttpRequest request, string period, CancellationToken cancellation)
    {
        if (!PlanPeriod.TryParse(period, out var wanted)
            || await plans.FindAsync(wanted, cancellation) is not { } inForce)
            return null;
        var isSignedIn = Caller.Of(request) is not null;
        if (!inForce.CarriedOut && !isSignedIn)
            return null;
        var all = await versions.AllAsync(inForce, cancellation);
        return new Found(
            inForce, [.. all.Where(version => isSignedIn || version.Stage == PlanVersionStage.Approved)]);
    }

    private static object Of(PlanVersion version, KnownPlan inForce) => new
    {
        version.Number,
        version.Plan.Order,
        version.Plan.ApprovedOn,
        version.Plan.InForceOn,
        version.Plan.Total,
        version.Procedure,
        version.Stage,
        InForce = inForce.CarriedOut && version.Number == inForce.Version,
    };

    /// <summary>The public does not read who a natural person is.</summary>
    private string NameOf(IdentificationNumber id, bool seesAll) => seesAll ? id.Text : opaque.NameOf(id);

    private sealed record Found(KnownPlan InForce, IReadOnlyList<PlanVersion> Versions);
}
