using CarbonRegistry.Integration.Tests.Faults;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>What callers of the API see while the storage does not answer.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StorageTroubleTests(EndToEndWorld world) : IAsyncLifetime
{
    private const string Today = "2022-07-25";

    /// <summary>As many as a client's tries, so that the trouble reaches the registry.</summary>
    private const int Tries = 2;

    /// <summary>A document is let in by fewer calls.</summary>
    private const int CallsOfADoor = 8;

    private readonly TroubledStorage storage = new();
    private RegistryHost host = null!;
    private int number;

    public async Task InitializeAsync()
    {
        host = await RegistryHost.StartAsync(world.TakeStorage(), trouble: storage);
        (await host.Client.PostPlanAsync(Papers.Plan, "authority")).Expect(202);
        await host.Client.AwaitStageAsync(Papers.PlanProcedure, "awaitingDecision");
    }

    public async Task DisposeAsync()
    {
        storage.Plan = static _ => null;
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Requests_DuringAnOutage_Are503WithRetryAfter()
    {
        foreach (var trouble in (StorageTrouble[])
            [StorageTrouble.DropRequest, StorageTrouble.Answer429, StorageTrouble.Answer500, StorageTrouble.Answer503])
        {
            storage.Plan = _ => trouble;
            var client = host.Client;
            Answer[] answers =
            [
                await client.GetAsync("/api/procedures"),
                await client.ProcedureAsync(Papers.PlanProcedure),
                await client.GetAsync("/api/plans/2022-2025", null),
                await client.DecideAsync(Papers.PlanProcedure, "registrar-1", "approve"),
                await client.PostPlanAsync(Papers.Plan, "authority"),
                await client.PostNoticeAsync(NextNotice(), "authority"),
            ];
            storage.Plan = static _ => null;

            foreach (var answer in answers)
            {
                Assert.Equal("application/problem+json", answer.Expect(503).MediaType);
                Assert.Equal(TimeSpan.FromSeconds(5), answer.RetryAfter);
                Assert.Equal("storageUnavailable", answer.Json.GetProperty("code").GetString());
                Assert.Contains("never carried out twice", answer.Text, StringComparison.Ordinal);
            }
        }

        // Who may not ask is told so all along.
        storage.Plan = _ => StorageTrouble.DropRequest;
        (await host.Client.GetAsync("/api/procedures", "nobody")).Expect(401);
    }

    [Fact]
    public async Task Document_WithTroubleAtAnyCallOfTheDoor_IsLetInOnceByTheNextTry()
    {
        var outcomes = new Dictionary<int, int>();
        foreach (var trouble in (StorageTrouble[])
            [StorageTrouble.DropRequest, StorageTrouble.DropAnswer, StorageTrouble.Answer503])
        {
            for (var call = 1; call <= CallsOfADoor; call++)
            {
                var first = storage.Calls + call;
                storage.Plan = n => n >= first && n < first + Tries ? trouble : null;
                var notice = NextNotice();
                var answer = await host.Client.PostNoticeAsync(notice, "authority");
                storage.Plan = static _ => null;
                outcomes[answer.Status] = outcomes.GetValueOrDefault(answer.Status) + 1;
                Assert.True(answer.Status is 202 or 503, $"{trouble} at call {call}: {answer.Status} {answer.Text}");

                var again = await host.Client.PostNoticeAsync(notice, "authority");
                Assert.True(again.Status is 202 or 200, $"{trouble} at call {call}, again: {again.Text}");
                Assert.True(answer.Status == 503 || again.Status == 200);
                var id = again.Json.GetProperty("procedure").GetString()!;
                (await host.Client.ProcedureAsync(id)).Expect(200);
            }
        }

        Assert.True(outcomes.GetValueOrDefault(503) >= CallsOfADoor, "The trouble did not reach the door.");
        Assert.True(outcomes.GetValueOrDefault(202) > 0, "Nothing came through.");
        var all = await host.Client.GetAsync("/api/procedures?kind=monitoringPlanDefault&take=1000");
        Assert.Equal(number, all.Json.GetProperty("items").GetArrayLength());
    }

    /// <summary>A decision whose answer was lost stands once, and its sender is not told of another.</summary>
    [Fact]
    public async Task Decision_WhoseAnswerWasLost_CountsOnce()
    {
        var answers = new List<int>();
        foreach (var (call, registrar) in ((int, string)[])[(3, "registrar-1"), (3, "registrar-2")])
        {
            var first = storage.Calls + call;
            storage.Plan = n => n == first ? StorageTrouble.DropAnswer : null;
            answers.Add((await host.Client.DecideAsync(Papers.PlanProcedure, registrar, "approve")).Status);
            storage.Plan = static _ => null;
        }

        var executed = await host.Client.AwaitStageAsync(Papers.PlanProcedure, "executed");

        Assert.Equal([200, 200], answers);
        Assert.Equal(2, executed.GetProperty("approvals").GetProperty("given").GetArrayLength());
    }

    private System.Text.Json.Nodes.JsonObject NextNotice() =>
        Papers.Default($"П-{++number}", "KZ-0001", Today);
}
