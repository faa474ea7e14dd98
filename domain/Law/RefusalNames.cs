using System.Text.Json;

namespace CarbonRegistry.Domain.Law;

/// <summary>The names of refusals as documents and answers carry them.</summary>
public static class RefusalNames
{
    /// <summary>The code in camelCase, such as <c>accountNotFound</c>.</summary>
    public static string Of(RefusalCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());
}
