using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶13, ¶14: papers that an application lacked. The step that carries it out hands them over.</summary>
internal sealed class DocumentSupplementCase(ProcedureStore procedures) : DocumentCase<DocumentSupplement>
{
    internal override DocumentKind Kind => DocumentKind.DocumentSupplement;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        DocumentSupplement document, CancellationToken cancellation) =>
        DoorFits.Supplement(document, await procedures.FindAsync(document.Follows.ToString(), cancellation));

    /// <summary>It posts nothing by itself.</summary>
    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, DocumentSupplement document, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult<Orders>(new Orders.Post([]));
}
