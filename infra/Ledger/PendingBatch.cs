using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>A caller's batch on its way into the journal.</summary>
internal sealed class PendingBatch(IReadOnlyList<Instruction> instructions)
{
    private readonly TaskCompletionSource<PostingResult> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is to be posted.</summary>
    public IReadOnlyList<Instruction> Instructions { get; } = instructions;

    /// <summary>The entries of earlier pages, where the batch needs more than one.</summary>
    public List<Entry> Posted { get; } = [];

    /// <summary>What the caller waits for.</summary>
    public Task<PostingResult> Result => completion.Task;

    /// <summary>Tells the caller the result.</summary>
    public void Complete(PostingResult result) => completion.TrySetResult(result);

    /// <summary>Tells the caller that there is none.</summary>
    public void Fail(Exception error) => completion.TrySetException(error);
}
