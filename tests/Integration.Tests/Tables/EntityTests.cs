using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class EntityTests(AzuriteFixture azurite) : TableFixture(azurite)
{
    [Fact]
    public async Task Add_ThenGet_GivesTheRowWithTagAndTime()
    {
        var written = await Table.AddEntityAsync(Row("r", 7));

        var read = (await Table.GetEntityAsync<TableEntity>(Partition, "r")).Value;

        Assert.Equal(204, written.Status);
        Assert.Equal(7, read.GetInt64("Value"));
        Assert.Equal(written.Headers.ETag, read.ETag);
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public void Add_ThenGetSynchronously_GivesTheRow()
    {
        Table.AddEntity(Row("r", 7));

        Assert.Equal(7, Table.GetEntity<TableEntity>(Partition, "r").Value.GetInt64("Value"));
        Assert.Equal("r", Assert.Single(Table.Query<TableEntity>()).RowKey);
    }

    [Fact]
    public async Task Add_OfAnExistingKey_IsConflict()
    {
        await Table.AddEntityAsync(Row("r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(Row("r")));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.EntityAlreadyExists);
        Assert.Contains("already exists", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_WithStaleTag_IsRefusedAndWritesNothing()
    {
        var first = (await Table.AddEntityAsync(Row("r", 1))).Headers.ETag!.Value;
        var second = (await Table.UpdateEntityAsync(Row("r", 2), first, TableUpdateMode.Replace)).Headers.ETag!.Value;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(Row("r", 3), first, TableUpdateMode.Replace));

        Assert.Equal(412, failure.Status);
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied.ToString(), failure.ErrorCode);
        var read = (await Table.GetEntityAsync<TableEntity>(Partition, "r")).Value;
        Assert.Equal(2, read.GetInt64("Value"));
        Assert.Equal(second, read.ETag);
    }

    [Fact]
    public async Task Update_WithoutTag_IsRefusedBeforeSending() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("r"), default));

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task Upsert_OfAnExistingRow_KeepsOtherPropertiesOnlyOnMerge(TableUpdateMode mode, bool kept)
    {
        await Table.UpsertEntityAsync(new TableEntity(Partition, "r") { ["Old"] = "x" }, mode);
        await Table.UpsertEntityAsync(new TableEntity(Partition, "r") { ["New"] = "y" }, mode);

        var read = (await Table.GetEntityAsync<TableEntity>(Partition, "r")).Value;

        Assert.Equal("y", read.GetString("New"));
        Assert.Equal(kept, read.ContainsKey("Old"));
    }

    [Fact]
    public async Task Delete_WithStaleTag_IsRefused()
    {
        var stale = (await Table.AddEntityAsync(Row("r", 1))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("r", 2));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.DeleteEntityAsync(Partition, "r", stale));

        Assert.Equal(412, failure.Status);
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task Delete_Twice_AnswersNotFoundWithoutAnException()
    {
        await Table.AddEntityAsync(Row("r"));

        Assert.Equal(204, (await Table.DeleteEntityAsync(Row("r"))).Status);
        Assert.Equal(404, (await Table.DeleteEntityAsync(Partition, "r")).Status);
    }

    [Fact]
    public async Task GetIfExists_TellsMissingFromPresent()
    {
        await Table.AddEntityAsync(Row("r", 7));

        var missing = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, "none");
        var present = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, "r");

        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        Assert.Equal(7, present.Value!.GetInt64("Value"));
    }

    [Fact]
    public async Task Get_OfAMissingRow_IsNotFound()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.GetEntityAsync<TableEntity>(Partition, "none"));

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.ResourceNotFound);
    }

    [Fact]
    public async Task Get_WithSelect_ReadsOnlyTheNamedProperties()
    {
        await Table.AddEntityAsync(new TableEntity(Partition, "r") { ["A"] = 1, ["B"] = 2 });

        var read = (await Table.GetEntityAsync<TableEntity>(Partition, "r", ["B"])).Value;

        Assert.Equal(2, read.GetInt32("B"));
        Assert.False(read.ContainsKey("A"));
    }

    [Theory]
    [InlineData("O'Neil's 'row'")]
    [InlineData("Қазақстан көміртек бірлігі № 5")]
    [InlineData("100%25 + a&b=c;d,e:f@g!(h)*~\"<>|^`{}[]$")]
    [InlineData("..")]
    [InlineData("trailing space ")]
    [InlineData("😀")]
    public async Task Keys_OfAllowedCharacters_ReadBackByKeyFilterAndTransaction(string key)
    {
        await Table.AddEntityAsync(new TableEntity(key, key) { ["Value"] = 1 });

        var byKey = (await Table.GetEntityAsync<TableEntity>(key, key)).Value;
        var byFilter = await AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}"));
        await Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateReplace, new TableEntity(key, key) { ["Value"] = 2 }, byKey.ETag)]);

        Assert.Equal((key, key), (byKey.PartitionKey, byKey.RowKey));
        Assert.Equal(key, Assert.Single(byFilter).RowKey);
        Assert.Equal(2, Assert.Single(await AllAsync()).GetInt32("Value"));
    }
}
