using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// ¶30: units are cancelled at their owner's request. Since nothing brings them back, the owner's person confirms.
/// </summary>
internal sealed class VoluntaryCancellationCase(
    AccountHolders holders,
    AccountRepresentation representation,
    UnitPromises promises,
    RegistryLedger ledger,
    OpaqueIds opaque)
    : DocumentCase<VoluntaryCancellation>
{
    internal override DocumentKind Kind => DocumentKind.VoluntaryCancellation;

    private protected override string? InstallationOf(VoluntaryCancellation document) =>
        (document.Account as AccountReference.ByInstallation)?.Code;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        VoluntaryCancellation document, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var issuer = opaque.NameOf(document.Issuer.Id);
        var issues = await ledger.ReadAsync(
            state => LeavingFits.Account(document.Account, issuer, state), cancellation);
        return issues.Count > 0
            ? issues
            : await representation.IssuesAsync(document.Account, "/account", cancellation);
    }

    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        VoluntaryCancellation document, CancellationToken cancellation) =>
        await holders.OfAccountAsync(document.Account, cancellation) is { } holder ? [holder] : [];

    private protected override Task<string?> ConfirmsAsync(
        VoluntaryCancellation document, CancellationToken cancellation) =>
        Task.FromResult<string?>(document.Issuer.Id.Text);

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, VoluntaryCancellation document, DateOnly on, CancellationToken cancellation)
    {
        var issuer = opaque.NameOf(document.Issuer.Id);
        return promises.ReadBeforeAsync(
            record, "cancel", (state, promised) => Cancelling.Decide(document, issuer, state, promised), cancellation);
    }
}
