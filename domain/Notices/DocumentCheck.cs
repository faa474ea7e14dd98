namespace CarbonRegistry.Domain.Notices;

/// <summary>Checks that need more than a document's bytes: the day, the settings, the document it follows.</summary>
public static class DocumentCheck
{
    /// <summary>Everything that forbids the document at the door; empty when nothing does.</summary>
    /// <param name="document">A document that was read without issues.</param>
    /// <param name="today">The day in Kazakhstan on which it was received.</param>
    /// <param name="rules">Who is who.</param>
    /// <param name="followedIssuer">
    /// Who issued the document that a supplement follows; null when that document is not known, which is for the
    /// procedure to refuse.
    /// </param>
    public static IReadOnlyList<Issue> Check(
        Document document, DateOnly today, IssuerRules rules, IdentificationNumber? followedIssuer = null)
    {
        var issues = new List<Issue>();
        if (document.Date > today)
            issues.Add(DocumentIssues.DateInFuture(today));
        if (FaultOfIssuer(document, rules, followedIssuer) is { } fault)
            issues.Add(fault);
        return issues;
    }

    private static Issue? FaultOfIssuer(Document document, IssuerRules rules, IdentificationNumber? followedIssuer)
    {
        var role = DocumentKinds.IssuerOf(document.Kind);
        var issuer = document.Issuer.Id;
        return role switch
        {
            IssuerRole.Authority => Unless(issuer == rules.AuthorityBin, role),
            IssuerRole.SystemOperator => Unless(issuer == rules.OperatorBin, role),
            IssuerRole.AuthorityOrSystemOperator =>
                Unless(issuer == rules.AuthorityBin || issuer == rules.OperatorBin, role),
            IssuerRole.Exchange when !rules.Exchanges.Contains(issuer) => DocumentIssues.IssuerNotAllowed(role),
            IssuerRole.Exchange => document is ExchangeTradeSheet sheet && sheet.Exchange.Id != issuer
                ? DocumentIssues.IssuerNotExchange()
                : null,
            IssuerRole.Holder => FaultOfHolder(document, issuer, rules, followedIssuer),
            _ => throw new ArgumentOutOfRangeException(nameof(document), role, null),
        };
    }

    /// <summary>
    /// Who holds the accounts of own transfers, contracts and cancellations is in the ledger: their procedures look.
    /// </summary>
    private static Issue? FaultOfHolder(
        Document document, IdentificationNumber issuer, IssuerRules rules, IdentificationNumber? followedIssuer) =>
        document switch
        {
            AccountApplication application => Unless(issuer == application.Applicant.Id, IssuerRole.Holder),
            OperatorChange change => Unless(issuer == change.Applicant.Id, IssuerRole.Holder),
            OffsetAccountApplication application => Unless(
                application.Applicants.Any(applicant => applicant.Party.Id == issuer), IssuerRole.Holder),
            OffsetIssuance issuance => Unless(
                issuer == rules.AuthorityBin || issuance.Shares.Any(share => share.Party == issuer),
                IssuerRole.Holder),
            DocumentSupplement when followedIssuer is { } followed && followed != issuer
                => DocumentIssues.IssuerNotOfFollowed(),
            _ => null,
        };

    private static Issue? Unless(bool allowed, IssuerRole role) =>
        allowed ? null : DocumentIssues.IssuerNotAllowed(role);
}
