using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>
/// Numbers all calls of all clients that it is given to, from 1, and breaks those that its plan names. It stands
/// below the clients' own repetitions, so a repetition is a call of its own.
/// </summary>
internal sealed class TroubledStorage : HttpPipelineTransport
{
    private static readonly HttpClientTransport Wire = HttpClientTransport.Shared;
    private static readonly TimeSpan LateAnswer = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;

    /// <summary>The number of calls so far.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Ends when the process has died.</summary>
    public Task Died => died.Task;

    /// <summary>What goes wrong with the n-th call; null lets it pass.</summary>
    public Func<int, StorageTrouble?> Plan { get; set; } = static _ => null;

    /// <summary>Runs before the n-th call is made or broken, to let another writer go first.</summary>
    public Func<int, Task> Meanwhile { get; set; } = static _ => Task.CompletedTask;

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
        options.Transport = this;
        return options;
    }

    /// <summary>A request that goes nowhere, for answers that are made by hand.</summary>
    public static Request NewRequest() => Wire.CreateRequest();

    public override Request CreateRequest() => Wire.CreateRequest();

    public override void Process(HttpMessage message) =>
        throw new NotSupportedException("Nothing here makes synchronous calls.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var call = Interlocked.Increment(ref calls);
        var trouble = Plan(call);
        await Meanwhile(call);
        if (died.Task.IsCompleted)
            throw Broken("The process is dead.");
        switch (trouble)
        {
            case null:
                await Wire.ProcessAsync(message);
                break;
            case StorageTrouble.DropRequest:
                throw Broken("The connection broke before the request.");
            case StorageTrouble.DropAnswer:
                await Wire.ProcessAsync(message);
                throw Broken("The connection broke before the answer.");
            case StorageTrouble.Delay:
                await Wire.ProcessAsync(message);
                await Task.Delay(LateAnswer, TimeProvider.System, message.CancellationToken);
                break;
            case StorageTrouble.KillBefore:
                died.TrySetResult();
                throw Broken("The process died before the request.");
            case StorageTrouble.KillAfter:
                await Wire.ProcessAsync(message);
                died.TrySetResult();
                throw Broken("The process died before the answer.");
            default:
                message.Response = AnswerTo(message.Request, trouble.Value);
                break;
        }
    }

    private RefusingAnswer AnswerTo(Request request, StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.Answer412 => new(request, 412, "UpdateConditionNotSatisfied"),
        StorageTrouble.Answer429 => new(request, 429, "TooManyRequests", RetryAfter),
        StorageTrouble.Answer500 => new(request, 500, "InternalError"),
        StorageTrouble.Answer503 => new(request, 503, "ServerBusy", RetryAfter),
        _ => throw new InvalidOperationException($"{trouble} is no answer."),
    };

    /// <summary>What the transport throws when a connection breaks.</summary>
    private static RequestFailedException Broken(string what) => new(what, new HttpRequestException(what));
}
