using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>A registry on which the story was played, with what was seen on the way.</summary>
internal sealed class PlayedStory : IAsyncDisposable
{
    private readonly RegistryHost host;
    private readonly Dictionary<string, JsonElement> waiting = [];
    private readonly Dictionary<string, JsonElement> ended = [];

    private PlayedStory(RegistryHost host) => this.host = host;

    public RegistryClient Client => host.Client;

    /// <summary>The forgotten application at 09:00 of 3 August (due) and at 00:01 of the next day.</summary>
    public JsonElement OnDueDay { get; private set; }

    public JsonElement AfterMidnight { get; private set; }

    /// <summary>Its reminder, as it stood one working day before the due date.</summary>
    public JsonElement Reminder { get; private set; }

    public static async Task<PlayedStory> PlayAsync(string storage)
    {
        var story = new PlayedStory(await RegistryHost.StartAsync(storage));
        try
        {
            await story.PlayAsync();
            return story;
        }
        catch
        {
            await story.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the step showed while it waited.</summary>
    public JsonElement Waiting(string file) => waiting[file];

    /// <summary>What its procedure showed in the end.</summary>
    public JsonElement Ended(string file) => ended[file];

    /// <summary>The whole journal, one entry a line.</summary>
    public async Task<string[]> JournalAsync() => (await Client.GetAsync("/api/journal?take=10000", null)).Lines;

    public async Task<JsonElement> EntryAsync(long number) =>
        JsonDocument.Parse((await JournalAsync())[number]).RootElement;

    /// <summary>The number of the account of an installation.</summary>
    public async Task<string> AccountOfAsync(string installation) =>
        (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .Single(account => account.GetProperty("installation").GetString() == installation)
        .GetProperty("number").GetString()!;

    /// <summary>The number of the account of a kind that stands once.</summary>
    public async Task<string> AccountOfKindAsync(string kind) =>
        (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .Single(account => account.GetProperty("kind").GetString() == kind).GetProperty("number").GetString()!;

    public async Task<JsonElement> OutboxAsync(string name) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(await Client.BlobAsync("outbox", name))).RootElement;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task PlayAsync()
    {
        foreach (var step in Story.Steps)
        {
            if (step.File == "05-plan-default-KZ-0002.json")
                await LookAtForgottenAsync();
            await Client.MoveClockAsync(step.At);
            await Story.DropAsync(Client, step);
            var (before, after) = await Story.FinishAsync(Client, step);
            if (before is { } seen)
                waiting[step.File] = seen;
            if (after is { } done)
                ended[step.File] = done;
        }
    }

    private async Task LookAtForgottenAsync()
    {
        await Client.MoveClockAsync("2022-08-02T23:30:00+06:00");
        Reminder = await Client.AwaitBlobAsync(
            "outbox", $"2022/{Users.OperatorBin}/{Story.ForgottenProcedure}-reminder.json");
        await Client.MoveClockAsync("2022-08-03T23:58:00+06:00");
        OnDueDay = (await Client.ProcedureAsync(Story.ForgottenProcedure)).Json;
        await Client.MoveClockAsync("2022-08-04T00:00:01+06:00");
        AfterMidnight = (await Client.ProcedureAsync(Story.ForgottenProcedure)).Json;
    }
}
