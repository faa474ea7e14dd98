using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace CarbonRegistry.Integration.Tests.Tables;

/// <summary>Answers that the emulator does not give but the service does.</summary>
public sealed class AnswerTests
{
    private const string Account = "AccountName=a;AccountKey=a2V5";
    private const string Part = "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ";

    [Fact]
    public void Transaction_Refused_NamesCodeMessageAndAction()
    {
        var failure = Assert.Throws<TableTransactionFailedException>(() => Submit(
            202, Changes(Part + "412 Precondition Failed\r\nContent-ID: 2\r\n\r\n"
            + Error("UpdateConditionNotSatisfied", "1:The update condition was not satisfied.\\nTime:2026") + "\r\n")));

        Assert.Equal((412, 1), (failure.Status, failure.FailedTransactionActionIndex));
        Assert.True(failure.ErrorCode! == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Contains("The update condition was not satisfied", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transaction_RefusedAsAWhole_HasNoAction()
    {
        var failure = Assert.Throws<TableTransactionFailedException>(
            () => Submit(400, Error("InvalidInput", "One of the request inputs is not valid.")));

        Assert.Equal(400, failure.Status);
        Assert.Null(failure.FailedTransactionActionIndex);
    }

    [Fact]
    public void Transaction_RefusedByAProxy_IsNoTransactionFailure() =>
        Assert.Equal(502, Assert.Throws<RequestFailedException>(() => Submit(502, "<html>Bad gateway</html>")).Status);

    [Fact]
    public void Transaction_AnsweredForOneOfTwoActions_IsAFailure() =>
        Assert.Throws<RequestFailedException>(
            () => Submit(202, Changes(Part + "204 No Content\r\nETag: W/\"1\"\r\n\r\n\r\n")));

    [Fact]
    public void Transaction_Done_GivesAnAnswerForEachAction()
    {
        var answers = Submit(202, Changes(
            Part + "204 No Content\r\nETag: W/\"datetime'2026'\"\r\n\r\n\r\n", Part + "204 No Content\r\n\r\n\r\n"));

        Assert.Equal([new ETag("W/\"datetime'2026'\""), null], answers.Select(answer => answer.Headers.ETag));
    }

    [Fact]
    public async Task Create_OfATableBeingDeleted_IsAFailure()
    {
        var table = Answering(409, Error("TableBeingDeleted", "The table is being deleted."));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());

        Assert.True(failure.ErrorCode! == TableErrorCode.TableBeingDeleted);
    }

    [Fact]
    public void Entity_WithAnnotationsAfterTheirProperties_IsReadWithItsTypes()
    {
        var table = Answering(200, """
            {"odata.metadata":"m","odata.etag":"W/\"1\"",
            "PartitionKey":"p","RowKey":"r","Timestamp":"2026-01-02T03:04:05Z",
            "Units":"5000000000","Units@odata.type":"Edm.Int64","Data":"AQI=","Data@odata.type":"Edm.Binary",
            "Share":1.0,"Whole":2,"Whole@odata.type":"Edm.Double","None":null}
            """);

        var row = table.GetEntity<TableEntity>("p", "r").Value;

        Assert.Equal(5_000_000_000L, row["Units"]);
        Assert.Equal(new byte[] { 1, 2 }, row["Data"]);
        Assert.Equal((1.0, 2.0), (row["Share"], row["Whole"]));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), row.Timestamp);
        Assert.Equal(new ETag("W/\"1\""), row.ETag);
    }

    private static IReadOnlyList<Response> Submit(int status, string answer) =>
        Answering(status, answer).SubmitTransaction(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "page")),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "head")),
        ]).Value;

    private static string Changes(params string[] parts) =>
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
        + string.Concat(parts.Select(part => "--changesetresponse_2\r\n" + part))
        + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";

    private static string Error(string code, string message) =>
        """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"TEXT"}}}"""
            .Replace("CODE", code, StringComparison.Ordinal)
            .Replace("TEXT", message, StringComparison.Ordinal);

    private static TableClient Answering(int status, string content)
    {
        var options = new TableClientOptions
        {
            Retry = { MaxRetries = 0 },
            Transport = new AnsweringTransport(status, Encoding.UTF8.GetBytes(content)),
        };
        return new TableClient(Account, "t", options);
    }

    private sealed class AnsweringTransport(int status, byte[] content) : HttpPipelineTransport
    {
        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message)
        {
            var answer = new PartResponse(status, "", "");
            answer.SetContent(content);
            message.Response = answer;
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }
    }
}
