using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Infra.Calendar;

/// <summary>Where a calendar act stands. The names are part of stored rows and of the interface.</summary>
public enum CalendarActStage
{
    /// <summary>Loaded; nobody has decided on it, and it changes nothing yet.</summary>
    Proposed,

    /// <summary>A second person approved it: it is part of the calendar for good.</summary>
    Approved,

    /// <summary>A second person refused it.</summary>
    Refused,
}

/// <summary>A calendar act as it is kept: a frozen shape, since rows outlive the code that wrote them.</summary>
/// <param name="Act">What it says.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="ProposedBy">The id of the user who loaded it.</param>
/// <param name="ProposedAt">When.</param>
public sealed record CalendarActRecord(
    CalendarAct Act, CalendarActStage Stage, string ProposedBy, DateTimeOffset ProposedAt)
{
    /// <summary>The id of the user who decided; null while nobody has.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was decided on; null while it is not.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What was said to the decision; null when nothing was.</summary>
    public string? Reason { get; init; }

    /// <summary>The version of the calendar that the act made; null unless it is approved.</summary>
    public string? CalendarVersion { get; init; }
}

/// <summary>What is in force: the calendar that the registry ships with, and the acts upon it.</summary>
/// <param name="Version">The version that they come to.</param>
/// <param name="Acts">Ids of the acts, in the order of approval.</param>
/// <param name="SweptVersion">The version for which every open procedure was looked at; null before the first.</param>
public sealed record CalendarHead(string Version, IReadOnlyList<string> Acts, string? SweptVersion);
