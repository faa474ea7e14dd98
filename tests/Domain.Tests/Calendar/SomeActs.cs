using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Tests.Calendar;

/// <summary>Calendar acts for tests.</summary>
internal static class SomeActs
{
    private static readonly LocalizedText Title = new("Демалыс күнін ауыстыру туралы", "О переносе дня отдыха",
        "On moving a day off");

    public static CalendarAct Of(params CalendarActRow[] rows) => new("713", new(2022, 10, 3), Title, rows, []);

    public static CalendarActRow Off(int year, int month, int day, DayOffKind kind = DayOffKind.TransferOff) =>
        new(new(year, month, day), kind, new("ауыстырылған күн", "перенесенный выходной", "moved day off"));

    public static CalendarActRow Worked(int year, int month, int day) =>
        new(new(year, month, day), null, new("жұмыс күні", "рабочий день", "working day"));

    /// <summary>A year with the state holidays that fall on its weekdays, all others being left out.</summary>
    public static CalendarAct WithYear(int year, int workingDays, params CalendarActRow[] rows) =>
        Of(rows) with { Years = [new CalendarActYear(year, workingDays)] };
}
