using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶24, ¶25: the application for the accounts of an offset project's applicants.</summary>
internal sealed class OffsetAccountApplicationCase(
    CaseFiles files,
    OffsetProjects projects,
    RegistryLedger ledger,
    OpaqueIds opaque)
    : DocumentCase<OffsetAccountApplication>
{
    internal override DocumentKind Kind => DocumentKind.OffsetAccountApplication;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        OffsetAccountApplication document, CancellationToken cancellation)
    {
        var known = await ledger.ReadAsync(state => state.AccountsOf(document.Project.Code).Count > 0, cancellation);
        return known ? [DoorFits.ProjectRegistered(document)] : [];
    }

    private protected override Task<IReadOnlyList<string>> ConcernedAsync(
        OffsetAccountApplication document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. document.Applicants.Select(one => one.Party.Id.Text)]);

    /// <summary>
    /// The clock starts with the last paper, the approval of ¶24 among them (requirements C9).
    /// </summary>
    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, OffsetAccountApplication document, CancellationToken cancellation)
    {
        var (application, completeAt) = await files.OffsetApplicationAsync(record, cancellation);
        var missing = Papers.Missing(application);
        return missing.Count > 0
            ? new StartCondition.MissingPapers(missing)
            : new StartCondition.TermFrom(ActOf(document), KazakhstanTime.DateOf(completeAt));
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, OffsetAccountApplication document, DateOnly on, CancellationToken cancellation)
    {
        var (application, _) = await files.OffsetApplicationAsync(record, cancellation);
        var approvalUsed = (await projects.ApplicationsAsync(cancellation)).Any(other =>
            other.Record.Stage == ProcedureStage.Executed && other.Record.Id != record.Id
            && other.Application.Approval == application.Approval);
        var holders = application.Applicants.Select(one => opaque.NameOf(one.Party.Id)).ToList();
        return await ledger.ReadAsync(
            state => OffsetOpening.Decide(application, holders, approvalUsed, on, state), cancellation);
    }
}
