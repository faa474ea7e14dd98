using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// The names of days off in three languages. The calendar's file is in Russian, the language of the acts that it
/// cites; a name that is not in this table is shown as the file has it, so that a new holiday needs no new code.
/// </summary>
internal static partial class DayOffNames
{
    public static readonly LocalizedText Weekend = new("демалыс күні", "выходной день", "weekend");

    private static readonly Dictionary<string, (string Kk, string En)> Names = new(StringComparer.Ordinal)
    {
        ["Новый год"] = ("Жаңа жыл", "New Year"),
        ["Православное Рождество"] = ("Православиелік Рождество", "Orthodox Christmas"),
        ["Международный женский день"] = ("Халықаралық әйелдер күні", "International Women's Day"),
        ["Наурыз мейрамы"] = ("Наурыз мейрамы", "Nauryz"),
        ["Праздник единства народа Казахстана"] =
            ("Қазақстан халқының бірлігі мерекесі", "Day of Unity of the People of Kazakhstan"),
        ["День защитника Отечества"] = ("Отан қорғаушы күні", "Defender of the Fatherland Day"),
        ["День Победы"] = ("Жеңіс күні", "Victory Day"),
        ["День Столицы"] = ("Астана күні", "Capital City Day"),
        ["Первый день Курбан-айта"] = ("Құрбан айттың бірінші күні", "first day of Kurban Ait"),
        ["День Конституции Республики Казахстан"] =
            ("Қазақстан Республикасының Конституциясы күні", "Constitution Day"),
        ["День Республики"] = ("Республика күні", "Republic Day"),
        ["День Независимости"] = ("Тәуелсіздік күні", "Independence Day"),
        ["День Первого Президента Республики Казахстан"] =
            ("Қазақстан Республикасының Тұңғыш Президенті күні", "Day of the First President"),
    };

    /// <summary>The name in three languages.</summary>
    /// <param name="russian">The name as the calendar's file has it.</param>
    /// <param name="year">The year of the day.</param>
    public static LocalizedText Of(string russian, int year)
    {
        if (Shifted().Match(russian) is { Success: true } shifted)
        {
            var (name, day) = (Of(shifted.Groups["name"].Value, year), shifted.Groups["day"].Value);
            return new($"{name.Kk}: {day} орнына демалыс күні", russian, $"{name.En}: day off for {day}");
        }

        if (Transferred().Match(russian) is { Success: true } transferred)
        {
            var day = transferred.Groups["day"].Value;
            return new($"Демалыс күні {day} күнінен ауыстырылды", russian, $"Day off moved from {day}");
        }

        // The Kazakh name of 25 October changed with the Constitution of 2026; the Russian one stayed.
        if (russian == "День Республики" && year >= 2026)
            return new("Қазақстан Республикасы күні", russian, Names[russian].En);
        return Names.TryGetValue(russian, out var other)
            ? new(other.Kk, russian, other.En)
            : new(russian, russian, russian);
    }

    [GeneratedRegex(@"^(?<name>.+): выходной за (?<day>\d\d\.\d\d\.\d{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Shifted();

    [GeneratedRegex(@"^Перенос дня отдыха с (?<day>\d\d\.\d\d\.\d{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Transferred();
}
