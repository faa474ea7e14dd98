using System.Globalization;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CarbonRegistry.Functions.Http;

/// <summary>
/// Answers 429 with Retry-After while more waits than the ledger takes. A document is turned away before it is read, so
/// that a crowd costs nothing. Blobs, timers and activities get the exception and are tried again by those who started
/// them.
/// </summary>
internal sealed class BusyMiddleware(RegistryLedger ledger, LedgerOptions options) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }
        if (HttpMethods.IsPost(http.Request.Method) && ledger.IsBusy)
        {
            await AnswerAsync(http, options.RetryAfter);
            return;
        }
        try
        {
            await next(context);
        }
        catch (LedgerBusyException busy) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, busy.RetryAfter);
        }
    }

    private static Task AnswerAsync(HttpContext http, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var text = Sentences.Busy.With(seconds);
        return Answers.Problem(http.Request, StatusCodes.Status429TooManyRequests, "busy", text).ExecuteAsync(http);
    }
}
