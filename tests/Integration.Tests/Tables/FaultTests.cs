using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class FaultTests(AzuriteFixture azurite) : TableFixture(azurite)
{
    [Fact]
    public async Task DroppedReply_WithoutRetries_IsAFailureAlthoughTheRowsAreThere()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 }, Transport = new DroppingTransport(1) };

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Open(options).SubmitTransactionAsync(Pair()));

        Assert.Equal(0, failure.Status);
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task DroppedReply_WithRetries_MeetsItsOwnWriteOnTheSecondTry()
    {
        var options = new TableClientOptions
        {
            Retry = { MaxRetries = 1, Delay = TimeSpan.Zero },
            Transport = new DroppingTransport(1),
        };

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Open(options).SubmitTransactionAsync(Pair()));

        Assert.Equal((409, 0), (failure.Status, failure.FailedTransactionActionIndex));
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task DroppedReply_OnAnIdempotentWrite_IsMadeGoodByARetry()
    {
        var transport = new DroppingTransport(2);
        var options = new TableClientOptions
        {
            Retry = { MaxRetries = 2, Delay = TimeSpan.Zero },
            Transport = transport,
        };

        await Open(options).UpsertEntityAsync(new TableEntity(Partition, "r") { ["Bytes"] = new byte[60_000] });

        Assert.Equal(3, transport.Requests);
        Assert.Equal(60_000, Assert.Single(await AllAsync()).GetBinary("Bytes").Length);
    }

    [Theory]
    [InlineData(HttpPipelinePosition.PerCall)]
    [InlineData(HttpPipelinePosition.PerRetry)]
    [InlineData(HttpPipelinePosition.BeforeTransport)]
    public async Task Policy_AtEveryPosition_SeesTheRequest(HttpPipelinePosition position)
    {
        var policy = new RecordingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(policy, position);

        await Open(options).SubmitTransactionAsync(Pair());

        Assert.Equal("$batch", Assert.Single(policy.Paths));
    }

    [Fact]
    public async Task Cancelled_BeforeSending_ThrowsAndWritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Table.SubmitTransactionAsync(Pair(), cancelled.Token));

        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task WrongKey_IsForbidden()
    {
        var wrong = new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64]));
        var stranger = new TableServiceClient(Azurite.TableEndpoint, wrong);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => stranger.CreateTableAsync(AzuriteFixture.NewName()));

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public void Fake_InheritsTheClient_AndOverridesWhatItNeeds()
    {
        TableClient fake = new FakeTable();

        Assert.Equal("fake", fake.Name);
        Assert.Equal("fake", fake.GetEntity<TableEntity>("p", "r").Value.RowKey);
    }

    private static TableTransactionAction[] Pair() =>
    [
        new(TableTransactionActionType.Add, Row("page")),
        new(TableTransactionActionType.Add, Row("head")),
    ];

    /// <summary>A network that loses the first replies after the service has done its work.</summary>
    private sealed class DroppingTransport(int drops) : HttpPipelineTransport
    {
        public int Requests { get; private set; }

        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message)
        {
            HttpClientTransport.Shared.Process(message);
            Drop();
        }

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            await HttpClientTransport.Shared.ProcessAsync(message);
            Drop();
        }

        private void Drop()
        {
            Requests++;
            if (Requests <= drops)
                throw new RequestFailedException("The reply was lost.", new IOException("Connection reset."));
        }
    }

    private sealed class RecordingPolicy : HttpPipelineSynchronousPolicy
    {
        public List<string> Paths { get; } = [];

        public override void OnSendingRequest(HttpMessage message) =>
            Paths.Add(message.Request.Uri.ToUri().Segments[^1]);
    }

    private sealed class FakeTable : TableClient
    {
        public override string Name => "fake";

        public override Response<T> GetEntity<T>(
            string partitionKey,
            string rowKey,
            IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default)
        {
            var entity = Activator.CreateInstance<T>();
            entity.RowKey = Name;
            return Response.FromValue(entity, null!);
        }
    }
}
