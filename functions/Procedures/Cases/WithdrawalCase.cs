using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶4: units are withdrawn by decision of the authority, from a blocked account too.</summary>
internal sealed class WithdrawalCase(AccountHolders holders, RegistryLedger ledger) : DocumentCase<Withdrawal>
{
    internal override DocumentKind Kind => DocumentKind.Withdrawal;

    private protected override string? InstallationOf(Withdrawal document) =>
        (document.Account as AccountReference.ByInstallation)?.Code;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        Withdrawal document, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        return await ledger.ReadAsync(state => LeavingFits.Account(document.Account, null, state), cancellation);
    }

    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        Withdrawal document, CancellationToken cancellation) =>
        await holders.OfAccountAsync(document.Account, cancellation) is { } holder ? [holder] : [];

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, Withdrawal document, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult(Cancelling.Decide(document));
}
