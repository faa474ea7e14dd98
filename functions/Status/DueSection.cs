using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>The parts of the board, by the due day of a procedure.</summary>
internal enum DueSection
{
    /// <summary>The due day has passed and the procedure has not ended.</summary>
    Overdue,

    /// <summary>Today is the last day of the term.</summary>
    Today,

    /// <summary>The last day is not today and comes before next Monday.</summary>
    Week,

    /// <summary>The last day is next Monday or later.</summary>
    Later,

    /// <summary>The term has not started.</summary>
    Undated,

    /// <summary>Carried out or refused.</summary>
    Ended,
}

/// <summary>Which procedures the board is asked for.</summary>
internal enum DueChoice
{
    /// <summary>Every procedure that has not ended.</summary>
    All,

    /// <summary>Those that are due today.</summary>
    Today,

    /// <summary>Those that are due today or later this week.</summary>
    Week,

    /// <summary>Those whose due day has passed.</summary>
    Overdue,

    /// <summary>Those that have ended.</summary>
    Ended,
}

/// <summary>How days are put into the parts of the board. Weeks begin on Monday.</summary>
internal static class DueDays
{
    /// <summary>The first day of the next week.</summary>
    public static DateOnly NextMonday(DateOnly today) => today.AddDays(7 - ((int)today.DayOfWeek + 6) % 7);

    /// <summary>Where a procedure stands on the board.</summary>
    public static DueSection Of(ProcedureRecord record, DateOnly today) => record switch
    {
        { Ended: true } => DueSection.Ended,
        { Deadline: null } => DueSection.Undated,
        { Deadline.DueOn: var due } when due < today => DueSection.Overdue,
        { Deadline.DueOn: var due } when due == today => DueSection.Today,
        { Deadline.DueOn: var due } when due < NextMonday(today) => DueSection.Week,
        _ => DueSection.Later,
    };

    /// <summary>The choice of a query; <see cref="DueChoice.All"/> when it names none, null for another word.</summary>
    public static DueChoice? Choice(string? word) => word switch
    {
        null or "" or "all" => DueChoice.All,
        "today" => DueChoice.Today,
        "week" => DueChoice.Week,
        "overdue" => DueChoice.Overdue,
        "ended" => DueChoice.Ended,
        _ => null,
    };

    /// <summary>The filter narrowed to the choice.</summary>
    public static ProcedureFilter Narrow(ProcedureFilter filter, DueChoice choice, DateOnly today) => choice switch
    {
        DueChoice.All => filter with { Open = true },
        DueChoice.Today => filter with { Open = true, DueFrom = today, DueBefore = Earlier(filter, today.AddDays(1)) },
        DueChoice.Week => filter with { Open = true, DueFrom = today, DueBefore = Earlier(filter, NextMonday(today)) },
        DueChoice.Overdue => filter with { Open = true, DueBefore = Earlier(filter, today) },
        DueChoice.Ended => filter with { Open = false },
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    private static DateOnly Earlier(ProcedureFilter filter, DateOnly day) =>
        filter.DueBefore is { } asked && asked < day ? asked : day;
}
