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
public sealed class StartConditions(
    CaseFiles files,
    PlanStore plans,
    ProcedureStore procedures,
    RegistrySettings settings,
    TimeProvider time)
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
            ReserveAssignment assignment => await OfAssignmentAsync(record, assignment, cancellation),
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
        var (application, completeAt) = await files.ApplicationAsync(record, cancellation);
        var missing = Papers.Missing(application);
        if (missing.Count > 0)
            return new StartCondition.MissingPapers(missing);
        var completeOn = KazakhstanTime.DateOf(completeAt);
        var known = await plans.FindForApplicationAsync(application.Installation, completeOn.Year, cancellation);
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

    /// <summary>
    /// ¶20, ¶22: units can be assigned once they are back, and bringing them back may take longer than assigning them.
    /// </summary>
    private async Task<StartCondition> OfAssignmentAsync(
        ProcedureRecord record,
        ReserveAssignment assignment,
        CancellationToken cancellation)
    {
        var id = assignment.Follows.ToString();
        var followed = await procedures.GetAsync(id, cancellation);
        if (followed.Stage == ProcedureStage.Refused)
        {
            return new StartCondition.Hopeless(RefusalCatalogue.Refuse(
                RefusalCode.FollowedProcedureNotFound, record.Paragraph, [id]));
        }
        if (followed.Stage != ProcedureStage.Executed)
            return new StartCondition.FollowedEnds(id);
        var receivedOn = KazakhstanTime.DateOf(record.ReceivedAt);
        var backOn = KazakhstanTime.DateOf(Happenings.ExecutedAt(followed) ?? record.ReceivedAt);
        return Counted(RegulatedActs.Of(assignment), backOn > receivedOn ? backOn : receivedOn);
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
