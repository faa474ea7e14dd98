using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Procedures;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Which orchestration carries out which document, and how one is started exactly once.</summary>
internal static class Orchestrations
{
    /// <summary>The kind under which a National Plan is recorded; it comes as a workbook, not as a document.</summary>
    public const string PlanKind = "planInForce";

    /// <summary>The orchestration's name, the one that stands in every status list.</summary>
    public static string NameFor(string kind)
    {
        if (kind == PlanKind)
            return nameof(PutPlanIntoForce);
        if (!DocumentKinds.TryParse(kind, out var document))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        return document switch
        {
            DocumentKind.AccountApplication => nameof(OpenAccount),
            DocumentKind.DocumentSupplement => nameof(SupplementPapers),
            DocumentKind.MonitoringPlanDefault => nameof(BlockAccount),
            DocumentKind.MonitoringPlanAccepted => nameof(UnblockAccount),
            DocumentKind.InstallationLiquidation => nameof(LiquidateInstallation),
            DocumentKind.ReserveAssignment => nameof(AssignToSubaccount),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>
    /// Starts the procedure's orchestration unless it runs. One that ended while its procedure is open was terminated
    /// or broke off: the term of the law runs on, so it begins anew, and finds in the row what was done already.
    /// </summary>
    public static async Task StartAsync(
        DurableTaskClient durable,
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        if (record.Ended || await durable.GetInstanceAsync(record.Id, cancellation) is { IsCompleted: false })
            return;
        var options = new Microsoft.DurableTask.StartOrchestrationOptions(record.Id);
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(NameFor(record.Kind), record.Id, options, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Two doors may start the same procedure at once; whoever lost finds it there.
            if (await durable.GetInstanceAsync(record.Id, cancellation) is null)
                throw;
        }
    }

    /// <summary>Wakes a procedure so that it looks at the tables again.</summary>
    public static async Task NudgeAsync(DurableTaskClient durable, string id, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(id, cancellation) is { IsRunning: true })
            await durable.RaiseEventAsync(id, ProcedureFlow.Woken, null, cancellation);
    }
}
