using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// ¶28 (Code, articles 289(11) and 298(8)): a holder gives offset units for its surrender. It is only recorded; the
/// reports that are carried out afterwards ask for it.
/// </summary>
internal sealed class OffsetUseCase(RegistryLedger ledger, OpaqueIds opaque) : DocumentCase<OffsetUse>
{
    internal override DocumentKind Kind => DocumentKind.OffsetUse;

    private protected override string InstallationOf(OffsetUse document) => document.Installation;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        OffsetUse document, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var account = new AccountReference.ByInstallation(document.Installation);
        var issuer = opaque.NameOf(document.Issuer.Id);
        return await ledger.ReadAsync(state => LeavingFits.Account(account, issuer, state), cancellation);
    }

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, OffsetUse document, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult<Orders>(new Orders.Post([]));
}
