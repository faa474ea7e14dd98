namespace CarbonRegistry.Functions.Procedures;

// What travels between orchestrations and activities is a stored shape: an instance that sleeps for weeks replays it
// with newer code. Members may be added with a default; none may be renamed or removed.

/// <summary>Whether a procedure's clock runs.</summary>
/// <param name="Started">The due date stands.</param>
/// <param name="Ended">Nothing is left to decide.</param>
/// <param name="LookAgainAt">When to look again even if nothing happens; null to wait for an event.</param>
/// <param name="Steps">What the clock brings, in order; those whose moment has passed come first.</param>
public sealed record StartState(
    bool Started, bool Ended, DateTimeOffset? LookAgainAt, IReadOnlyList<DeadlineStep> Steps);

/// <summary>A moment that the deadline brings.</summary>
public sealed record DeadlineStep(DateTimeOffset At, DeadlineStepKind Kind);

/// <summary>What happens at such a moment; the numbers are stored.</summary>
public enum DeadlineStepKind
{
    /// <summary>One working day is left.</summary>
    Remind = 1,

    /// <summary>The law leaves no discretion: the act is carried out.</summary>
    CarryOut = 2,

    /// <summary>A person must decide and has not: those responsible are told.</summary>
    Escalate = 3,

    /// <summary>The term has passed.</summary>
    Overdue = 4,
}

/// <summary>What the registrars' decisions come to; the numbers are stored.</summary>
public enum Verdict
{
    /// <summary>Not enough of them have decided.</summary>
    Open = 0,

    /// <summary>As many different registrars approved as the policy asks for.</summary>
    Approved = 1,

    /// <summary>One refused.</summary>
    Refused = 2,

    /// <summary>Nobody decided in time and the law leaves no discretion.</summary>
    CarriedByDeadline = 3,

    /// <summary>
    /// Not enough of them have decided, and the calendar has moved the term: the deadline's steps are to be read again.
    /// </summary>
    Redated = 4,
}

/// <summary>Carry the procedure out.</summary>
public sealed record CarryOutOrder(string Procedure, Verdict Verdict);

/// <summary>Tell of a moment of the deadline.</summary>
public sealed record DeadlineOrder(string Procedure, DeadlineStepKind Kind);

/// <summary>Record that a step could not be done.</summary>
public sealed record FaultOrder(string Procedure, string Message);
