using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// From which day a term counts (requirements C14: day 1 is the next working day after the event). Terms count from
/// receipt, with two exceptions: a plan's from its entry into force, an application's from the last missing paper.
/// </summary>
public sealed class StartConditions(CaseFiles files, PlanStore plans, RegistrySettings settings, TimeProvider time)
{
    /// <summary>What the procedure waits for, if anything.</summary>
    internal async Task<StartCondition> FindAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind == Orchestrations.PlanKind)
            return await OfPlanAsync(record, cancellation);
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return document switch
        {
            DocumentSupplement => new StartCondition.AtOnce(),
            AccountApplication => await OfApplicationAsync(record, cancellation),
            _ => Counted(RegulatedActs.Of(document), KazakhstanTime.DateOf(record.ReceivedAt)),
        };
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
        var deadline = DeadlineRule.ComputePlan(
            plan.InForceOn, plan.ApprovedOn, WorkingCalendar.Kazakhstan, settings.ExecuteAt);
        return new StartCondition.Clock(deadline, begins);
    }

    /// <summary>¶13, ¶14: first the papers, then the plan; the clock starts when the last paper came.</summary>
    private async Task<StartCondition> OfApplicationAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var application = await files.ApplicationAsync(record, cancellation);
        var missing = Papers.Missing(application);
        if (missing.Count > 0)
            return new StartCondition.MissingPapers(missing);
        var completeAt = record.Supplements.Count > 0 ? record.Supplements[^1].ReceivedAt : record.ReceivedAt;
        var completeOn = KazakhstanTime.DateOf(completeAt);
        // A plan enters into force before its first year, and operators apply in the same weeks: a plan that is still
        // to begin counts as well, the earliest that names the installation first.
        var current = (await plans.AllAsync(cancellation))
            .Where(plan => plan.Plan.Period.LastYear >= completeOn.Year)
            .ToList();
        var known = current.FirstOrDefault(plan => plan.Plan.Find(application.Installation) is not null)
            ?? current.FirstOrDefault();
        if (known is null)
            return new StartCondition.PlanCarriedOut();
        if (known.Plan.Find(application.Installation) is null)
        {
            return new StartCondition.Hopeless(RefusalCatalogue.Refuse(
                RefusalCode.InstallationUnknown, application.Installation));
        }
        if (!known.CarriedOut)
            return new StartCondition.PlanCarriedOut();
        var eventOn = completeOn > known.Plan.InForceOn ? completeOn : known.Plan.InForceOn;
        return Counted(RegulatedAct.AccountApplication, eventOn);
    }

    private StartCondition.Clock Counted(RegulatedAct act, DateOnly eventOn)
    {
        var term = Terms.Find(act, eventOn);
        var deadline = term is null
            ? null
            : DeadlineRule.Compute(term, eventOn, WorkingCalendar.Kazakhstan, settings.ExecuteAt);
        return new StartCondition.Clock(deadline, null);
    }
}
