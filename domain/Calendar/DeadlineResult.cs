namespace CarbonRegistry.Domain.Calendar;

/// <summary>The outcome of counting working days: a closed set.</summary>
public abstract record DeadlineResult
{
    private DeadlineResult()
    {
    }

    /// <summary>The last day of the term.</summary>
    /// <param name="DueOn">A working day.</param>
    /// <param name="Skipped">Every day between the event and <paramref name="DueOn"/> that did not count.</param>
    public sealed record Due(DateOnly DueOn, IReadOnlyList<DayOff> Skipped) : DeadlineResult;

    /// <summary>The term begins or ends in a year that the calendar does not know.</summary>
    /// <param name="FirstCovered">The first day that it knows.</param>
    /// <param name="LastCovered">The last day that it knows.</param>
    public sealed record NotCovered(DateOnly FirstCovered, DateOnly LastCovered) : DeadlineResult;
}
