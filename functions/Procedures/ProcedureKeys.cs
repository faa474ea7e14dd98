using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// What may be looked up as a procedure: a text from outside becomes a storage key only when it is an id.
/// </summary>
internal static class ProcedureKeys
{
    /// <summary>True when the text is a procedure's id.</summary>
    public static bool IsKey(string text) => ProcedureId.TryParse(text, out _);
}
