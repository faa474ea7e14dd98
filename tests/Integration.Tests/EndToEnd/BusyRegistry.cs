using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// A registry with the sample plan carried out, on the morning of 29 July 2022. Its clock is not moved: tests that
/// share it take an installation each, and decide with two registrars.
/// </summary>
public sealed class BusyRegistry : IAsyncLifetime
{
    public const string Today = "2022-07-29";

    private readonly string storage;
    private RegistryHost host = null!;

    public BusyRegistry(EndToEndWorld world)
        : this(world.TakeStorage())
    {
    }

    internal BusyRegistry(string storage) => this.storage = storage;

    internal RegistryClient Client => host.Client;

    /// <summary>What registrars were told who decided on the plan.</summary>
    internal Answer SenderDecided { get; private set; } = null!;

    internal Answer Refused { get; private set; } = null!;

    internal Answer DecidedTwice { get; private set; } = null!;

    internal Answer FirstUpload { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        host = await RegistryHost.StartAsync(storage);
        // This is how a command-line client sends a file unless it is told otherwise.
        FirstUpload = await Client.PostAsync(
            "/api/plans", "registrar-3", RegistryClient.Content(Papers.Plan, "application/x-www-form-urlencoded"));
        await Client.AwaitStageAsync(Papers.PlanProcedure, "awaitingDecision");
        SenderDecided = await Client.DecideAsync(Papers.PlanProcedure, "registrar-3", "approve");
        Refused = await Client.DecideAsync(Papers.PlanProcedure, "registrar-1", "refuse", "нет");
        (await Client.DecideAsync(Papers.PlanProcedure, "registrar-1", "approve")).Expect(200);
        DecidedTwice = await Client.DecideAsync(Papers.PlanProcedure, "registrar-1", "approve");
        (await Client.DecideAsync(Papers.PlanProcedure, "registrar-2", "approve")).Expect(200);
        await Client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        await Client.MoveClockAsync($"{Today}T09:00:00+06:00");
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>Hands a document in, lets two registrars approve, and gives how it ended.</summary>
    internal async Task<JsonElement> CarryOutAsync(JsonObject document, string stage = "executed")
    {
        var id = await HandInAsync(document);
        await Client.AwaitStageAsync(id, "awaitingDecision");
        await Client.ApproveAsync(id);
        return await Client.AwaitStageAsync(id, stage);
    }

    /// <summary>Drops a document and gives the procedure that it starts, named by the registry itself.</summary>
    internal async Task<string> HandInAsync(JsonObject document)
    {
        var number = document["number"]!.GetValue<string>();
        await Client.DropAsync($"{number.Replace('/', '-')}.json", document);
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
        {
            var route = $"/api/procedures?number={Uri.EscapeDataString(number)}&kind={document["kind"]}";
            var items = (await Client.GetAsync(route)).Expect(200).Json.GetProperty("items");
            if (items.GetArrayLength() > 0)
                return items[0].GetProperty("id").GetString()!;
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
        throw new TimeoutException($"The document {number} was not picked up.");
    }

    /// <summary>Waits until the procedure was carried out or refused.</summary>
    internal async Task<JsonElement> AwaitEndAsync(string id)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
        {
            var procedure = (await Client.ProcedureAsync(id)).Expect(200).Json;
            if (procedure.GetProperty("stage").GetString() is "executed" or "refused")
                return procedure;
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
        throw new TimeoutException($"{id} does not end.");
    }

    internal Task<JsonElement> OpenAsync(string installation) =>
        CarryOutAsync(Papers.Application("З-" + installation, installation, Today));

    internal async Task<JsonElement> AccountAsync(string installation)
    {
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");
        return accounts.EnumerateArray()
            .SingleOrDefault(one => one.GetProperty("installation").GetString() == installation);
    }

    internal async Task<long> SizeAsync() =>
        (await Client.GetAsync("/api/journal/head", null)).Json.GetProperty("size").GetInt64();

    internal static string RefusalOf(JsonElement procedure)
    {
        var refusal = procedure.GetProperty("refusal");
        return $"{refusal.GetProperty("code").GetInt32()} {refusal.GetProperty("name").GetString()}";
    }
}
