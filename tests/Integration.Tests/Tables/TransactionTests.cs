using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class TransactionTests(AzuriteFixture azurite) : TableFixture(azurite)
{
    [Fact]
    public async Task Submit_OfEveryKindOfAction_DoesThemAllAndAnswersEach()
    {
        var merged = (await Table.AddEntityAsync(Row("merge"))).Headers.ETag!.Value;
        var replaced = (await Table.AddEntityAsync(Row("replace"))).Headers.ETag!.Value;
        await Table.AddEntityAsync(Row("delete"));

        var answers = (await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add", 1)),
            new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, "merge") { ["More"] = 2 }, merged),
            new(TableTransactionActionType.UpdateReplace, Row("replace", 3), replaced),
            new(TableTransactionActionType.Delete, Row("delete")),
            new(TableTransactionActionType.UpsertMerge, Row("upsert merge", 4)),
            new(TableTransactionActionType.UpsertReplace, Row("upsert replace", 5)),
        ])).Value;

        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        var rows = (await AllAsync()).ToDictionary(row => row.RowKey);
        Assert.Equal(["add", "merge", "replace", "upsert merge", "upsert replace"], rows.Keys.Order());
        Assert.Equal((0L, 2), (rows["merge"].GetInt64("Value"), rows["merge"].GetInt32("More")));
        Assert.Equal(3, rows["replace"].GetInt64("Value"));
        Assert.Equal(rows["replace"].ETag, answers[2].Headers.ETag);
    }

    [Fact]
    public async Task Submit_WithStaleTag_NamesTheActionAndWritesNothing()
    {
        var stale = (await Table.AddEntityAsync(Row("head", 1))).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(Row("head", 2), stale, TableUpdateMode.Replace);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("page")),
            new(TableTransactionActionType.UpdateReplace, Row("head", 3), stale),
        ]));

        Assert.Equal(412, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.Equal(2, Assert.Single(await AllAsync()).GetInt64("Value"));
    }

    [Fact]
    public async Task Submit_OfAnExistingKey_IsConflictAndWritesNothing()
    {
        await Table.AddEntityAsync(Row("b"));

        var failure = Assert.Throws<TableTransactionFailedException>(() => Table.SubmitTransaction(
        [
            new(TableTransactionActionType.Add, Row("a")),
            new(TableTransactionActionType.Add, Row("b")),
            new(TableTransactionActionType.Add, Row("c")),
        ]));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.EntityAlreadyExists);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.Equal("b", Assert.Single(await AllAsync()).RowKey);
    }

    [Fact]
    public async Task Submit_OfOneRowTwice_IsRefusedAndWritesNothing()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("a")),
            new(TableTransactionActionType.UpsertReplace, Row("a")),
        ]));

        Assert.Equal(400, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.InvalidDuplicateRow);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Submit_InAMissingTable_IsNotFound()
    {
        var missing = new TableClient(Azurite.ConnectionString, AzuriteFixture.NewName());

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => missing.SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("a"))]));

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode! == TableErrorCode.TableNotFound);
    }

    [Fact]
    public async Task Submit_OfAHundredRows_WritesThemAll()
    {
        await Table.SubmitTransactionAsync(Adds(100));

        Assert.Equal(100, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Race_OfThreeWritersOnOneHead_HasOneWinnerARound()
    {
        const int rounds = 100;
        TableClient[] writers = [Open(), Open(), Open()];
        var head = (await Table.AddEntityAsync(Row("head"))).Headers.ETag!.Value;
        for (var round = 1; round <= rounds; round++)
        {
            var wins = await Task.WhenAll(writers.Select((writer, i) => TryAppendAsync(writer, head, round, i)));

            head = Assert.Single(wins, win => win != null)!.Value;
        }

        var rows = await AllAsync();
        Assert.Equal(rounds + 1, rows.Count);
        Assert.Equal(rounds, rows.Single(row => row.RowKey == "head").GetInt64("Value"));
    }

    private static async Task<ETag?> TryAppendAsync(TableClient writer, ETag head, int round, int i)
    {
        try
        {
            var answers = await writer.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row($"page {round:D3} of {i}")),
                new(TableTransactionActionType.UpdateReplace, Row("head", round), head),
            ]);
            return answers.Value[1].Headers.ETag;
        }
        catch (TableTransactionFailedException failure) when (failure.Status == 412)
        {
            return null;
        }
    }

    private static IEnumerable<TableTransactionAction> Adds(int count) =>
        from i in Enumerable.Range(0, count)
        select new TableTransactionAction(TableTransactionActionType.Add, Row($"{i:D3}"));
}
