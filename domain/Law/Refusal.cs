namespace CarbonRegistry.Domain.Law;

/// <summary>A reasoned "no", as a value: it is a legal record with a paragraph, not an exception.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Paragraph">The provision that stands behind it, such as <c>¶15</c> or <c>Code 300(2)</c>.</param>
/// <param name="Text">What the person reads, with the particulars of this case.</param>
public sealed record Refusal(RefusalCode Code, string Paragraph, LocalizedText Text);
