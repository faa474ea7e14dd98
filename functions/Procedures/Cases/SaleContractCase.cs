using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// Order 221 ¶31, 33: the copy of the contract that the buyer hands in. The seller's units go, so a person of the
/// seller confirms beside the registrars.
/// </summary>
internal sealed class SaleContractCase(
    ContractPapers papers,
    AccountHolders holders,
    AccountRepresentation representation,
    RegistrySettings settings)
    : DirectSaleCase<SaleContract>(papers, holders, settings)
{
    private readonly AccountHolders holders = holders;

    internal override DocumentKind Kind => DocumentKind.SaleContract;

    private protected override bool CarriesOutForBoth => true;

    private protected override Sale SaleOf(SaleContract document) => new(document.Terms, document.Contract);

    private protected override Task<string?> ConfirmsAsync(SaleContract document, CancellationToken cancellation) =>
        holders.OfAccountAsync(document.Terms.Seller, cancellation);

    /// <summary>
    /// Only a party hands in its contract; asked first, so that a stranger learns nothing of the accounts.
    /// </summary>
    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        SaleContract document, CancellationToken cancellation)
    {
        var parties = await ConcernedAsync(document, cancellation);
        if (parties.Contains(document.Issuer.Id.Text))
        {
            var issues = await base.MisfitsAsync(document, cancellation);
            return issues.Count > 0
                ? issues
                : await representation.IssuesAsync(document.Terms.Seller, "/seller", cancellation);
        }
        var refusal = RefusalCatalogue.Refuse(
            RefusalCode.IssuerNotAllowed, document.Issuer.Name, DocumentKinds.NameOf(Kind));
        return [DoorFits.Refused(refusal, "/issuer")];
    }
}
