// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>An account's endpoint and the pipeline that reaches it; shared by the clients of its tables.</summary>
internal sealed class TableConnection
{
    private const string TokenScope = "https://storage.azure.com/.default";
    private const string Json = "application/json;odata=minimalmetadata";

    private readonly string root;
    private readonly string version;
    private readonly HttpPipeline pipeline;

    private TableConnection(Uri endpoint, string account, TableClientOptions? options, HttpPipelinePolicy credential)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = account;
        root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        version = options.VersionString;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { credential },
            RequestFailedDetailsParser = TableErrorParser.Shared,
        });
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    public static TableConnection Open(string connectionString, TableClientOptions? options)
    {
        var settings = ConnectionString.Parse(connectionString);
        return Open(settings.Endpoint, settings.Credential, options);
    }

    public static TableConnection Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new TableConnection(endpoint, credential.AccountName, options, new SharedKeyPolicy(credential));
    }

    public static TableConnection Open(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        var account = IPAddress.TryParse(endpoint.Host, out _) || !endpoint.Host.Contains('.', StringComparison.Ordinal)
            ? endpoint.AbsolutePath.Trim('/').Split('/')[0]
            : endpoint.Host.Split('.')[0];
        var policy = new BearerTokenAuthenticationPolicy(tokenCredential, TokenScope);
        return new TableConnection(endpoint, account, options, policy);
    }

    /// <summary>The address of something below the endpoint, its path already percent-encoded.</summary>
    public Uri Address(string path) => new(root + "/" + path);

    public HttpMessage Request(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Address(path));
        message.Request.Headers.Add("x-ms-version", version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", Json);
        return message;
    }

    public HttpMessage Write(RequestMethod method, string path, PooledBody body)
    {
        var message = Request(method, path);
        message.Request.Headers.Add("Content-Type", Json);
        message.Request.Content = body;
        return message;
    }

    /// <summary>
    /// Sends a request and gives back its answer. One body serves the synchronous and the asynchronous members: with
    /// async false nothing in it yields, so the task that it returns is already complete.
    /// </summary>
    /// <exception cref="RequestFailedException">The service refused, and not with the tolerated status.</exception>
    public async ValueTask<Response> SendAsync(
        HttpMessage message,
        bool async,
        CancellationToken cancellation,
        int toleratedStatus = 0)
    {
        if (async)
            await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        else
            pipeline.Send(message, cancellation);
        var response = message.Response;
        if (response.Status is < 200 or >= 300 && response.Status != toleratedStatus)
            throw new RequestFailedException(response);
        if (response.Status < 300)
            (message.Request.Content as PooledBody)?.MarkDelivered();
        return response;
    }

    /// <summary>The result of a task that was made with async false.</summary>
    public static T Completed<T>(ValueTask<T> task) => task.GetAwaiter().GetResult();
}
