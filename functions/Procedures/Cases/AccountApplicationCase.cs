using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// ¶13, ¶14: the application for an installation's account. ¶17: the same for one that the plan does not name.
/// </summary>
internal sealed class AccountApplicationCase(
    CaseFiles files,
    PlanStore plans,
    PlansInForce inForce,
    RegistryLedger ledger,
    OpaqueIds opaque,
    TimeProvider time)
    : DocumentCase<AccountApplication>
{
    internal override DocumentKind Kind => DocumentKind.AccountApplication;

    private protected override RegulatedAct ActOf(AccountApplication document) => document.NewInstallation is null
        ? RegulatedAct.AccountApplication
        : RegulatedAct.NewInstallationApplication;

    private protected override string InstallationOf(AccountApplication document) => document.Installation;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        AccountApplication document, CancellationToken cancellation)
    {
        var year = KazakhstanTime.DateOf(time.GetUtcNow()).Year;
        return DoorFits.Application(document, await FindPlanAsync(document, year, cancellation));
    }

    private protected override Task<IReadOnlyList<string>> ConcernedAsync(
        AccountApplication document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([document.Applicant.Id.Text]);

    /// <summary>First the papers, then the plan; the clock starts when the last paper came.</summary>
    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, AccountApplication document, CancellationToken cancellation)
    {
        var (application, completeAt) = await files.ApplicationAsync(record, cancellation);
        var missing = Papers.Missing(application);
        if (missing.Count > 0)
            return new StartCondition.MissingPapers(missing);
        var completeOn = KazakhstanTime.DateOf(completeAt);
        var known = await FindPlanAsync(application, completeOn.Year, cancellation);
        if (known is null)
            return new StartCondition.PlanCarriedOut();
        if (MisfitWith(known.Plan.Find(application.Installation), application) is { } reason)
        {
            return new StartCondition.Hopeless(RefusalCatalogue.Refuse(reason, application.Installation));
        }
        if (!known.CarriedOut)
            return new StartCondition.PlanCarriedOut();
        var eventOn = completeOn > known.Plan.InForceOn ? completeOn : known.Plan.InForceOn;
        return new StartCondition.TermFrom(ActOf(document), eventOn);
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, AccountApplication document, DateOnly on, CancellationToken cancellation)
    {
        var (application, _) = await files.ApplicationAsync(record, cancellation);
        var holder = opaque.NameOf(application.Applicant.Id);
        if (application.NewInstallation is not null)
        {
            return await inForce.OnAsync(on, cancellation) is { } current
                ? await ledger.ReadAsync(
                    state => NewInstallationOpening.Decide(application, current, holder, on, state), cancellation)
                : PlansInForce.Unknown(document.Installation);
        }
        if (await inForce.NamingAsync(document.Installation, cancellation) is not { } plan)
            return PlansInForce.Unknown(document.Installation);
        return await ledger.ReadAsync(state => Opening.Decide(application, plan, holder, on, state), cancellation);
    }

    /// <summary>¶14 is for what the plan names; ¶17 for what it does not name, or names without any units.</summary>
    private static RefusalCode? MisfitWith(PlanInstallation? line, AccountApplication application)
    {
        if (application.NewInstallation is null)
            return line is null ? RefusalCode.InstallationUnknown : null;
        return line is { Total: > 0 } ? RefusalCode.InstallationInPlan : null;
    }

    private Task<KnownPlan?> FindPlanAsync(
        AccountApplication application, int year, CancellationToken cancellation) =>
        application.NewInstallation is null
            ? plans.FindForApplicationAsync(application.Installation, year, cancellation)
            : plans.FindCurrentAsync(year, cancellation);
}
