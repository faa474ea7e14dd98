using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Excel;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Plans;

/// <summary>
/// Drafts of plans, kept for comparison: read and checked as a plan is, and never more than that. A draft claims no
/// period, starts no procedure and posts nothing, so no decision can put it into force; its order comes as a plan then.
/// </summary>
public sealed class PlanScenarios(ScenarioStore scenarios, PlanStore plans, PlansInForce inForce, TimeProvider time)
{
    /// <summary>True when the caller may bring a draft.</summary>
    internal static bool MayKeep(Caller caller) =>
        caller.IsAny(Role.Authority, Role.Registrar) && !caller.Is(Role.Auditor);

    /// <summary>Every draft that was kept.</summary>
    [Function("GetPlanScenarios")]
    public async Task<IResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/scenarios")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Refusal(request) is { } refusal)
            return refusal;
        var all = await scenarios.AllAsync(cancellation);
        return Answers.Ok(new { Items = all.Select(Heading), Continue = (string?)null });
    }

    /// <summary>One draft with its sums and what it changes.</summary>
    [Function("GetPlanScenario")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/scenarios/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Refusal(request) is { } refusal)
            return refusal;
        return await scenarios.FindAsync(id, cancellation) is { } scenario
            ? Answers.Ok(await ViewAsync(scenario, [], request, cancellation))
            : Answers.NotFound(request);
    }

    /// <summary>Keeps a draft and answers its sums and what it changes.</summary>
    internal async Task<IResult> KeepAsync(
        HttpRequest request, Caller caller, byte[] workbook, CancellationToken cancellation)
    {
        var reading = PlanWorkbook.Read(workbook);
        if (reading.Plan is not { } draft)
            return Answers.Issues(request, reading.Issues);
        var scenario = await scenarios.KeepAsync(
            draft, KazakhstanTime.Local(time.GetUtcNow()), caller.Id, cancellation);
        request.HttpContext.Response.Headers.Location = "/api/plans/scenarios/" + scenario.Id;
        var view = await ViewAsync(scenario, reading.Warnings, request, cancellation);
        return Results.Json(view, StorageJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static IResult? Refusal(HttpRequest request)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        return caller.SeesAll ? null : Answers.Forbidden(request);
    }

    private static object Heading(PlanScenario scenario) => new
    {
        scenario.Id,
        Scenario = true,
        Period = scenario.Plan.Period.ToString(),
        scenario.Plan.Order,
        scenario.Plan.Total,
        scenario.KeptAt,
        scenario.By,
    };

    private async Task<object> ViewAsync(
        PlanScenario scenario,
        IReadOnlyList<Issue> warnings,
        HttpRequest request,
        CancellationToken cancellation)
    {
        var draft = scenario.Plan;
        var beside = await BesideAsync(draft.Period, cancellation);
        return new
        {
            scenario.Id,
            Scenario = true,
            Period = draft.Period.ToString(),
            CapBy = BudgetPeriods.CapOf(draft.Period, BudgetPeriods.All),
            draft.Order,
            draft.Total,
            Years = draft.Period.Years.Select(year => new
            {
                Year = year,
                Allocated = draft.Installations.Sum(line => line.YearUnits[year]),
                Reserve = draft.Reserve.Sum(line => line.YearUnits[year]),
            }),
            Installations = draft.Installations.Count,
            ComparedWith = beside is null ? null : new { Period = beside.Period.ToString(), beside.Order },
            Difference = beside is null
                ? null
                : PlanDifferenceView.Of(PlanDifference.Of(beside, draft), id => id.Text),
            scenario.KeptAt,
            scenario.By,
            Warnings = warnings.Select(warning => IssueView.Of(warning, Answers.LanguageOf(request))),
        };
    }

    /// <summary>The plan in force of the draft's own period, otherwise the one in force today.</summary>
    private async Task<NationalPlan?> BesideAsync(PlanPeriod period, CancellationToken cancellation) =>
        await plans.FindAsync(period, cancellation) is { CarriedOut: true } own
            ? own.Plan
            : await inForce.OnAsync(KazakhstanTime.DateOf(time.GetUtcNow()), cancellation);
}
