using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Plans;

/// <summary>What the registry says of carbon budgeting periods.</summary>
internal static class PeriodTexts
{
    // Period, first day, days left.
    private static readonly LocalizedText NotFormedText = new(
        "{0} көміртегі бюджеттендіру кезеңінің Ұлттық жоспары алынған жоқ. Кезеңнің тізілімі {1} күніне дейін "
        + "қалыптастырылуға тиіс, {2} күн қалды.",
        "Национальный план углеродных квот на период углеродного бюджетирования {0} не получен. Реестр периода "
        + "формируется до {1}, осталось дней: {2}.",
        "No National Carbon Quota Plan was received for the carbon budgeting period {0}. The registry of the period "
        + "is formed before {1}; days left: {2}.");

    /// <summary>¶6: the plan of a period is still to come.</summary>
    public static LocalizedText NotFormed(object period, DateOnly firstDay, int daysLeft) =>
        NotFormedText.With(period, firstDay.ToString("yyyy-MM-dd", null), daysLeft);
}
