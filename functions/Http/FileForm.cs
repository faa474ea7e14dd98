using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Http;

/// <summary>In which form a report is sent.</summary>
internal enum FileForm
{
    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON document a line.</summary>
    NdJson,

    /// <summary>Comma-separated values.</summary>
    Csv,
}

/// <summary>Chooses the form that a caller asks for.</summary>
internal static class FileForms
{
    /// <summary>
    /// The form that <c>?format=</c> names (browsers choose no header), otherwise the first that <c>Accept</c> names
    /// and the registry writes, otherwise JSON.
    /// </summary>
    /// <returns>False when the query names another form.</returns>
    public static bool TryChoose(HttpRequest request, out FileForm form)
    {
        string? named = request.Query["format"];
        if (!string.IsNullOrEmpty(named))
        {
            form = named switch { "csv" => FileForm.Csv, "ndjson" => FileForm.NdJson, _ => FileForm.Json };
            return named is "csv" or "ndjson" or "json";
        }
        form = request.Headers.Accept.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split(';')[0].Trim().ToLowerInvariant() switch
            {
                "text/csv" => FileForm.Csv,
                "application/x-ndjson" => FileForm.NdJson,
                "application/json" => FileForm.Json,
                _ => (FileForm?)null,
            })
            .FirstOrDefault(found => found is not null) ?? FileForm.Json;
        return true;
    }
}
