using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// From which day a term counts (requirements C14: day 1 is the next working day after the event). A plan's counts from
/// its entry into force; what a document's counts from, its case knows.
/// </summary>
public sealed class StartConditions(
    DocumentCases cases,
    CaseFiles files,
    PlanStore plans,
    RegistryCalendar calendar,
    RegistrySettings settings,
    TimeProvider time)
{
    /// <summary>What the procedure waits for, if anything.</summary>
    internal async Task<StartCondition> FindAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind == ProcedureKinds.Plan)
            return await OfPlanAsync(record, cancellation);
        if (record.Kind == ProcedureKinds.PlanAmendment)
            return await OfAmendmentAsync(record, cancellation);
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        var condition = await cases.Of(document).StartAsync(record, document, cancellation);
        return condition is StartCondition.TermFrom term ? await CountedAsync(term, cancellation) : condition;
    }

    /// <summary>¶12: the term counts from entry into force; before that day nothing is carried out.</summary>
    private async Task<StartCondition> OfPlanAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var plan = await files.PlanAsync(record, cancellation);
        // The row of plans may hold what another upload under the same order number said; the procedure's own counts.
        await plans.SettleAsync(plan, record.Id, cancellation);
        var begins = KazakhstanTime.At(plan.InForceOn, TimeOnly.MinValue);
        if (time.GetUtcNow() < begins)
            return new StartCondition.DayOfForce(plan.InForceOn, begins);
        var days = await calendar.InForceAsync(cancellation);
        var deadline = DeadlineRule.ComputePlan(plan.InForceOn, plan.ApprovedOn, days, settings.ExecuteAt);
        return new StartCondition.Clock(deadline, begins);
    }

    /// <summary>¶12: a new version is decided on from its own day of force; before that nothing is decided.</summary>
    private async Task<StartCondition> OfAmendmentAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var plan = await files.PlanAsync(record, cancellation);
        var begins = KazakhstanTime.At(plan.InForceOn, TimeOnly.MinValue);
        if (time.GetUtcNow() < begins)
            return new StartCondition.DayOfForce(plan.InForceOn, begins);
        var receivedOn = KazakhstanTime.DateOf(record.ReceivedAt);
        var eventOn = receivedOn > plan.InForceOn ? receivedOn : plan.InForceOn;
        return await CountedAsync(new StartCondition.TermFrom(RegulatedAct.PlanAmendment, eventOn), cancellation);
    }

    private async Task<StartCondition.Clock> CountedAsync(
        StartCondition.TermFrom from,
        CancellationToken cancellation)
    {
        var days = await calendar.InForceAsync(cancellation);
        var deadline = Terms.Find(from.Act, from.EventOn) is { } term
            ? DeadlineRule.Compute(term, from.EventOn, days, settings.ExecuteAt)
            : null;
        return new StartCondition.Clock(deadline, null);
    }
}
