using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class DoorTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    [Theory]
    [InlineData("not JSON")]
    [InlineData("nothing")]
    [InlineData("an array")]
    [InlineData("not UTF-8")]
    [InlineData("too large")]
    [InlineData("unknown field")]
    [InlineData("missing field")]
    [InlineData("unknown kind")]
    [InlineData("unknown installation")]
    [InlineData("form of the code")]
    [InlineData("check digit")]
    [InlineData("future")]
    [InlineData("impossible day")]
    [InlineData("wrong issuer")]
    [InlineData("another's installation")]
    public async Task Document_WithAFault_IsKeptWithItsIssueAndChangesNothing(string fault)
    {
        var (bytes, sender, expected) = BadDocuments.Of(fault);
        var head = await HeadAsync();
        var name = $"bad/{fault}.json";
        await registry.Client.DropAsync("notices", name, bytes);
        var report = await registry.Client.AwaitBlobAsync("notices-rejected", name + ".issues.json");
        var answer = await registry.Client.PostAsync(
            "/api/notices", sender, RegistryClient.Content(bytes, "application/json"));
        var copy = Sha256(bytes) + ".json";

        Assert.Equal(bytes, await registry.Client.BlobAsync("notices-rejected", name));
        Assert.Equal([expected], Issues(report));
        Assert.Equal([expected], answer.Expect(422).IssueCodes);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(bytes, await registry.Client.BlobAsync("notices-rejected", copy));
        Assert.Equal(
            [expected], Issues(await registry.Client.AwaitBlobAsync("notices-rejected", copy + ".issues.json")));
        Assert.Equal(head, await HeadAsync());
        Assert.Empty((await registry.Client.GetAsync("/api/procedures?number=%D0%94-1")).Json.GetProperty("items")
            .EnumerateArray());
    }

    [Fact]
    public async Task Document_WithManyFaults_IsToldAllOfThem()
    {
        var document = Papers.Default("", "KZ-1", "2022-7-1", "none");
        document["colour"] = "red";
        var answer = await registry.Client.PostNoticeAsync(document, "authority");

        Assert.Equal(
            ["/colour", "/date", "/ground", "/installation", "/number"],
            answer.Expect(422).IssueCodes.Select(issue => issue.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("..%2Fx.json", "..%252Fx.json")]
    [InlineData("../x.json", "..%2Fx.json")]
    [InlineData("a/../../b.json", "a%2F..%2F..%2Fb.json")]
    public async Task Blob_WithATreacherousName_IsRefusedUnderItsHash(string name, string address)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"no document: {name}");
        var container = registry.Client.Blobs.GetBlobContainerClient("notices");
        // The emulator's key is published; the client would put its own reading of the name into the address.
        var key = new StorageSharedKeyCredential(container.AccountName, Key);
        await new BlobClient(new Uri($"{container.Uri}/{address}"), key).UploadAsync(new BinaryData(bytes));
        var report = await registry.Client.AwaitBlobAsync("notices-rejected", $"{Sha256(bytes)}.json.issues.json");

        Assert.Equal(name, report.GetProperty("name").GetString());
        Assert.Equal(["notJson "], Issues(report));
        Assert.Equal(bytes, await registry.Client.BlobAsync("notices-rejected", $"{Sha256(bytes)}.json"));
        Assert.Contains(name, await registry.Client.NamesAsync("notices"));
    }

    [Fact]
    public async Task Document_WithAByteOrderMark_IsLetIn()
    {
        var bytes = BadDocuments.WithMark(Papers.Default("Д-3", "KZ-0021", BusyRegistry.Today));
        var answer = await registry.Client.PostAsync(
            "/api/notices", "authority", RegistryClient.Content(bytes, "application/json"));

        Assert.Equal(
            $"/api/procedures/monitoringPlanDefault.{Users.AuthorityBin}.2022.%D0%94-3", answer.Expect(202).Location);
    }

    [Fact]
    public async Task Signature_BesideADocument_IsNeverReadAsOne()
    {
        await registry.Client.DropAsync("notices", "signed.json.p7s", [1, 2, 3]);
        await registry.Client.DropAsync("notices", "zz-later.json", [1, 2, 3]);
        await registry.Client.AwaitBlobAsync("notices-rejected", "zz-later.json.issues.json");
        await registry.Client.DropAsync("notices", "zz-latest.json", [1, 2, 3]);
        await registry.Client.AwaitBlobAsync("notices-rejected", "zz-latest.json.issues.json");

        Assert.DoesNotContain(
            await registry.Client.NamesAsync("notices-rejected"),
            name => name.StartsWith("signed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/notices", "authority", 202)]
    [InlineData("/api/registrations", null, 202)]
    public async Task Signature_WhereNobodyAsksForIt_IsNotRead(string route, string? user, int status)
    {
        var body = user is not null
            ? Papers.Default("Д-5", "KZ-0022", BusyRegistry.Today)
            : new JsonObject
            {
                ["company"] = new JsonObject { ["bin"] = Users.OtherHolderBin, ["name"] = "ТОО «Подпись»" },
                ["contact"] = new JsonObject { ["person"] = "А. Б.", ["email"] = "office@example.kz" },
            };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = RegistryClient.Content(RegistryClient.Json(body), "application/json"),
        };
        request.Headers.Add("X-Signature", "no signature");
        if (user is not null)
            request.Headers.Add("x-registry-key", Users.Keys[user]);
        using var response = await registry.Client.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        if (user is null)
            return;
        var procedure = await registry.Client.AwaitStageAsync(
            $"monitoringPlanDefault.{Users.AuthorityBin}.2022.Д-5", "awaitingDecision");
        Assert.Equal(JsonValueKind.Null, procedure.GetProperty("document").GetProperty("signedBy").ValueKind);
    }

    [Fact]
    public async Task Document_OfAnotherPerson_IsForbiddenAndNotKept()
    {
        var document = Papers.Application("Д-4", "KZ-0002", BusyRegistry.Today);
        var answer = await registry.Client.PostNoticeAsync(document, "holder");

        answer.Expect(403);
        Assert.DoesNotContain(
            $"{Sha256(RegistryClient.Json(document))}.json", await registry.Client.NamesAsync("notices-rejected"));
    }

    [Theory]
    [InlineData("План", "B5", "050440556853", "binCheckDigit План 5 B")]
    [InlineData("План", "D6", "KZ-0001", "duplicateInstallation План 6 D")]
    [InlineData("План", "H5", "много", "unitsNotANumber План 5 H")]
    [InlineData("Реквизиты", "B3", "вчера", "badDate Реквизиты 3 B")]
    public async Task Workbook_WithAFault_IsKeptWithItsCellMarked(
        string sheet, string cell, string value, string expected)
    {
        var bytes = Papers.PlanWith(sheet, cell, value);
        var head = await HeadAsync();
        var name = $"bad/{cell}.xlsx";
        await registry.Client.DropAsync("plans", name, bytes);
        var report = await registry.Client.AwaitBlobAsync("plans-rejected", name + ".issues.json");
        var answer = (await registry.Client.PostPlanAsync(bytes, "authority")).Expect(422);

        Assert.Contains(expected, Cells(report));
        Assert.Contains(expected, Cells(answer.Json));
        Assert.Equal(Cells(report), Cells(answer.Json));
        Assert.Equal(bytes, await registry.Client.BlobAsync("plans-rejected", name));
        Assert.Equal(head, await HeadAsync());
        foreach (var copy in new[] { name, Sha256(bytes) + ".xlsx" })
        {
            using var marked = new ClosedXML.Excel.XLWorkbook(new MemoryStream(await MarkedAsync(copy)));
            var fill = ClosedXML.Excel.XLColor.FromArgb(0xFF, 0xC7, 0xCE);
            Assert.Equal(fill, marked.Worksheet(sheet).Cell(cell).Style.Fill.BackgroundColor);
        }
    }

    [Theory]
    [InlineData("text", "notAWorkbook")]
    [InlineData("nothing", "notAWorkbook")]
    [InlineData("bomb", "tooManyRows")]
    [InlineData("half", "workbookTruncated")]
    public async Task File_ThatIsNoWorkbook_IsRefusedByName(string file, string code)
    {
        var bytes = BadWorkbooks.Of(file);
        var head = await HeadAsync();
        await registry.Client.DropAsync("plans", $"bad/{file}.xlsx", bytes);
        var report = await registry.Client.AwaitBlobAsync("plans-rejected", $"bad/{file}.xlsx.issues.json");
        var answer = (await registry.Client.PostPlanAsync(bytes, "authority")).Expect(422);

        Assert.Equal([code], Codes(report));
        Assert.Equal([code], Codes(answer.Json));
        Assert.Equal(bytes, await registry.Client.BlobAsync("plans-rejected", $"bad/{file}.xlsx"));
        Assert.Equal(head, await HeadAsync());
    }

    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private async Task<string> HeadAsync() => (await registry.Client.GetAsync("/api/journal/head", null)).Text;

    /// <summary>The marked copy is written after the issues.</summary>
    private async Task<byte[]> MarkedAsync(string copy)
    {
        var blob = registry.Client.Blobs.GetBlobContainerClient("plans-rejected").GetBlobClient(copy + ".marked.xlsx");
        var began = TimeProvider.System.GetTimestamp();
        while (!await blob.ExistsAsync() && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        return (await blob.DownloadContentAsync()).Value.Content.ToArray();
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static List<string> Issues(JsonElement report) => [.. report.GetProperty("issues").EnumerateArray()
        .Select(issue => $"{issue.GetProperty("code").GetString()} {issue.GetProperty("field").GetString()}")];

    private static List<string?> Codes(JsonElement report) =>
        [.. report.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("code").GetString())];

    private static List<string> Cells(JsonElement report) => [.. report.GetProperty("issues").EnumerateArray()
        .Select(issue => $"{issue.GetProperty("code")} {issue.GetProperty("sheet")} {issue.GetProperty("row")} "
            + issue.GetProperty("column"))];
}
