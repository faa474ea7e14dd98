using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>What goes wrong with a call to the storage.</summary>
internal enum Fault
{
    /// <summary>The call does not leave.</summary>
    Before,

    /// <summary>The call is carried out and its answer is lost.</summary>
    After,
}

/// <summary>
/// Breaks chosen calls between the client and the emulator, below or above the client's own repetitions.
/// </summary>
internal sealed class StorageFault : HttpPipelinePolicy
{
    private int calls;

    /// <summary>How many calls were made.</summary>
    public int Calls => calls;

    /// <summary>Tells for the n-th call, from 1, what goes wrong; null lets it pass.</summary>
    public Func<int, Request, Fault?> Plan { get; set; } = static (_, _) => null;

    /// <summary>Runs before a call is sent, to let another writer go first.</summary>
    public Func<int, Request, Task> Meanwhile { get; set; } = static (_, _) => Task.CompletedTask;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The journal makes no synchronous calls.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var call = Interlocked.Increment(ref calls);
        var fault = Plan(call, message.Request);
        await Meanwhile(call, message.Request);
        if (fault == Fault.Before)
            throw new RequestFailedException("The connection broke before the request.");
        await ProcessNextAsync(message, pipeline);
        if (fault == Fault.After)
            throw new RequestFailedException("The connection broke before the answer.");
    }

    public static bool IsCommit(Request request) =>
        request.Method == RequestMethod.Post && request.Uri.ToString().Contains("$batch", StringComparison.Ordinal);
}
