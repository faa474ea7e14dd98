using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What a document speaks of.</summary>
internal static class DocumentSubjects
{
    /// <summary>The installation's code; null for documents that name none.</summary>
    public static string? InstallationOf(Document document) => document switch
    {
        AccountApplication application => application.Installation,
        MonitoringPlanDefault notice => notice.Installation,
        MonitoringPlanAccepted notice => notice.Installation,
        InstallationLiquidation notice => notice.Installation,
        DocumentSupplement or ReserveAssignment => null,
        _ => throw new ArgumentOutOfRangeException(nameof(document), document.GetType().Name, null),
    };
}
