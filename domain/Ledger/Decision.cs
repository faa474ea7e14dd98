using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>What the ledger answers to an instruction: a closed set.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The entries to append, in order; the first has the number of the state's size.</summary>
    public sealed record Posted(IReadOnlyList<Entry> Entries) : Decision;

    /// <summary>The act stands already, under these numbers: a success.</summary>
    public sealed record AlreadyPosted(IReadOnlyList<long> Entries) : Decision;

    /// <summary>The act may not be posted.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;

    /// <summary>There was nothing to move (<see cref="Selection.All"/>): a success without an entry.</summary>
    public sealed record Nothing : Decision;
}
