using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Http;

/// <summary>A person as answers show it: a legal entity by BIN, a natural person by IIN.</summary>
internal static class PartyView
{
    /// <summary>The view; what the registry knows only by an opaque id is shown as that.</summary>
    public static object Of(string id, string? name)
    {
        if (!IdentificationNumber.TryParse(id, out var number))
            return new { Id = id, Name = name };
        return number.IsNaturalPerson ? new { Iin = id, Name = name } : new { Bin = id, Name = name };
    }
}
