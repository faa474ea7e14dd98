using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Which act of the law a document asks for.</summary>
internal static class RegulatedActs
{
    /// <summary>The act behind the document.</summary>
    public static RegulatedAct Of(Document document) => document switch
    {
        AccountApplication => RegulatedAct.AccountApplication,
        DocumentSupplement => RegulatedAct.AccountApplication,
        MonitoringPlanDefault => RegulatedAct.MonitoringPlanDefault,
        MonitoringPlanAccepted => RegulatedAct.MonitoringPlanAccepted,
        InstallationLiquidation => RegulatedAct.InstallationLiquidation,
        ReserveAssignment => RegulatedAct.LiquidationAssignment,
        _ => throw new ArgumentOutOfRangeException(nameof(document), document.GetType().Name, null),
    };

    /// <summary>
    /// The provision in the short form that entries and answers carry: <c>¶22</c>, whatever its part.
    /// </summary>
    public static string ParagraphOf(RegulatedAct act)
    {
        var text = Terms.For(act, RuleSet.All[^1].Since).Paragraph.Text;
        var part = text.IndexOf('(', StringComparison.Ordinal);
        return text.StartsWith('¶') && part > 0 ? text[..part] : text;
    }

    /// <summary>
    /// False where the law leaves no discretion: the act is carried out on the due day even if nobody decides, and
    /// nobody may refuse (interfaces, section 7).
    /// </summary>
    /// <param name="kind">The procedure's kind.</param>
    public static bool LeavesDiscretion(string kind)
    {
        if (kind == Orchestrations.PlanKind)
            return false;
        if (!DocumentKinds.TryParse(kind, out var document))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        return document switch
        {
            DocumentKind.AccountApplication => true,
            DocumentKind.DocumentSupplement => false,
            DocumentKind.MonitoringPlanDefault or DocumentKind.MonitoringPlanAccepted => false,
            DocumentKind.InstallationLiquidation or DocumentKind.ReserveAssignment => false,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
