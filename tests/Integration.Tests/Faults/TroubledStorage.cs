using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>
/// Numbers all calls of all clients that it is given to, from 1, and breaks those that its plan names. It stands
/// below the clients' own repetitions, so a repetition is a call of its own.
/// </summary>
internal sealed class TroubledStorage : HttpPipelinePolicy
{
    private static readonly TimeSpan LateAnswer = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;

    /// <summary>The number of calls so far.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Ends when the process has died.</summary>
    public Task Died => died.Task;

    /// <summary>What goes wrong with the n-th call; null lets it pass.</summary>
    public Func<int, StorageTrouble?> Plan { get; set; } = static _ => null;

    /// <summary>What Retry-After says, in whole seconds.</summary>
    public int RetryAfter { get; init; }

    /// <summary>Breaks some calls that follow one another; with no end, every call from the first on.</summary>
    public static TroubledStorage From(int call, StorageTrouble trouble, int length = int.MaxValue) =>
        new() { Plan = n => n >= call && n - call < length ? trouble : null };

    /// <summary>Puts this layer and short repetitions into the options of a client of tables or blobs.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="repeats">How often the client itself repeats a broken call.</param>
    public T Into<T>(T options, int repeats)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.MaxRetries = repeats;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);
        return options;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Nothing here makes synchronous calls.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var trouble = Plan(Interlocked.Increment(ref calls));
        if (died.Task.IsCompleted)
            throw Broken("The process is dead.");
        switch (trouble)
        {
            case null:
                await ProcessNextAsync(message, pipeline);
                break;
            case StorageTrouble.DropRequest:
                throw Broken("The connection broke before the request.");
            case StorageTrouble.DropAnswer:
                await ProcessNextAsync(message, pipeline);
                throw Broken("The connection broke before the answer.");
            case StorageTrouble.Delay:
                await ProcessNextAsync(message, pipeline);
                await Task.Delay(LateAnswer, TimeProvider.System, message.CancellationToken);
                break;
            case StorageTrouble.KillBefore:
                died.TrySetResult();
                throw Broken("The process died before the request.");
            case StorageTrouble.KillAfter:
                await ProcessNextAsync(message, pipeline);
                died.TrySetResult();
                throw Broken("The process died before the answer.");
            default:
                message.Response = AnswerTo(message.Request, trouble.Value);
                break;
        }
    }

    private RefusingAnswer AnswerTo(Request request, StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.Answer412 => new(412, "UpdateConditionNotSatisfied", request.ClientRequestId),
        StorageTrouble.Answer429 => new(429, "TooManyRequests", request.ClientRequestId, RetryAfter),
        StorageTrouble.Answer500 => new(500, "InternalError", request.ClientRequestId),
        StorageTrouble.Answer503 => new(503, "ServerBusy", request.ClientRequestId, RetryAfter),
        _ => throw new InvalidOperationException($"{trouble} is no answer."),
    };

    /// <summary>What the transport throws when a connection breaks.</summary>
    private static RequestFailedException Broken(string what) => new(what, new HttpRequestException(what));
}
