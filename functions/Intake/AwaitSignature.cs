using System.Security.Cryptography;
using System.Text;
using CarbonRegistry.Functions.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Intake;

/// <summary>A document that waits for its signature.</summary>
/// <param name="Notice">The version of the blob.</param>
/// <param name="Until">When it is refused.</param>
public sealed record SignatureWait(DroppedNotice Notice, DateTimeOffset Until);

/// <summary>One look at a document that waits.</summary>
/// <param name="Notice">The version of the blob.</param>
/// <param name="IsLast">True when nothing more is waited for.</param>
public sealed record SignatureLook(DroppedNotice Notice, bool IsLast);

/// <summary>
/// Waits for the signature of a dropped document (interfaces, section 3). The wait is an orchestration, so that no
/// trigger is held up by it, a restart does not forget it, and it is the same wherever the host runs.
/// </summary>
public static class AwaitSignature
{
    /// <summary>How long a document waits from the moment in which it was picked up.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A look is tried for more than a day: storage that is away refuses no document.</summary>
    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 200,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10)));

    /// <summary>The orchestration. It is woken when a file beside the document comes.</summary>
    [Function(nameof(AwaitSignature))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var wait = context.GetInput<SignatureWait>()!;
        var nudges = new ProcedureFlow.Nudges(context);
        var isLast = false;
        while (await context.CallActivityAsync<bool>(
            nameof(TakeSigned), new SignatureLook(wait.Notice, isLast), Patiently))
        {
            isLast = await ProcedureFlow.ComesFirstAsync(context, nudges.Next(), wait.Until);
        }
    }

    /// <summary>The instance that waits for the signature of this version of a blob.</summary>
    internal static string IdOf(string name, string version)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{version}"));
        return $"{nameof(AwaitSignature)}.{Convert.ToHexStringLower(hash)[..32]}";
    }

    /// <summary>Starts the wait unless it runs: a trigger may run twice.</summary>
    internal static async Task StartAsync(
        DurableTaskClient durable, DroppedNotice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = IdOf(notice.Name, notice.Version);
        if (await durable.GetInstanceAsync(id, cancellation) is { IsCompleted: false })
            return;
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(
                nameof(AwaitSignature),
                new SignatureWait(notice, now + Patience),
                new StartOrchestrationOptions(id),
                cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The same version may be picked up twice at once; whoever lost finds the wait there.
            if (await durable.GetInstanceAsync(id, cancellation) is null)
                throw;
        }
    }
}
