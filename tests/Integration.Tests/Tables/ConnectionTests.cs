using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class ConnectionTests
{
    private const string Key = "AccountKey=a2V5";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("usedevelopmentstorage=True;", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("AccountName=reg;" + Key, "reg", "https://reg.table.core.windows.net/")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=reg;" + Key + ";EndpointSuffix=core.example",
        "reg",
        "http://reg.table.core.example/")]
    [InlineData("AccountName=reg;" + Key + ";TableEndpoint=http://h:1/reg", "reg", "http://h:1/reg")]
    public void ConnectionString_OfEveryForm_GivesAccountAndEndpoint(string text, string account, string endpoint)
    {
        var service = new TableServiceClient(text);
        var table = service.GetTableClient("units");

        Assert.Equal((account, endpoint), (service.AccountName, service.Uri.AbsoluteUri));
        Assert.Equal((account, "units"), (table.AccountName, table.Name));
        Assert.Equal(endpoint.TrimEnd('/') + "/units", table.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("AccountName=reg")]
    [InlineData("AccountKey=a2V5")]
    public void ConnectionString_WithoutAccountOrKey_IsRefused(string text) =>
        Assert.Throws<InvalidOperationException>(() => new TableServiceClient(text));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=a;AccountName=b;" + Key)]
    [InlineData("AccountName=a;AccountKey=not base64!")]
    public void ConnectionString_ThatIsMalformed_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => new TableServiceClient(text));

    [Theory]
    [InlineData("https://reg.table.core.windows.net", "reg")]
    [InlineData("https://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    public async Task Token_IsSentAndTheAccountComesFromTheEndpoint(string endpoint, string account)
    {
        var transport = new RecordingTransport();
        var table = new TableClient(
            new Uri(endpoint), "units", new FixedToken(), new TableClientOptions { Transport = transport });

        await Assert.ThrowsAsync<RecordingTransport.SentException>(
            () => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(account, table.AccountName);
        Assert.Equal("Bearer token", transport.Authorization);
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>A network that keeps what it was asked to send.</summary>
    private sealed class RecordingTransport : HttpPipelineTransport
    {
        public string? Authorization { get; private set; }

        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Authorization = message.Request.Headers.TryGetValue("Authorization", out var value) ? value : null;
            throw new SentException();
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }

        public sealed class SentException : Exception;
    }
}
