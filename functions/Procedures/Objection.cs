using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Why a registrar's decision cannot be taken (409).</summary>
/// <param name="Code">A stable name in camelCase.</param>
/// <param name="Text">What the registrar reads.</param>
internal sealed record Objection(string Code, LocalizedText Text);
