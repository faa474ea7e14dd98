using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Plans;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Plans;

/// <summary>The carbon budgeting periods, for everybody (¶6; Code, article 286).</summary>
public sealed class PeriodQuery(PlanStore plans, TimeProvider time)
{
    /// <summary>Every period with where it stands and the order of its plan.</summary>
    [Function("GetPeriods")]
    public async Task<IResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "periods")] HttpRequest request,
        CancellationToken cancellation)
    {
        var year = KazakhstanTime.DateOf(time.GetUtcNow()).Year;
        var isSignedIn = Caller.Of(request) is not null;
        var known = (await plans.AllAsync(cancellation)).ToDictionary(plan => plan.Plan.Period);
        return Answers.Ok(new
        {
            Items = BudgetPeriods.With(known.Keys).Select(period =>
            {
                var plan = known.GetValueOrDefault(period.Years);
                return new
                {
                    Period = period.Years.ToString(),
                    Status = period.StatusIn(year, plan is not null, plan is { CarriedOut: true }),
                    // Whoever may not read the plan yet does not learn its number either.
                    Plan = isSignedIn || plan is { CarriedOut: true } ? plan?.Plan.Order : null,
                    period.CapBy,
                    period.FirstDay,
                    period.Source,
                };
            }),
            Continue = (string?)null,
        });
    }
}
