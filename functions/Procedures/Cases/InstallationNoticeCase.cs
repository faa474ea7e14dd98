using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// What the notices about one installation have in common: a plan names it or an application of ¶17 does, and its
/// operator is concerned.
/// </summary>
/// <typeparam name="TDocument">The notice's type.</typeparam>
public abstract class InstallationNoticeCase<TDocument>(PlanStore plans, AccountHolders holders)
    : DocumentCase<TDocument>
    where TDocument : Document
{
    private protected abstract override string InstallationOf(TDocument document);

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        TDocument document, CancellationToken cancellation)
    {
        var installation = InstallationOf(document);
        var issues = DoorFits.Installation(installation, await plans.AllAsync(cancellation));
        return issues.Count > 0 && await holders.IsNewcomerAsync(installation, cancellation) ? [] : issues;
    }

    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        TDocument document, CancellationToken cancellation) =>
        await holders.OfInstallationAsync(InstallationOf(document), cancellation) is { } holder ? [holder] : [];
}
