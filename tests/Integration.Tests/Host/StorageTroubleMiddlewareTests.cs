using System.Reflection;
using Azure;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Local.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Integration.Tests.Host;

/// <summary>Which failures are answered 503, and with which pause.</summary>
public sealed class StorageTroubleMiddlewareTests
{
    public static TheoryData<string, int?> Failures => new()
    {
        { "status 0", 5 },
        { "status 408", 5 },
        { "status 500", 5 },
        { "status 503 after 17", 17 },
        { "status 429 after 2", 2 },
        { "all of status 0, status 503 after 9", 9 },
        { "all of status 0, timeout, reading", 5 },
        { "commit unknown", 5 },
        { "status 403", null },
        { "status 404", null },
        { "status 409", null },
        { "status 412", null },
        { "all of status 0, status 403", null },
        { "all of nothing", null },
        { "timeout", null },
        { "own fault", null },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_OfARequest_Is503OnlyWhenItPasses(string failure, int? retryAfter)
    {
        var http = NewRequest();
        var thrown = await RecordAsync(http, Named(failure));

        if (retryAfter is null)
        {
            Assert.NotNull(thrown);
            Assert.Equal(200, http.Response.StatusCode);
            return;
        }

        Assert.Null(thrown);
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Equal($"{retryAfter}", http.Response.Headers.RetryAfter.ToString());
        Assert.Equal("application/problem+json", http.Response.ContentType);
    }

    [Fact]
    public async Task Failure_OfAnotherTrigger_ReachesTheHostWhichTriesAgain() =>
        Assert.IsType<RequestFailedException>(await RecordAsync(null, Named("status 503 after 1")));

    private static Task<Exception?> RecordAsync(HttpContext? http, Exception failure)
    {
        var function = FunctionMethod.Find([typeof(NoticeDoors)])[0];
        var inputs = new FunctionInputs(static (_, _) => default, new Dictionary<string, object?>());
        var services = new ServiceCollection().BuildServiceProvider();
        var context = new LocalFunctionContext(function, inputs, services, default);
        if (http is not null)
            context.Items[HttpFunctions.HttpContextKey] = http;
        var middleware = new StorageTroubleMiddleware(NullLogger<StorageTroubleMiddleware>.Instance);
        return Record.ExceptionAsync(() => middleware.Invoke(context, _ => Task.FromException(failure)));
    }

    private static Exception Named(string failure) => failure.Split(' ') switch
    {
        ["status", "0"] => new RequestFailedException("The connection broke."),
        ["status", var status] => Refused(int.Parse(status), null),
        ["status", var status, "after", var seconds] => Refused(int.Parse(status), int.Parse(seconds)),
        ["timeout"] => new TaskCanceledException("The time was over."),
        ["reading"] => new IOException("The connection broke in between."),
        ["commit", _] => new CommitUnknownException(Named("status 0")),
        ["all", "of", "nothing"] => new AggregateException(),
        ["all", "of", ..] => new AggregateException(failure["all of ".Length..].Split(", ").Select(Named)),
        _ => new TargetInvocationException(new InvalidOperationException(failure)),
    };

    private static RequestFailedException Refused(int status, int? retryAfter) =>
        new(new RefusingAnswer(TroubledStorage.NewRequest(), status, "Code", retryAfter));

    private static DefaultHttpContext NewRequest() => new()
    {
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };
}
