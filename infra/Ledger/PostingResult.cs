using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>What became of a batch of instructions: a closed set.</summary>
public abstract record PostingResult
{
    private PostingResult()
    {
    }

    /// <summary>The batch stands, and some of it is new.</summary>
    /// <param name="Entries">The entries that this call appended, in order.</param>
    /// <param name="Numbers">The numbers of all entries of the batch, those that stood before included.</param>
    public sealed record Posted(IReadOnlyList<Entry> Entries, IReadOnlyList<long> Numbers) : PostingResult;

    /// <summary>The whole batch stood already: a success.</summary>
    /// <param name="Numbers">The numbers of its entries.</param>
    public sealed record AlreadyPosted(IReadOnlyList<long> Numbers) : PostingResult;

    /// <summary>One instruction may not be posted, so none of the batch was.</summary>
    /// <param name="Index">The place of the instruction in the batch, from 0.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(int Index, Refusal Refusal) : PostingResult;

    /// <summary>There was nothing to move: a success without an entry.</summary>
    public sealed record Nothing : PostingResult;
}
