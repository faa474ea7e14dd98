using System.Collections.Concurrent;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The installations that no plan names and that came by an application of ¶17. What the registry knows of them stands
/// in their applications and nowhere else.
/// </summary>
public sealed class NewInstallations(ProcedureStore procedures, CaseFiles files)
{
    /// <summary>The provision under which their applications are recorded.</summary>
    public const string Paragraph = "¶17";

    private static readonly string ApplicationKind = DocumentKinds.NameOf(DocumentKind.AccountApplication);

    /// <summary>The archive's documents never change, and every list of accounts needs these.</summary>
    private readonly ConcurrentDictionary<string, AccountApplication> read = new(StringComparer.Ordinal);

    /// <summary>Every installation whose account was opened by ¶17, in no order.</summary>
    public async Task<IReadOnlyList<NewlyKnown>> OpenedAsync(CancellationToken cancellation)
    {
        var filter = new ProcedureFilter
        {
            Kind = ApplicationKind,
            Paragraph = Paragraph,
            Stage = ProcedureStage.Executed,
        };
        var all = new List<NewlyKnown>();
        await foreach (var record in procedures.AllAsync(filter, cancellation))
            all.Add(await ReadAsync(record, cancellation));
        return all;
    }

    /// <summary>
    /// What the application of ¶17 says: the one that opened the account, otherwise the first that is still open; null
    /// when there is neither.
    /// </summary>
    /// <param name="installation">The installation's code.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<NewlyKnown?> FindAsync(string installation, CancellationToken cancellation)
    {
        var filter = new ProcedureFilter
        {
            Kind = ApplicationKind,
            Paragraph = Paragraph,
            Installation = installation,
        };
        ProcedureRecord? best = null;
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            if (record.Stage != ProcedureStage.Refused && (best is null || ComesBefore(record, best)))
                best = record;
        }
        return best is null ? null : await ReadAsync(best, cancellation);
    }

    private static bool ComesBefore(ProcedureRecord record, ProcedureRecord other)
    {
        var opened = record.Stage == ProcedureStage.Executed;
        return opened == (other.Stage == ProcedureStage.Executed) ? record.ReceivedAt < other.ReceivedAt : opened;
    }

    private async Task<NewlyKnown> ReadAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (!read.TryGetValue(record.DocumentSha256, out var application))
        {
            application = (AccountApplication)await files.DocumentAsync(record.DocumentSha256, cancellation);
            read[record.DocumentSha256] = application;
        }
        var told = application.NewInstallation
            ?? throw new InvalidDataException($"The application of {record.Id} is none of {Paragraph}.");
        return new NewlyKnown(
            application.Installation,
            told.Category,
            application.Applicant,
            record.Stage == ProcedureStage.Executed,
            application.Date,
            told.Name,
            told.Sector,
            told.Region);
    }
}

/// <summary>What an application of ¶17 says of its installation.</summary>
/// <param name="Code">The installation's code.</param>
/// <param name="Category">The category of the reserve from which it gets its units (¶18).</param>
/// <param name="Applicant">Its operator.</param>
/// <param name="Opened">True once the account is open.</param>
/// <param name="AppliedOn">The day that the application bears.</param>
/// <param name="Name">Its name as written; null when the application gives none.</param>
/// <param name="Sector">The sector as written; null when the application gives none.</param>
/// <param name="Region">The region as written; null when the application gives none.</param>
public sealed record NewlyKnown(
    string Code,
    ReserveCategory Category,
    Party Applicant,
    bool Opened,
    DateOnly AppliedOn,
    string? Name,
    string? Sector,
    string? Region);
