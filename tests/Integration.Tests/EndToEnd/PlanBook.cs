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
        int first, int last, string order, string inForceOn, params (string Code, string Bin)[] lines) =>
        Of([.. Enumerable.Range(first, last - first + 1)], 1, order, inForceOn, lines);

    /// <summary>The same plan with one column of units for all its years.</summary>
    public static byte[] OfPeriod(
        int first, int last, string order, string inForceOn, params (string Code, string Bin)[] lines) =>
        Of([first, last], last - first + 1, order, inForceOn, lines);

    // Several years in one column are named by their first and last.
    private static byte[] Of(
        List<int> years, int yearsInColumn, string order, string inForceOn, (string Code, string Bin)[] lines)
    {
        var each = Each * yearsInColumn;
        object[] headings = yearsInColumn > 1 ? [$"{years[0]}–{years[^1]} годы"] : [.. years.Cast<object>()];
        using var book = new XLWorkbook();
        Installations(book.AddWorksheet("План"), headings, each, lines);
        Reserve(book.AddWorksheet("Резерв"), headings, each / 10);
        var particulars = book.AddWorksheet("Реквизиты");
        Write(particulars, 1, "Номер приказа", order);
        Write(particulars, 2, "Дата утверждения", inForceOn);
        Write(particulars, 3, "Дата вступления в силу", inForceOn);
        Write(particulars, 4, "Период", $"{years[0]}-{years[^1]}");
        var total = headings.Length * (lines.Length * each + Categories.Length * each / 10);
        Write(particulars, 5, "Общий объем", total);
        using var file = new MemoryStream();
        book.SaveAs(file);
        return file.ToArray();
    }

    private static void Installations(
        IXLWorksheet sheet, object[] columns, long each, (string Code, string Bin)[] lines)
    {
        object[] headings =
        [
            "№ п/п", "БИН", "Оператор установки", "Код установки", "Установка", "Регулируемый сектор", "Область",
        ];
        Write(sheet, 1, [.. headings, .. columns, "Итого"]);
        foreach (var (index, (code, bin)) in lines.Index())
        {
            Write(sheet, index + 2, [
                index + 1, bin, $"ТОО «{code}»", code, "Станция № 1", "Электроэнергетика", "г. Алматы",
                .. columns.Select(_ => (object)each), each * columns.Length]);
        }
    }

    private static void Reserve(IXLWorksheet sheet, object[] columns, long each)
    {
        Write(sheet, 1, ["Категория", .. columns]);
        foreach (var (index, category) in Categories.Index())
            Write(sheet, index + 2, [category, .. columns.Select(_ => (object)each)]);
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
