using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace CarbonRegistry.Integration.Tests.Tables;

/// <summary>What a client refuses before it sends anything; a request would throw another exception.</summary>
public sealed class LimitTests
{
    private const string Nowhere = "AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a";

    private readonly TableClient table = new(Nowhere, "t", new TableClientOptions { Transport = new NoTransport() });

    [Fact]
    public Task Transaction_OfAHundredAndOneRows_IsRefused() =>
        RefusedAsync("EntitiesPerTransaction allows 100", [.. Enumerable.Range(0, 101).Select(i => Row("p", $"{i}"))]);

    [Fact]
    public Task Transaction_AcrossPartitions_IsRefused() =>
        RefusedAsync("partitions p and q", Row("p", "a"), Row("q", "a"));

    [Fact]
    public Task Transaction_OverFourMebibytes_IsRefused() =>
        RefusedAsync(
            "TransactionBytes",
            [.. Enumerable.Range(0, 49).Select(i => Row("p", $"{i}", new byte[64 * 1024]))]);

    [Fact]
    public async Task Transaction_WithoutActions_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));

    [Theory]
    [InlineData(64 * 1024 + 1)]
    [InlineData(100 * 1024)]
    public Task Binary_OverSixtyFourKibibytes_IsRefused(int length) =>
        RefusedAsync("BinaryPropertyBytes allows 65536", Row("p", "r", new byte[length]));

    [Fact]
    public Task Text_OverThirtyTwoKibiCharacters_IsRefused() =>
        RefusedAsync("TextPropertyCharacters allows 32768", Row("p", "r", new string('ж', 32 * 1024 + 1)));

    [Fact]
    public Task Entity_OverOneMebibyte_IsRefused()
    {
        var row = Row("p", "r");
        for (var i = 0; i < 16; i++)
            row[$"P{i}"] = new byte[64 * 1024];
        return RefusedAsync("EntityBytes allows 1048576", row);
    }

    [Fact]
    public Task Entity_OfTwoHundredFiftyThreeProperties_IsRefused()
    {
        var row = Row("p", "r");
        for (var i = 0; i < 253; i++)
            row[$"P{i}"] = i;
        return RefusedAsync("Properties allows 252", row);
    }

    [Fact]
    public Task PropertyName_OfTwoHundredFiftySixCharacters_IsRefused()
    {
        var row = Row("p", "r");
        row[new string('n', 256)] = 1;
        return RefusedAsync("PropertyNameCharacters", row);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public async Task Key_WithAForbiddenCharacter_IsRefused(string key)
    {
        await RefusedAsync("a key has no", Row("p", key));
        await RefusedAsync("a key has no", Row(key, "r"));
        await Assert.ThrowsAsync<ArgumentException>(() => table.GetEntityAsync<TableEntity>(key, "r"));
        await Assert.ThrowsAsync<ArgumentException>(() => table.DeleteEntityAsync("p", key));
    }

    [Fact]
    public Task Key_OverOneKibibyte_IsRefused() =>
        RefusedAsync("KeyCharacters allows 512", Row("p", new string('k', 513)));

    [Fact]
    public async Task Row_AtEveryLimit_IsSent()
    {
        var row = new TableEntity(new string('p', 512), new string('r', 512))
        {
            ["Bytes"] = new byte[64 * 1024],
            ["Text"] = new string('ж', 32 * 1024),
        };
        for (var i = 0; i < 250; i++)
            row[$"P{i}"] = i;

        await Assert.ThrowsAsync<NoTransport.SentException>(() => table.AddEntityAsync(row));
    }

    private async Task RefusedAsync(string reason, params TableEntity[] rows)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));

        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(() => table.SubmitTransactionAsync(actions));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        if (rows.Length == 1)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => table.AddEntityAsync(rows[0]));
    }

    private static TableEntity Row(string partitionKey, string rowKey, object? value = null) =>
        new(partitionKey, rowKey) { ["Value"] = value };

    /// <summary>A network that must not be reached.</summary>
    private sealed class NoTransport : HttpPipelineTransport
    {
        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message) => throw new SentException();

        public override ValueTask ProcessAsync(HttpMessage message) => throw new SentException();

        public sealed class SentException : Exception;
    }
}
