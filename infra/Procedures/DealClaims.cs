using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Procedures;

/// <summary>
/// Which procedure carries a deal out, so that two documents about one deal never move its units twice, not even when
/// both are carried out in the same moment on two machines. A claim is one row; whoever adds it first has it.
/// </summary>
public sealed class DealClaims(TableServiceClient tables)
{
    private const string Partition = "KZ";
    private const string ProcedureColumn = "Procedure";

    private readonly TableClient table = tables.GetTableClient(StorageNames.DealsTable);

    /// <summary>Claims the deal, unless it is claimed.</summary>
    /// <returns>The procedure that has the deal.</returns>
    public async Task<string> ClaimAsync(string deal, string procedure, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(RowOf(deal, procedure), cancellation);
            return procedure;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return (await GetAsync(deal, cancellation)).GetString(ProcedureColumn);
        }
    }

    /// <summary>Takes the deal over from a procedure that ended without carrying it out.</summary>
    /// <returns>False when the claim is no longer that procedure's.</returns>
    public async Task<bool> TakeOverAsync(string deal, string from, string to, CancellationToken cancellation)
    {
        var row = await GetAsync(deal, cancellation);
        if (row.GetString(ProcedureColumn) != from)
            return false;
        try
        {
            await table.UpdateEntityAsync(RowOf(deal, to), row.ETag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private async Task<TableEntity> GetAsync(string deal, CancellationToken cancellation) =>
        (await table.GetEntityAsync<TableEntity>(Partition, KeyOf(deal), null, cancellation)).Value;

    private static TableEntity RowOf(string deal, string procedure) =>
        new(Partition, KeyOf(deal)) { ["Deal"] = deal, [ProcedureColumn] = procedure };

    /// <summary>The numbers of contracts and trades may hold characters that a key may not.</summary>
    private static string KeyOf(string deal) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deal)));
}
