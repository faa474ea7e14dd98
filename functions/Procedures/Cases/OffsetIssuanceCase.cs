using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶26: the request to put the units of an approved report into circulation.</summary>
internal sealed class OffsetIssuanceCase(
    OffsetProjects projects,
    RegistryLedger ledger,
    OpaqueIds opaque)
    : DocumentCase<OffsetIssuance>
{
    internal override DocumentKind Kind => DocumentKind.OffsetIssuance;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        OffsetIssuance document, CancellationToken cancellation)
    {
        var project = document.Project.Code;
        if (!await HasAccountsAsync(project, cancellation) && await OpeningAsync(project, cancellation) is null)
            return [DoorFits.ProjectUnknown(project)];
        var earlier = await projects.IssuesAsync(project, null, cancellation);
        return OffsetIssue.Objection(document, earlier) is { } refusal ? [DoorFits.OfIssue(refusal)] : [];
    }

    private protected override Task<IReadOnlyList<string>> ConcernedAsync(
        OffsetIssuance document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. document.Shares.Select(share => share.Party.Text)]);

    /// <summary>The units need their accounts, which may still be on their way (¶25).</summary>
    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, OffsetIssuance document, CancellationToken cancellation)
    {
        var project = document.Project.Code;
        if (await OpeningAsync(project, cancellation) is not { } opening)
            return new StartCondition.Hopeless(RefusalCatalogue.Refuse(RefusalCode.ProjectUnknown, project));
        if (opening.Stage != ProcedureStage.Executed)
            return new StartCondition.FollowedEnds(opening.Id);
        // A request that waited for its accounts has its full term from the day on which they were opened.
        var openedAt = Happenings.ExecutedAt(opening) ?? record.ReceivedAt;
        var from = openedAt > record.ReceivedAt ? openedAt : record.ReceivedAt;
        return new StartCondition.TermFrom(ActOf(document), KazakhstanTime.DateOf(from));
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, OffsetIssuance document, DateOnly on, CancellationToken cancellation)
    {
        var earlier = await projects.IssuesAsync(document.Project.Code, record, cancellation);
        var holders = document.Shares.Select(share => opaque.NameOf(share.Party)).ToList();
        return await ledger.ReadAsync(
            state => OffsetIssue.Decide(document, holders, earlier, on, state), cancellation);
    }

    private Task<bool> HasAccountsAsync(string project, CancellationToken cancellation) =>
        ledger.ReadAsync(state => state.AccountsOf(project).Count > 0, cancellation);

    /// <summary>The procedure that opened the project's accounts, or else the first that is to open them.</summary>
    private async Task<ProcedureRecord?> OpeningAsync(string project, CancellationToken cancellation) =>
        (await projects.ApplicationsAsync(cancellation))
            .Where(one => one.Application.Project.Code == project)
            .OrderBy(one => one.Record.Stage == ProcedureStage.Executed ? 0 : 1)
            .FirstOrDefault().Record;
}
