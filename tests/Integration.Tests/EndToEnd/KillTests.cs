using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class KillTests(EndToEndWorld world)
{
    private const int Kills = 10;
    private const int Latest = 500;

    // The plan is the largest act by far, and takes seconds.
    private const int KillsOfThePlan = 3;
    private const int LatestOfThePlan = 3000;

    /// <summary>
    /// Each kill falls into a drawn step of the story, after a drawn pause in milliseconds; several may fall into one.
    /// </summary>
    [Theory]
    [InlineData(20220725)]
    public async Task Registry_KilledTenTimes_EndsWithTheSameJournal(int seed)
    {
        var undisturbed = await world.StoryAsync();
        await using var host = await ProcessHost.StartAsync(world.TakeStorage());
        try
        {
            await PlayAsync(host, Drawn(seed));
            await AssertSameAsync(host.Client, undisturbed);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Seed {seed}: {failure.Message}\n{host.Said}", failure);
        }
    }

    private static ILookup<int, TimeSpan> Drawn(int seed)
    {
        // The same seed must give the same moments, which a cryptographic source could not.
#pragma warning disable CA5394
        var random = new Random(seed);
        return Enumerable.Range(0, Kills)
            .Select(number => number < KillsOfThePlan
                ? (Step: 0, After: TimeSpan.FromMilliseconds(random.Next(LatestOfThePlan)))
                : (Step: random.Next(Story.Steps.Count), After: TimeSpan.FromMilliseconds(random.Next(Latest))))
            .ToLookup(kill => kill.Step, kill => kill.After);
#pragma warning restore CA5394
    }

    private static async Task PlayAsync(ProcessHost host, ILookup<int, TimeSpan> kills)
    {
        for (var index = 0; index < Story.Steps.Count; index++)
        {
            var step = Story.Steps[index];
            var pending = new Queue<TimeSpan>(kills[index]);
            while (pending.TryDequeue(out var after))
            {
                var attempt = TryAsync(() => PlayAsync(host.Client, step));
                await Task.Delay(after, TimeProvider.System, CancellationToken.None);
                await host.KillAndRestartAsync();
                await attempt;
            }
            await PlayAsync(host.Client, step);
        }
    }

    private static async Task PlayAsync(RegistryClient client, StoryStep step)
    {
        await Story.MoveAsync(client, step.At);
        await Story.DropAsync(client, step);
        await Story.FinishAsync(client, step);
    }

    /// <summary>An attempt during which the host dies; it is repeated afterwards.</summary>
    private static async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (HttpRequestException)
        {
            // The host died under the request.
        }
    }

    private static async Task AssertSameAsync(RegistryClient client, PlayedStory undisturbed)
    {
        var lines = (await client.GetAsync("/api/journal?take=10000", null)).Lines;
        var expected = (await undisturbed.JournalAsync()).Select(Content).Order(StringComparer.Ordinal);
        Assert.Equal(expected, lines.Select(Content).Order(StringComparer.Ordinal));
        var instructions = lines.Select(line => JsonNode.Parse(line)!["instruction"]!.GetValue<string>()).ToList();
        Assert.Equal(instructions.Distinct(), instructions);

        var board = (await client.GetAsync("/api/procedures?take=1000")).Json.GetProperty("items");
        Assert.Equal(await StagesAsync(undisturbed.Client), Stages(board));
        foreach (var procedure in board.EnumerateArray())
        {
            var other = (await undisturbed.Client.ProcedureAsync(procedure.GetProperty("id").GetString()!)).Json;
            Assert.Equal(History(other), History(procedure));
        }
        Assert.Equal(await OutboxAsync(undisturbed.Client), await OutboxAsync(client));
    }

    /// <summary>An entry without what may differ: its moment and its place.</summary>
    private static string Content(string line)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry.Remove("at");
        entry.Remove("n");
        return entry.ToJsonString();
    }

    /// <summary>What happened to a procedure and who did it, each as often as it stands there.</summary>
    private static IEnumerable<string> History(JsonElement procedure) => procedure.GetProperty("history")
        .EnumerateArray().Select(one => $"{one.GetProperty("what")} {one.GetProperty("who")}")
        .Order(StringComparer.Ordinal);

    private static async Task<List<string>> StagesAsync(RegistryClient client) =>
        Stages((await client.GetAsync("/api/procedures?take=1000")).Json.GetProperty("items"));

    private static List<string> Stages(JsonElement board) =>
    [
        .. board.EnumerateArray().Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.GetProperty("id").GetString()} {one.GetProperty("stage").GetString()} {one.GetProperty("dueOn")}"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every outgoing notice with what it says beside its date and the numbers of entries.</summary>
    private static async Task<List<string>> OutboxAsync(RegistryClient client)
    {
        var notices = new List<string>();
        foreach (var name in (await client.NamesAsync("outbox")).Order(StringComparer.Ordinal))
        {
            if (!name.EndsWith(".json", StringComparison.Ordinal))
                continue;
            var notice = JsonNode.Parse(Encoding.UTF8.GetString(await client.BlobAsync("outbox", name)))!.AsObject();
            notices.Add($"{name} {notice["to"]} {notice["kind"]} {notice["units"]} {notice["dueOn"]}");
        }
        return notices;
    }
}
