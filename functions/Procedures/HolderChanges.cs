using System.Collections.Concurrent;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>A change of ¶21 that was recorded.</summary>
/// <param name="Document">The application.</param>
/// <param name="Record">Its procedure.</param>
/// <param name="At">When it was recorded.</param>
public sealed record KnownHolderChange(OperatorChange Document, ProcedureRecord Record, DateTimeOffset At);

/// <summary>
/// The changes of operators, names and legal forms that were recorded (¶21). The journal has no names, so the documents
/// themselves are the record.
/// </summary>
public sealed class HolderChanges(ProcedureStore procedures, CaseFiles files)
{
    private static readonly string Kind = DocumentKinds.NameOf(DocumentKind.OperatorChange);
    private readonly ConcurrentDictionary<string, OperatorChange> read = new(StringComparer.Ordinal);

    /// <summary>Every change, in the order in which they were recorded.</summary>
    public Task<IReadOnlyList<KnownHolderChange>> AllAsync(CancellationToken cancellation) =>
        FindAsync(null, cancellation);

    /// <summary>The changes of one installation, in the order in which they were recorded.</summary>
    public Task<IReadOnlyList<KnownHolderChange>> OfInstallationAsync(string code, CancellationToken cancellation) =>
        FindAsync(code, cancellation);

    private async Task<IReadOnlyList<KnownHolderChange>> FindAsync(
        string? installation, CancellationToken cancellation)
    {
        var found = new List<KnownHolderChange>();
        var filter = new ProcedureFilter
        {
            Kind = Kind,
            Installation = installation,
            Stage = ProcedureStage.Executed,
        };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            var at = Happenings.ExecutedAt(record) ?? record.ReceivedAt;
            found.Add(new KnownHolderChange(await ReadAsync(record, cancellation), record, at));
        }
        return [.. found.OrderBy(change => change.At)];
    }

    private async Task<OperatorChange> ReadAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (read.TryGetValue(record.DocumentSha256, out var known))
            return known;
        var document = (OperatorChange)await files.DocumentAsync(record.DocumentSha256, cancellation);
        return read[record.DocumentSha256] = document;
    }
}
