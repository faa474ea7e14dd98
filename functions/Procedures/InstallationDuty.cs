using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>For which years an installation has a duty to surrender.</summary>
public sealed class InstallationDuty(ProcedureStore procedures, CaseFiles files, PlansInForce inForce)
{
    /// <summary>
    /// The years of the plans that name the installation. One that came by ¶17 has quota from the first year of its
    /// first notice of ¶18 on, and none before (Code, article 290(8–9)).
    /// </summary>
    public async Task<IReadOnlyList<int>> YearsAsync(string installation, CancellationToken cancellation)
    {
        var all = await inForce.AllAsync(cancellation);
        var named = all.Where(plan => plan.Find(installation) is not null).SelectMany(plan => plan.Period.Years);
        var years = new SortedSet<int>(named);
        await foreach (var notice in DocumentsAsync<ReserveAllocation>(
            DocumentKind.ReserveAllocation, installation, cancellation))
        {
            var periods = all.Select(plan => plan.Period).Where(period => period.Contains(notice.Year));
            years.UnionWith(periods.SelectMany(period => period.Years).Where(year => year >= notice.Year));
        }
        return [.. years];
    }

    private async IAsyncEnumerable<TDocument> DocumentsAsync<TDocument>(
        DocumentKind kind,
        string installation,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        where TDocument : Document
    {
        var filter = new ProcedureFilter { Kind = DocumentKinds.NameOf(kind), Installation = installation };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            if (record.Stage == ProcedureStage.Executed)
                yield return (TDocument)await files.DocumentAsync(record.DocumentSha256, cancellation);
        }
    }
}
