using System.Collections.Concurrent;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>One procedure of a verified report with its document.</summary>
public sealed record RegisteredReport(ProcedureRecord Record, VerifiedReportRegistered Document)
{
    /// <summary>What compliance asks of it.</summary>
    public ReportFacts Facts() => new(
        Record.Id,
        Document.VerifiedTonnes,
        Document.RegisteredOn,
        Record.Deadline?.DueOn,
        Record.Stage == ProcedureStage.Executed && Happenings.ExecutedAt(Record) is { } at
            ? KazakhstanTime.DateOf(at)
            : null);
}

/// <summary>
/// ¶28: the verified reports that were registered, and the offset units that holders give beside them. Documents never
/// change, so each is read once.
/// </summary>
public sealed class RegisteredReports(ProcedureStore procedures, CaseFiles files)
{
    private readonly ConcurrentDictionary<string, Document> read = new(StringComparer.Ordinal);

    /// <summary>The reports that were not refused, in the order in which they came.</summary>
    /// <param name="installation">Of one installation; of all when it is null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<RegisteredReport>> AllAsync(string? installation, CancellationToken cancellation)
    {
        var reports = new List<RegisteredReport>();
        var records = OfKindAsync(DocumentKind.VerifiedReportRegistered, installation, cancellation);
        await foreach (var record in records)
        {
            if (record.Stage != ProcedureStage.Refused && record.Refusal is null)
                reports.Add(new(record, (VerifiedReportRegistered)await DocumentAsync(record, cancellation)));
        }
        return [.. reports.OrderBy(report => report.Record.ReceivedAt)];
    }

    /// <summary>True when a report for the year was carried out by another procedure.</summary>
    public async Task<bool> WasCarriedOutAsync(
        string installation, int year, string otherThan, CancellationToken cancellation) =>
        (await AllAsync(installation, cancellation)).Any(report =>
            report.Document.Year == year && report.Record.Id != otherThan
            && report.Record.Stage is ProcedureStage.Executing or ProcedureStage.Executed);

    /// <summary>
    /// How many offset units the holder gives for an installation's year: what its latest document says, otherwise none
    /// (requirements C5).
    /// </summary>
    /// <param name="installation">Of one installation; of all when it is null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyDictionary<(string Installation, int Year), long>> MostOffsetsAsync(
        string? installation, CancellationToken cancellation)
    {
        var latest = new Dictionary<(string Installation, int Year), (DateTimeOffset At, long Units)>();
        await foreach (var record in OfKindAsync(DocumentKind.OffsetUse, installation, cancellation))
        {
            if (record.Stage == ProcedureStage.Refused)
                continue;
            var use = (OffsetUse)await DocumentAsync(record, cancellation);
            var key = (use.Installation, use.Year);
            if (!latest.TryGetValue(key, out var known) || known.At <= record.ReceivedAt)
                latest[key] = (record.ReceivedAt, use.Units);
        }
        return latest.ToDictionary(pair => pair.Key, pair => pair.Value.Units);
    }

    private IAsyncEnumerable<ProcedureRecord> OfKindAsync(
        DocumentKind kind, string? installation, CancellationToken cancellation) => procedures.AllAsync(
        new ProcedureFilter { Kind = DocumentKinds.NameOf(kind), Installation = installation }, cancellation);

    private async Task<Document> DocumentAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (!read.TryGetValue(record.DocumentSha256, out var document))
        {
            document = await files.DocumentAsync(record.DocumentSha256, cancellation);
            read[record.DocumentSha256] = document;
        }
        return document;
    }
}
