using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The registry's own documents about the end of a term (¶29; Code, article 295(10)). The first is written by itself;
/// when registrars refuse one, a registrar hands in the next.
/// </summary>
public sealed class TermDocuments(ProcedureStore procedures, RegistrySettings settings)
{
    /// <summary>The procedures about a term, in the order of their numbers.</summary>
    internal async Task<IReadOnlyList<ProcedureRecord>> OfAsync(
        DocumentKind kind, UnitTerm term, CancellationToken cancellation)
    {
        var found = new List<ProcedureRecord>();
        while (await procedures.FindAsync(IdOf(kind, term, found.Count + 1), cancellation) is { } record)
            found.Add(record);
        return found;
    }

    /// <summary>The id of the procedure of a document about a term.</summary>
    internal string IdOf(DocumentKind kind, UnitTerm term, int turn) => ProcedureId.Of(
        kind, settings.SystemOperator, LeavingFits.DateOf(term.Years).Year, term.Number(turn)).ToString();
}
