using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶21: another operator, name or legal form is recorded.</summary>
internal sealed class OperatorChangeCase(
    PlanStore plans,
    AccountHolders holders,
    AccountOpenings openings,
    AccountDirectory directory,
    AccountRepresentation representation,
    RegistryLedger ledger,
    OpaqueIds opaque,
    TimeProvider time)
    : DocumentCase<OperatorChange>
{
    internal override DocumentKind Kind => DocumentKind.OperatorChange;

    private protected override string InstallationOf(OperatorChange document) => document.Installation;

    /// <summary>
    /// An application that comes while the account is being opened is let in, and waits for the account.
    /// </summary>
    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        OperatorChange document, CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        if (await DecideOnAsync(document, today, cancellation) is not Orders.Refuse { Refusal: var reason })
            return [];
        if (reason.Code != RefusalCode.AccountNotFound)
            return [new Issue(RefusalNames.Of(reason.Code), reason.Text) { Field = FieldOf(reason.Code) }];
        var issues = DoorFits.Installation(document.Installation, await plans.AllAsync(cancellation));
        return issues.Count > 0 && await holders.IsNewcomerAsync(document.Installation, cancellation) ? [] : issues;
    }

    /// <summary>
    /// ¶14, ¶17: while the account is being opened, its holder is not recorded yet and cannot change.
    /// </summary>
    private protected override Task<StartCondition> StartAsync(
        ProcedureRecord record, OperatorChange document, CancellationToken cancellation) =>
        openings.AwaitAsync(record, document.Installation, ActOf(document), cancellation);

    /// <summary>The holder and the one who takes over: both are told, and both see the procedure.</summary>
    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        OperatorChange document, CancellationToken cancellation)
    {
        var next = document.NewOperator.Id.Text;
        return await holders.OfInstallationAsync(document.Installation, cancellation) is { } holder && holder != next
            ? [holder, next]
            : [next];
    }

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, OperatorChange document, DateOnly on, CancellationToken cancellation) =>
        DecideOnAsync(document, KazakhstanTime.DateOf(record.ReceivedAt), cancellation);

    private async Task<Orders> DecideOnAsync(OperatorChange document, DateOnly received, CancellationToken cancellation)
    {
        var account = new AccountReference.ByInstallation(document.Installation);
        var applicant = opaque.NameOf(document.Applicant.Id);
        var next = opaque.NameOf(document.NewOperator.Id);
        var names = await directory.OpenAsync(cancellation);
        var (orders, isHolder) = await ledger.ReadAsync(state =>
        {
            var found = state.Find(account);
            var name = found is null ? null : names.HolderOf(found)?.Name;
            return (HolderChanging.Decide(document, applicant, next, name, state), found?.Holder == applicant);
        }, cancellation);
        // Who takes over has no power of attorney on the account yet; the registrars see its own papers.
        if (orders is Orders.Post && isHolder
            && await representation.ObjectionAsync(account, received, cancellation) is { } objection)
            return new Orders.Refuse(objection);
        return orders;
    }

    private static string FieldOf(RefusalCode code) => code switch
    {
        RefusalCode.HolderUnchanged or RefusalCode.HolderNumberDiffers => "/newOperator",
        RefusalCode.ApplicantNotHolder or RefusalCode.PowerOfAttorneyNotValid => "/applicant",
        _ => "/installation",
    };
}
