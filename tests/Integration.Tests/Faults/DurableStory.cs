using System.Collections.Concurrent;
using System.Text.Json;
using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>
/// An orchestration with every kind of step. Its output tells how often it took each result; the marks tell which
/// activities ran.
/// </summary>
internal sealed class DurableStory
{
    /// <summary>Larger than a property of a row may be, so that it goes into a blob.</summary>
    public static string LargeInput { get; } = new('ұ', 40_000);

    public ConcurrentQueue<string> Marks { get; } = new();

    public DurableFunctions Functions => new(
        new Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>>
        {
            ["Story"] = TellAsync,
            ["Child"] = async context =>
            {
                context.SetCustomStatus("working");
                return await MarkAsync(context, "child");
            },
        },
        new Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>>
        {
            ["Mark"] = (_, json, _) =>
            {
                var text = JsonSerializer.Deserialize<string>(json!)!;
                Marks.Enqueue(text);
                return Task.FromResult<object?>(text + "!");
            },
        });

    private static Task<string> MarkAsync(TaskOrchestrationContext context, string text) =>
        context.CallActivityAsync<string>("Mark", text);

    private static async Task<object?> TellAsync(TaskOrchestrationContext context)
    {
        var input = context.GetInput<string>()!;
        if (input.StartsWith("again ", StringComparison.Ordinal))
        {
            context.SetCustomStatus("ending");
            return input + " " + await MarkAsync(context, "last");
        }

        var first = await MarkAsync(context, "first");
        var all = await Task.WhenAll(
            MarkAsync(context, "left"),
            MarkAsync(context, "right"),
            context.CallSubOrchestratorAsync<string>("Child", 1, new SubOrchestrationOptions(instanceId: "child")));
        context.SetCustomStatus("deciding");
        using var stop = new CancellationTokenSource();
        var deadline = context.CreateTimer(TimeSpan.FromDays(90), stop.Token);
        var decision = context.WaitForExternalEvent<string>("decision");
        await Task.WhenAny(deadline, decision);
        stop.Cancel();
        context.SetCustomStatus("decided");
        await context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
        context.ContinueAsNew($"again {input.Length} {first} {string.Join(' ', all)} {await decision}");
        return null;
    }
}
