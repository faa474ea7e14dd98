using CarbonRegistry.Integration.Tests.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>Purges of instances with sub-orchestrations, whole and broken off.</summary>
public sealed class RecursivePurgeTests
{
    private static readonly PurgeInstanceOptions Recursive = new(true);

    [Fact]
    public async Task Purge_Recursive_TakesTheChildrenOfAllGenerations()
    {
        await using var hub = await StartAsync(new MemoryRowStore());
        await hub.RunAsync("Other", id: "other");

        Assert.Equal(4, (await hub.Client.PurgeInstanceAsync("one", Recursive)).PurgedInstanceCount);

        Assert.Equal(["other"], await IdsAsync(hub));
    }

    [Fact]
    public async Task Purge_NotRecursive_LeavesTheChildren()
    {
        await using var hub = await StartAsync(new MemoryRowStore());

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);

        Assert.Equal(["child-1", "child-2", "grandchild"], await IdsAsync(hub));
    }

    [Fact]
    public async Task PurgeAll_RecursiveOfParents_CountsEachInstanceOnce()
    {
        await using var hub = await StartAsync(new MemoryRowStore());

        var purged = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), Recursive);

        Assert.Equal(4, purged.PurgedInstanceCount);
        Assert.Empty(await IdsAsync(hub));
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    public async Task Purge_BrokenOffAtAnyWrite_IsEndedByTheNext(Death death)
    {
        for (var write = 1; write <= 4; write++)
        {
            var rows = new MemoryRowStore();
            await using var hub = await StartAsync(rows);
            await hub.RestartAsync(new DyingRowStore(rows, write, death));
            await Assert.ThrowsAsync<IOException>(() => hub.Client.PurgeInstanceAsync("one", Recursive));
            await hub.RestartAsync();

            await hub.Client.PurgeInstanceAsync("one", Recursive);

            Assert.Empty(await IdsAsync(hub));
        }
    }

    private static async Task<Hub> StartAsync(MemoryRowStore rows)
    {
        var hub = await new Hub(rows)
            .Orchestrator("Other", context => Task.FromResult(context.InstanceId))
            .Orchestrator("Child", context => context.GetInput<int>() == 1
                ? CallAsync(context, "Other", "grandchild", 0)
                : Task.FromResult(""))
            .Orchestrator("Parent", async context =>
            {
                var generation = context.GetInput<int>();
                await CallAsync(context, "Child", $"child-{generation}", generation);
                if (generation == 1)
                    context.ContinueAsNew(2);
                return generation;
            })
            .StartAsync();
        await hub.RunAsync("Parent", 1);
        return hub;
    }

    private static Task<string> CallAsync(TaskOrchestrationContext context, string name, string id, int input) =>
        context.CallSubOrchestratorAsync<string>(name, input, new SubOrchestrationOptions(instanceId: id));

    private static async Task<List<string>> IdsAsync(Hub hub)
    {
        var ids = new List<string>();
        await foreach (var one in hub.Client.GetAllInstancesAsync())
            ids.Add(one.InstanceId);
        return ids;
    }
}
