using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>Code 289(7): an operator moves quota between its own installations.</summary>
internal sealed class OwnTransferCase(
    UnitPromises promises, AccountRepresentation representation, OpaqueIds opaque)
    : DocumentCase<OwnTransfer>
{
    internal override DocumentKind Kind => DocumentKind.OwnTransfer;

    private protected override string InstallationOf(OwnTransfer document) => document.From;

    private protected override Task<IReadOnlyList<string>> ConcernedAsync(
        OwnTransfer document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([document.Issuer.Id.Text]);

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        OwnTransfer document, CancellationToken cancellation)
    {
        var orders = await promises.ReadStandingAsync(
            null,
            (ledger, promised) => OwnTransfers.Decide(document, HolderOf(document), ledger, promised),
            cancellation);
        return orders is Orders.Refuse refused
            ? [DoorFits.Refused(refused.Refusal, "/from")]
            : await representation.IssuesAsync(
                new AccountReference.ByInstallation(document.From), "/from", cancellation);
    }

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, OwnTransfer document, DateOnly on, CancellationToken cancellation) =>
        promises.ReadBeforeAsync(
            record,
            OwnTransfers.ActName,
            (ledger, promised) => OwnTransfers.Decide(document, HolderOf(document), ledger, promised),
            cancellation);

    private string HolderOf(OwnTransfer document) => opaque.NameOf(document.Issuer.Id);
}
