using CarbonRegistry.Domain.Law;
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
        var holder = HolderOf(document);
        var against = await promises.ReadStandingAsync(
            null,
            (ledger, promised) => OwnTransfers.Decide(document, holder, ledger, promised) is Orders.Refuse refused
                ? DoorFits.Refused(refused.Refusal, FieldOf(refused.Refusal.Code, document, holder, ledger))
                : null,
            cancellation);
        return against is not null
            ? [against]
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

    private static string FieldOf(RefusalCode code, OwnTransfer document, string holder, LedgerState ledger) =>
        code is RefusalCode.InsufficientUnits or RefusalCode.NotForSale ? "/units"
            : OwnTransfers.IsOfTaker(code, document, holder, ledger) ? "/to" : "/from";

    private string HolderOf(OwnTransfer document) => opaque.NameOf(document.Issuer.Id);
}
