using CarbonRegistry.Functions.Registry;
using CarbonRegistry.Infra.Ledger.SecondBook;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>Reconciles the ledger with the second book every night, after the day's publication.</summary>
public sealed class AuditNightly(
    SecondBookAudit audit, AuditCaseStore cases, LastAudit last, ILogger<AuditNightly> log)
{
    /// <summary>Runs at 19:40 UTC: 00:40 in Kazakhstan, or 01:40 where a clock still shows UTC+6.</summary>
    [Function(nameof(AuditNightly))]
    public async Task RunAsync([TimerTrigger("0 40 19 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var report = await audit.RunAsync(cancellation);
        last.Report = report;
        if (await cases.OpenAsync(report, cancellation) is { } opened)
            log.LogCritical(
                "The second book differs in {Count} places: {Case} is open.", report.Findings.Count, opened.Id);
        else
            log.LogInformation("The second book agrees up to {Size} entries.", report.Size);
    }
}
