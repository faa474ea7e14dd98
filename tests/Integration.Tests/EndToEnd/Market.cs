using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>What tests of trade look at in a registry.</summary>
internal static class Market
{
    /// <summary>Three working days from 29 July 2022, a Friday: Monday, Tuesday, Wednesday.</summary>
    public const string Due = "2022-08-03";

    public static async Task<(long Units, long Locked)> QuotaAsync(this BusyRegistry registry, string installation)
    {
        var account = await registry.AccountAsync(installation);
        var quota = account.GetProperty("balances").EnumerateArray()
            .SingleOrDefault(balance => balance.GetProperty("unitKind").GetString() == "quota");
        return quota.ValueKind == JsonValueKind.Undefined
            ? (0, 0)
            : (quota.GetProperty("units").GetInt64(), quota.GetProperty("locked").GetInt64());
    }

    /// <summary>Posts a document as a user, and gives its procedure once it waits for decisions.</summary>
    public static async Task<string> PostAsync(
        this BusyRegistry registry, System.Text.Json.Nodes.JsonObject document, string user)
    {
        var answer = (await registry.Client.PostNoticeAsync(document, user)).Expect(202);
        var id = Uri.UnescapeDataString(answer.Location!.Split('/')[^1]);
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        return id;
    }

    /// <summary>The outcome of each act of a sheet: its name, then its number of entries or its refusal.</summary>
    public static string[] Parts(JsonElement procedure) =>
    [
        .. procedure.GetProperty("parts").EnumerateArray().Select(part =>
        {
            var refusal = part.GetProperty("refusal");
            var outcome = refusal.ValueKind == JsonValueKind.Null
                ? $"{part.GetProperty("entries").GetArrayLength()}"
                : $"{refusal.GetProperty("code").GetInt32()} {refusal.GetProperty("name").GetString()}";
            return $"{part.GetProperty("act").GetString()}: {outcome}";
        }),
    ];

    /// <summary>The kinds of notices in a procedure's outbox with their recipients, in order.</summary>
    public static string[] Notices(JsonElement procedure) =>
    [
        .. procedure.GetProperty("links").GetProperty("outbox").EnumerateArray()
            .Select(name => name.GetString()!)
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => $"{name.Split('/')[2]} {name[(name.LastIndexOf('-') + 1)..^5]}")
            .Order(StringComparer.Ordinal),
    ];

    public static long[] Entries(JsonElement procedure) =>
        [.. procedure.GetProperty("entries").EnumerateArray().Select(entry => entry.GetInt64())];

    public static async Task<JsonElement> EntryAsync(this BusyRegistry registry, long number) =>
        (await registry.Client.GetAsync($"/api/journal?from={number}&take=1", null)).Json;
}
