using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Calendar;

/// <summary>What everybody may ask of the calendar in force: the days off of a year, and when a term ends.</summary>
public sealed class CalendarQueries(RegistryCalendar calendar, TimeProvider time)
{
    private const int MaximumWorkingDays = 400;

    /// <summary>Every day off of a year with its reason, and the weekend days that are worked.</summary>
    [Function("GetCalendar")]
    public async Task<IResult> YearAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!Paging.TryNumber(request, "year", out var asked) || asked is < 1 or > 9998)
            return Answers.BadParameter(request, "year");
        var days = await calendar.InForceAsync(cancellation);
        var year = (int)(asked ?? KazakhstanTime.DateOf(time.GetUtcNow()).Year);
        var first = new DateOnly(year, 1, 1);
        if (!days.Covers(first))
            return CalendarProblems.NotCovered(request, first);
        var language = Answers.LanguageOf(request);
        var all = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays).ToList();
        return Answers.Ok(new
        {
            Year = year,
            CalendarVersion = days.Version,
            WorkingDays = days.WorkingDaysIn(year),
            DaysOff = all.Select(days.WhyOff).OfType<DayOff>().Select(off => new
            {
                off.Date,
                off.Kind,
                Why = off.Why.In(language),
                off.Source,
            }),
            WorkedWeekends = all.Where(day => IsWeekend(day) && days.IsWorkingDay(day)),
        });
    }

    /// <summary>When a term of working days ends.</summary>
    [Function("GetDeadline")]
    public async Task<IResult> DeadlineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/deadline")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!Paging.TryDate(request, "from", out var from) || from is null)
            return Answers.BadParameter(request, "from");
        if (!Paging.TryNumber(request, "workingDays", out var count) || count is null or < 1 or > MaximumWorkingDays)
            return Answers.BadParameter(request, "workingDays");
        var days = await calendar.InForceAsync(cancellation);
        var language = Answers.LanguageOf(request);
        return days.AddWorkingDays(from.Value, (int)count.Value) switch
        {
            DeadlineResult.Due due => Answers.Ok(new
            {
                due.DueOn,
                CalendarVersion = days.Version,
                Skipped = due.Skipped.Select(off => new { off.Date, Why = off.Why.In(language) }),
            }),
            DeadlineResult.NotCovered => CalendarProblems.NotCovered(request, from.Value),
            _ => throw new InvalidOperationException("Deadline results are a closed set."),
        };
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
