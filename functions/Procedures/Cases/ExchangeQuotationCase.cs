using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>Order 221 ¶13, 14: an exchange's price of a day is recorded; no unit moves.</summary>
internal sealed class ExchangeQuotationCase : DocumentCase<ExchangeQuotation>
{
    private const string Paragraph = "Order 221 ¶13";

    internal override DocumentKind Kind => DocumentKind.ExchangeQuotation;

    internal override Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation)
    {
        var quoted = (ExchangeQuotation)document;
        return Task.FromResult(record with
        {
            Paragraph = Paragraph,
            Quotation = new StoredQuotation(quoted.UnitKind, quoted.QuotedOn, quoted.Price),
        });
    }

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, ExchangeQuotation document, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult<Orders>(new Orders.Post([]));
}
