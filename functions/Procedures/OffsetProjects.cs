using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What the documents of ¶24 to ¶26 say of offset projects. All of it is read from the procedures.</summary>
public sealed class OffsetProjects(ProcedureStore procedures, CaseFiles files)
{
    private static readonly string Applications = DocumentKinds.NameOf(DocumentKind.OffsetAccountApplication);
    private static readonly string Issues = DocumentKinds.NameOf(DocumentKind.OffsetIssuance);

    /// <summary>
    /// The applications that were not refused, with their procedures, in the order of receipt; those that were carried
    /// out are among them.
    /// </summary>
    public async Task<IReadOnlyList<(ProcedureRecord Record, OffsetAccountApplication Application)>> ApplicationsAsync(
        CancellationToken cancellation)
    {
        var found = new List<(ProcedureRecord Record, OffsetAccountApplication Application)>();
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Kind = Applications }, cancellation))
        {
            if (record.Stage != ProcedureStage.Refused)
                found.Add((record, (await files.OffsetApplicationAsync(record, cancellation)).Application));
        }
        return [.. found.OrderBy(one => one.Record.ReceivedAt).ThenBy(one => one.Record.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The issues of a project that were carried out, and those asked for before this one: of two requests for
    /// the same days the earlier one stands (¶26).
    /// </summary>
    /// <param name="project">The project's code.</param>
    /// <param name="before">The procedure that asks; null for a document that is still at the door.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<EarlierIssue>> IssuesAsync(
        string project,
        ProcedureRecord? before,
        CancellationToken cancellation)
    {
        var found = new List<EarlierIssue>();
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Kind = Issues }, cancellation))
        {
            if (record.Id == before?.Id || record.Stage == ProcedureStage.Refused || record.Refusal is not null)
                continue;
            if (record.Stage != ProcedureStage.Executed && before is not null && !IsBefore(record, before))
                continue;
            var request = (OffsetIssuance)await files.DocumentAsync(record.DocumentSha256, cancellation);
            if (request.Project.Code == project)
                found.Add(new EarlierIssue(record.Id, request.Report));
        }
        return found;
    }

    /// <summary>True when the record came before the other; the id settles what came in the same moment.</summary>
    internal static bool IsBefore(ProcedureRecord record, ProcedureRecord other)
    {
        var byTime = record.ReceivedAt.CompareTo(other.ReceivedAt);
        return byTime < 0 || (byTime == 0 && string.CompareOrdinal(record.Id, other.Id) < 0);
    }
}
