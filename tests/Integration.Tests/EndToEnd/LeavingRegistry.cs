using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// A registry with the sample plan carried out, on the morning of Tuesday 15 April 2025, the reporting date of 2024.
/// Tests that share one do not move its clock and take an installation each.
/// </summary>
public sealed class LeavingRegistry(EndToEndWorld world) : IAsyncLifetime
{
    public const string Today = "2025-04-15";

    private RegistryHost host = null!;

    internal RegistryClient Client => host.Client;

    public async Task InitializeAsync()
    {
        host = await RegistryHost.StartAsync(world.TakeStorage(), $"{Today}T09:00:00+05:00");
        await Client.DropAsync("plans", "nap-2022-2025.xlsx", Papers.Plan);
        // Its term is long over, so that the deadline carries it out.
        await Client.AwaitStageAsync(Papers.PlanProcedure, "executed");
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>Opens the account of an installation and gives what it holds: units by year of allocation.</summary>
    internal async Task<IReadOnlyDictionary<int, long>> OpenAsync(string installation)
    {
        await CarryOutAsync(Papers.Application("З-" + installation, installation, Today));
        return await UnitsAsync(installation);
    }

    /// <summary>Hands a document in, lets two registrars approve, and gives how it ended.</summary>
    internal async Task<JsonElement> CarryOutAsync(JsonObject document, string stage = "executed")
    {
        var id = await HandInAsync(document);
        await Client.AwaitStageAsync(id, "awaitingDecision");
        await Client.ApproveAsync(id);
        return await Client.AwaitStageAsync(id, stage);
    }

    /// <summary>Sells offset units of a project's only applicant to an installation through the exchange.</summary>
    internal async Task<JsonElement> SellOffsetsAsync(string number, string project, string buyer, long units)
    {
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");
        var seller = accounts.EnumerateArray()
            .Single(one => one.GetProperty("project").GetString() == project).GetProperty("number").GetString()!;
        var trade = TradePapers.Trade("T-" + number, seller, buyer, units, "offset");
        trade["tradedOn"] = Today;
        JsonObject sheet = TradePapers.Sheet(number, trade);
        sheet["date"] = Today;
        var id = await HandInAsync(sheet);
        await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        return await Client.AwaitStageAsync(id, "executed");
    }

    /// <summary>Drops a document and gives the procedure that it starts.</summary>
    internal async Task<string> HandInAsync(JsonObject document)
    {
        await Client.DropAsync($"{LeavingPapers.BlobOf(document)}.json", document);
        var id = LeavingPapers.ProcedureOf(document);
        var began = TimeProvider.System.GetTimestamp();
        while ((await Client.ProcedureAsync(id)).Status != 200)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"The document {id} was not picked up.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
        return id;
    }

    /// <summary>Drops a document that the door refuses, and gives the codes of its issues.</summary>
    internal async Task<IReadOnlyList<string>> RefusedAsync(JsonObject document)
    {
        var name = $"{LeavingPapers.BlobOf(document)}.json";
        await Client.DropAsync(name, document);
        var issues = await Client.AwaitBlobAsync("notices-rejected", name + ".issues.json");
        return [.. issues.GetProperty("issues").EnumerateArray()
            .Select(issue => issue.GetProperty("code").GetString()!)];
    }

    internal async Task<JsonElement> AccountAsync(string kindOrInstallation)
    {
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Expect(200).Json.GetProperty("items");
        return accounts.EnumerateArray().Single(one =>
            one.GetProperty("installation").GetString() == kindOrInstallation
            || one.GetProperty("kind").GetString() == kindOrInstallation);
    }

    /// <summary>The units on an account by year of allocation.</summary>
    internal async Task<IReadOnlyDictionary<int, long>> UnitsAsync(string kindOrInstallation)
    {
        var number = (await AccountAsync(kindOrInstallation)).GetProperty("number").GetString();
        var holdings = (await Client.GetAsync($"/api/accounts/{number}/holdings")).Expect(200).Json;
        return holdings.GetProperty("items").EnumerateArray()
            .GroupBy(item => item.GetProperty("allocationYear").GetInt32())
            .ToDictionary(group => group.Key, group => group.Sum(item => item.GetProperty("units").GetInt64()));
    }

    /// <summary>The only entry of a procedure, as the journal has it.</summary>
    internal async Task<JsonElement> EntryAsync(JsonElement procedure)
    {
        var number = Assert.Single(procedure.GetProperty("entries").EnumerateArray()).GetInt64();
        return JsonDocument.Parse((await Client.GetAsync($"/api/journal?from={number}&take=1", null)).Lines[0])
            .RootElement;
    }

    internal async Task<JsonElement> ComplianceAsync(string installation, int year, string user = "auditor")
    {
        var answer = await Client.GetAsync($"/api/compliance?installation={installation}&year={year}", user);
        return Assert.Single(answer.Expect(200).Json.GetProperty("items").EnumerateArray());
    }

    /// <summary>The sums of the nine counters of ¶4 over all kinds and periods.</summary>
    internal async Task<Func<string, long>> TotalsAsync()
    {
        var items = (await Client.GetAsync("/api/totals", null)).Expect(200).Json.GetProperty("items");
        return name => items.EnumerateArray().Sum(item => item.GetProperty(name).GetInt64());
    }
}

/// <summary>Documents about units that leave circulation.</summary>
internal static class LeavingPapers
{
    public static JsonObject Report(
        string number, string installation, int year, long tonnes, string date = LeavingRegistry.Today) =>
        Of("verifiedReportRegistered", number, date, Users.OperatorBin,
            ("installation", installation), ("year", year), ("verifiedTonnes", tonnes),
            ("reportNumber", "О-" + number));

    public static JsonObject Additional(string number, string installation, long units) =>
        Of("additionalSurrender", number, LeavingRegistry.Today, Users.AuthorityBin,
            ("installation", installation), ("units", units));

    public static JsonObject AdditionalAllocation(string number, string installation, int year, long units) =>
        Of("additionalAllocation", number, LeavingRegistry.Today, Users.AuthorityBin,
            ("installation", installation), ("units", units), ("year", year));

    public static JsonObject OffsetUse(string number, string installation, long units, string bin) =>
        Of("offsetUse", number, LeavingRegistry.Today, bin,
            ("installation", installation), ("year", 2024), ("units", units));

    public static JsonObject Cancellation(string number, string account, long units, string bin) =>
        Of("voluntaryCancellation", number, LeavingRegistry.Today, bin,
            ("account", account), ("unitKind", "quota"), ("units", units), ("reason", "Углеродная нейтральность"));

    public static JsonObject Withdrawal(string number, string account, long units, string bin = Users.AuthorityBin) =>
        Of("withdrawal", number, LeavingRegistry.Today, bin,
            ("account", account), ("unitKind", "quota"), ("units", units), ("act", Act()));

    public static JsonObject Correction(string number, long entry, string bin = Users.AuthorityBin) =>
        Of("correction", number, LeavingRegistry.Today, bin,
            ("entry", entry), ("reason", "Ошибочный счёт"), ("act", Act()));

    /// <summary>
    /// What a registrar hands in about the end of a term after a refusal, or what the registry writes by itself.
    /// </summary>
    public static JsonObject Expiry(string number, string field, JsonNode value) =>
        Of("termExpiry", number, "2026-01-01", Users.OperatorBin, (field, value));

    /// <summary>¶24: an offset project with one applicant.</summary>
    public static JsonObject Project(string number, string project, string bin) =>
        Of("offsetAccountApplication", number, LeavingRegistry.Today, bin,
            ("project", new JsonObject { ["code"] = project, ["name"] = "Проект " + project }),
            ("approval", new JsonObject { ["number"] = "ОП-" + number, ["date"] = "2025-04-10" }),
            ("applicants", new JsonArray(new JsonObject
            {
                ["bin"] = bin,
                ["name"] = "Заявитель проекта",
                ["representatives"] = Papers.Representatives(),
            })));

    /// <summary>¶26: the units of a project, all for one applicant; limited to a year where one is given.</summary>
    public static JsonObject Issuance(string number, string project, long units, string bin, int? expiresYear)
    {
        var document = Of("offsetIssuance", number, LeavingRegistry.Today, bin,
            ("project", project),
            ("report", new JsonObject
            {
                ["number"] = "ОТ-" + number,
                ["date"] = LeavingRegistry.Today,
                ["periodFrom"] = "2024-01-01",
                ["periodTo"] = "2024-12-31",
            }),
            ("units", units),
            ("shares", new JsonArray(new JsonObject { ["bin"] = bin, ["units"] = units })));
        if (expiresYear is { } year)
            document["expiresYear"] = year;
        return document;
    }

    public static string BlobOf(JsonObject document) =>
        $"{document["kind"]}-{document["number"]}-{document["issuer"]!["bin"]}";

    public static string ProcedureOf(JsonObject document)
    {
        var year = document["date"]!.GetValue<string>()[..4];
        return $"{document["kind"]}.{document["issuer"]!["bin"]}.{year}.{document["number"]}";
    }

    private static JsonObject Act() => new() { ["number"] = "77", ["date"] = "2025-04-10" };

    private static JsonObject Of(
        string kind, string number, string date, string bin, params (string Name, JsonNode? Value)[] fields)
    {
        var document = new JsonObject
        {
            ["kind"] = kind,
            ["number"] = number,
            ["date"] = date,
            ["issuer"] = new JsonObject { ["bin"] = bin, ["name"] = "Податель" },
        };
        foreach (var (name, value) in fields)
            document[name] = value;
        return document;
    }
}
