using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶13, ¶14: the application for an installation's account.</summary>
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

    private protected override string InstallationOf(AccountApplication document) => document.Installation;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        AccountApplication document, CancellationToken cancellation)
    {
        var year = KazakhstanTime.DateOf(time.GetUtcNow()).Year;
        return DoorFits.Application(
            document, await plans.FindForApplicationAsync(document.Installation, year, cancellation));
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
        return new StartCondition.TermFrom(ActOf(document), eventOn);
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, AccountApplication document, DateOnly on, CancellationToken cancellation)
    {
        if (await inForce.NamingAsync(document.Installation, cancellation) is not { } plan)
            return PlansInForce.Unknown(document.Installation);
        var (application, _) = await files.ApplicationAsync(record, cancellation);
        var holder = opaque.NameOf(application.Applicant.Id);
        return await ledger.ReadAsync(state => Opening.Decide(application, plan, holder, on, state), cancellation);
    }
}
