using System.Globalization;
using Azure;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Http;

/// <summary>
/// Answers 503 with Retry-After where a request could not be served because the storage does not answer. It stands
/// around everything else, so that a registry that cannot start answers so as well.
/// </summary>
/// <remarks>
/// Only what passes by itself is answered so. Any other refusal of the storage is a fault of the registry and stays a
/// 500. Functions with another trigger are tried again by the host, which must see the exception.
/// </remarks>
internal sealed class StorageTroubleMiddleware(ILogger<StorageTroubleMiddleware> log) : IFunctionsWorkerMiddleware
{
    /// <summary>Seconds until the next try, where the storage names none; its own clients wait about as long.</summary>
    private const int RetryAfterSeconds = 5;

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (
            IsTrouble(failure) && context.GetHttpContext() is { Response.HasStarted: false })
        {
            var http = context.GetHttpContext()!;
            var reason = failure.Message.Split('\n')[0].TrimEnd();
            log.LogWarning("{Function} was answered 503: {Reason}", context.FunctionDefinition.Name, reason);
            http.Response.Headers.RetryAfter = RetryAfter(failure).ToString(CultureInfo.InvariantCulture);
            var answer = Answers.Problem(
                http.Request, StatusCodes.Status503ServiceUnavailable, "storageUnavailable", Sentences.StorageAway);
            await answer.ExecuteAsync(http);
        }
    }

    private static bool IsTrouble(Exception failure) =>
        failure is CommitUnknownException || StorageFailures.IsPassing(failure);

    /// <summary>The pause for which the storage itself asked, in seconds.</summary>
    private static int RetryAfter(Exception failure)
    {
        var refused = failure as RequestFailedException
            ?? (failure as AggregateException)?.InnerExceptions.OfType<RequestFailedException>().LastOrDefault();
        var asked = refused?.GetRawResponse() is { } response
            && response.Headers.TryGetValue("Retry-After", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;
        return asked > 0 ? asked : RetryAfterSeconds;
    }
}
