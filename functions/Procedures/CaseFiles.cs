using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Excel;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Reads the papers of a procedure back from the archive.</summary>
public sealed class CaseFiles(DocumentArchive archive)
{
    /// <summary>The document as it came.</summary>
    /// <exception cref="InvalidDataException">What was let in can no longer be read.</exception>
    public async Task<Document> DocumentAsync(string sha256, CancellationToken cancellation)
    {
        var reading = DocumentReader.Read(await archive.GetAsync(sha256, cancellation));
        return reading.Document ?? throw new InvalidDataException($"The archived document {sha256} cannot be read.");
    }

    /// <summary>
    /// The application with every paper that came since, in the order in which they came, and when the last one that
    /// was missing came: the moment from which the term counts (¶14).
    /// </summary>
    public async Task<(AccountApplication Application, DateTimeOffset CompleteAt)> ApplicationAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        var application = (AccountApplication)await DocumentAsync(record.DocumentSha256, cancellation);
        var completeAt = record.ReceivedAt;
        foreach (var known in record.Supplements.OrderBy(paper => paper.ReceivedAt))
        {
            if (Papers.Missing(application).Count == 0)
                break;
            var supplement = (DocumentSupplement)await DocumentAsync(known.DocumentSha256, cancellation);
            application = Papers.Apply(application, supplement).Application;
            completeAt = known.ReceivedAt > completeAt ? known.ReceivedAt : completeAt;
        }
        return (application, completeAt);
    }

    /// <summary>
    /// The offset application with every paper that came since, and when the last one that was missing came: the moment
    /// from which the term counts (¶25).
    /// </summary>
    public async Task<(OffsetAccountApplication Application, DateTimeOffset CompleteAt)> OffsetApplicationAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        var application = (OffsetAccountApplication)await DocumentAsync(record.DocumentSha256, cancellation);
        var completeAt = record.ReceivedAt;
        foreach (var known in record.Supplements.OrderBy(paper => paper.ReceivedAt))
        {
            if (Papers.Missing(application).Count == 0)
                break;
            var supplement = (DocumentSupplement)await DocumentAsync(known.DocumentSha256, cancellation);
            application = Papers.Apply(application, supplement).Application;
            completeAt = known.ReceivedAt > completeAt ? known.ReceivedAt : completeAt;
        }
        return (application, completeAt);
    }

    /// <summary>The plan of a procedure of ¶12, read from its archived workbook.</summary>
    /// <exception cref="InvalidDataException">What was let in can no longer be read.</exception>
    public async Task<NationalPlan> PlanAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var reading = PlanWorkbook.Read(await archive.GetAsync(record.DocumentSha256, cancellation));
        return reading.Plan
            ?? throw new InvalidDataException($"The archived workbook {record.DocumentSha256} cannot be read.");
    }
}
