using ClosedXML.Excel;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>A small National Plan as a workbook, of any period.</summary>
internal static class PlanBook
{
    private const long Each = 100;

    private static readonly string[] Categories =
        ["newInstallations", "unaccountedInstallations", "capacityIncrease", "administeredTransition", "auction"];

    /// <summary>A plan with 100 units a year for each installation, and 10 for each category of the reserve.</summary>
    /// <param name="first">The first year of the period.</param>
    /// <param name="last">The last year of the period.</param>
    /// <param name="order">The number of the order.</param>
    /// <param name="inForceOn">The day of entry into force; it is approved on the same day.</param>
    /// <param name="lines">Installation and BIN of its operator.</param>
    public static byte[] Of(
        int first, int last, string order, string inForceOn, params (string Code, string Bin)[] lines)
    {
        using var book = new XLWorkbook();
        var years = Enumerable.Range(first, last - first + 1).ToList();
        Installations(book.AddWorksheet("План"), years, lines);
        Reserve(book.AddWorksheet("Резерв"), years);
        var particulars = book.AddWorksheet("Реквизиты");
        Write(particulars, 1, "Номер приказа", order);
        Write(particulars, 2, "Дата утверждения", inForceOn);
        Write(particulars, 3, "Дата вступления в силу", inForceOn);
        Write(particulars, 4, "Период", $"{first}-{last}");
        var total = years.Count * (lines.Length * Each + Categories.Length * Each / 10);
        Write(particulars, 5, "Общий объем", total);
        using var file = new MemoryStream();
        book.SaveAs(file);
        return file.ToArray();
    }

    private static void Installations(IXLWorksheet sheet, List<int> years, (string Code, string Bin)[] lines)
    {
        object[] headings =
        [
            "№ п/п", "БИН", "Оператор установки", "Код установки", "Установка", "Регулируемый сектор", "Область",
        ];
        Write(sheet, 1, [.. headings, .. years.Cast<object>(), "Итого"]);
        foreach (var (index, (code, bin)) in lines.Index())
        {
            Write(sheet, index + 2, [
                index + 1, bin, $"ТОО «{code}»", code, "Станция № 1", "Электроэнергетика", "г. Алматы",
                .. years.Select(_ => (object)Each), Each * years.Count]);
        }
    }

    private static void Reserve(IXLWorksheet sheet, List<int> years)
    {
        Write(sheet, 1, ["Категория", .. years.Cast<object>()]);
        foreach (var (index, category) in Categories.Index())
            Write(sheet, index + 2, [category, .. years.Select(_ => (object)(Each / 10))]);
    }

    private static void Write(IXLWorksheet sheet, int row, params object[] values)
    {
        foreach (var (index, value) in values.Index())
        {
            var cell = sheet.Cell(row, index + 1);
            if (value is string text)
                cell.SetValue(text);
            else
                cell.Value = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
