using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶27: the authority's notice of a direct sale's result.</summary>
internal sealed class DirectSaleResultCase(ContractPapers papers, AccountHolders holders, RegistrySettings settings)
    : DirectSaleCase<DirectSaleResult>(papers, holders, settings)
{
    internal override DocumentKind Kind => DocumentKind.DirectSaleResult;

    private protected override bool CarriesOutForBoth => false;

    private protected override Sale SaleOf(DirectSaleResult document) => new(document.Terms, document.Contract);
}
