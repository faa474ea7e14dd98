using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What a procedure needs before its clock runs: a closed set.</summary>
internal abstract record StartCondition
{
    private StartCondition()
    {
    }

    /// <summary>Nothing: the term of the act counts from this day.</summary>
    public sealed record TermFrom(RegulatedAct Act, DateOnly EventOn) : StartCondition;

    /// <summary>Nothing: the term is computed; none where the calendar does not reach far enough.</summary>
    public sealed record Clock(Deadline? Deadline, DateTimeOffset? NotBefore) : StartCondition;

    /// <summary>No term at all: it is carried out at once.</summary>
    public sealed record AtOnce : StartCondition;

    /// <summary>These papers (JSON pointers).</summary>
    public sealed record MissingPapers(IReadOnlyList<string> Pointers) : StartCondition;

    /// <summary>The plan must be carried out first.</summary>
    public sealed record PlanCarriedOut : StartCondition;

    /// <summary>The procedure that the document follows must end first.</summary>
    public sealed record FollowedEnds(string Procedure) : StartCondition;

    /// <summary>The other paper about the same contract must come first (requirements C1).</summary>
    public sealed record OtherEvidence : StartCondition;

    /// <summary>The plan enters into force on a later day.</summary>
    public sealed record DayOfForce(DateOnly Day, DateTimeOffset At) : StartCondition;

    /// <summary>The term of units ends on a later day (¶29; Code, article 295(10)).</summary>
    public sealed record EndOfTerm(DateOnly Day, DateTimeOffset At) : StartCondition;

    /// <summary>
    /// The auction must be held and its sales settled; looked at again on a later day (Order 221 ¶26).
    /// </summary>
    public sealed record AuctionSettled(string Auction, DateOnly HeldOn, DateTimeOffset? At) : StartCondition;

    /// <summary>It can never start.</summary>
    public sealed record Hopeless(Refusal Refusal) : StartCondition;
}
