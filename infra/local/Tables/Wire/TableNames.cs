// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads the names of tables from the JSON of an answer.</summary>
internal static class TableNames
{
    public static List<TableItem> Read(Response response)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return
        [
            .. document.RootElement.GetProperty("value").EnumerateArray()
                .Select(table => new TableItem(table.GetProperty("TableName").GetString()!)),
        ];
    }
}
