namespace CarbonRegistry.Domain.Notices;

/// <summary>The persons whom the settings name; holders are named by the documents themselves.</summary>
/// <param name="AuthorityBin">The authorised body (setting <c>Registry__AuthorityBin</c>).</param>
/// <param name="OperatorBin">The operator of the trading system (setting <c>Registry__OperatorBin</c>).</param>
/// <param name="Exchanges">The BINs of the exchanges that were admitted.</param>
public sealed record IssuerRules(
    IdentificationNumber AuthorityBin,
    IdentificationNumber OperatorBin,
    IReadOnlySet<IdentificationNumber> Exchanges);
