using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The exchange quotations that were recorded (Order 221 ¶13 to ¶16).</summary>
public sealed class Quotations(ProcedureStore procedures)
{
    private static readonly string Kind = DocumentKinds.NameOf(DocumentKind.ExchangeQuotation);

    /// <summary>The table as the procedures that were carried out make it.</summary>
    public async Task<QuotationTable> ReadAsync(CancellationToken cancellation)
    {
        var quotations = new List<Quotation>();
        var filter = new ProcedureFilter { Kind = Kind, Stage = ProcedureStage.Executed };
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            if (record.Quotation is not { } stored)
                continue;
            var exchange = new Party(IdentificationNumber.Parse(record.IssuerId), record.IssuerName);
            quotations.Add(new Quotation(
                stored.UnitKind, stored.QuotedOn, stored.Price, exchange, record.ReceivedAt, record.Id));
        }
        return new QuotationTable(quotations);
    }
}
