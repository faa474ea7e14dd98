using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>What is normal in such files is read, and gives the same plan.</summary>
public sealed class PlanTraitsTests
{
    private static readonly string Right = Show(PlanWorkbook.Read(SmallPlan.Book().ToBytes()).Plan!);

    public static TheoryData<string, Action<RawBook>> Traits => new()
    {
        { "as it is", _ => { } },
        { "other order of columns", book => book["План"].Reorder(10, 9, 4, 3, 8, 2, 1, 7, 6, 5) },
        { "more title rows", book => book["План"].Shift(1, 20) },
        { "empty rows", book => book["План"].Shift(7, 5) },
        { "sheets named otherwise", book => Rename(book) },
        { "hidden sheet and columns", book =>
            {
                book["План"].IsHidden = true;
                book["План"].BeforeRows = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>";
            } },
        { "strings in cells", book => book.SharesStrings = false },
        { "no styles", book => book.HasStyles = false },
        { "no-break spaces", book => book["План"]["H5"] = "700\u00A0000" },
        { "narrow no-break spaces", book => book["План"]["H5"] = "700\u202F000" },
        { "thin spaces", book => book["План"]["H5"] = "700\u2009000" },
        { "apostrophes", book => book["План"]["H5"] = "700'000" },
        { "apostrophe in front", book => book["План"]["H5"] = "'700000" },
        { "number as text", book => book["План"]["H5"] = " 700000 " },
        { "whole decimal", book => book["План"]["H5"] = "700000.0" },
        { "whole decimal with comma", book => book["План"]["H5"] = "700000,00" },
        { "number in a cell of text", book => book["План"]["H5"] = new RawCell("s=\"2\"", "<v>700000</v>") },
        { "number in a cell of dates", book => book["План"]["H5"] = new RawCell("s=\"1\"", "<v>700000</v>") },
        { "rounding error of a sum", book => book["План"]["J5"] = 1390000.0000000002 },
        { "numeric BIN", book => book["План"]["B5"] = 210140000016 },
        { "spaces in BIN", book => book["План"]["B5"] = "210140 000016\u00A0" },
        { "spaces round the code", book => book["План"]["D5"] = "  KZ-0001\n" },
        { "years as text", book => (book["План"]["H4"], book["План"]["I4"]) = ("2022 год", "2023г.") },
        { "year by formula", book => book["План"]["I4"] = new Formula("H4+1", 2023) },
        { "headings in Kazakh", KazakhHeadings },
        { "headings shouted, with Latin letters", book =>
            (book["План"]["B4"], book["План"]["D4"]) = ("БИH /\u00A0ИИН", "KOД\nУСTAHOBKИ") },
        { "merged headings in two rows", MergedHeadings },
        { "headings merged over two rows", book =>
            {
                var plan = book["План"];
                plan.Shift(5, 1);
                plan.Merged.AddRange("ABCDEFGHIJ".Select(column => $"{column}4:{column}5"));
            } },
        { "numbered columns", book =>
            {
                book["План"].Shift(5, 1);
                book["План"].Row(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            } },
        { "merged operator", book =>
            {
                (book["План"]["B7"], book["План"]["C7"]) = (null, null);
                book["План"].Merged.AddRange(["B6:B7", "C6:C7"]);
            } },
        { "subtotals of sectors", Subtotals },
        { "bands of sectors", book =>
            {
                book["План"].Shift(7, 1);
                book["План"]["A7"] = "Металлургия";
                book["План"].Merged.Add("A7:J7");
            } },
        { "no column of totals", book => book["План"].Reorder(1, 2, 3, 4, 5, 6, 7, 8, 9) },
        { "no row of totals", book => book["План"].Row(9, new object?[10]) },
        { "notes and signatures", book =>
            {
                book["План"].Row(11, "Примечание: объемы в тоннах CO2");
                book["План"].Row(12, "Министр", null, "С. Брекешев");
            } },
        { "summary of sectors", book =>
            {
                var sheet = book.Add("Итоги по секторам");
                sheet.Row(1, "Сектор", "Количество установок", 2022, 2023, "Итого");
                sheet.Row(2, "Электроэнергетика", 2, 700100, 690090, 1390190);
                sheet.Row(3, "Всего", 4, 700157, 690098, 1390255);
            } },
        { "all on one sheet", OneSheet },
        { "dates as text", book =>
            (book["Реквизиты"]["B3"], book["Реквизиты"]["B4"]) = ("11.07.2022 г.", "2022-07-25") },
        { "dates as serial numbers", book => book["Реквизиты"]["B3"] = 44753 },
        { "dates of 1904", book =>
            {
                book.StartsIn1904 = true;
                (book["Реквизиты"]["B3"], book["Реквизиты"]["B4"]) = (44753 - 1462, 44767 - 1462);
            } },
        { "period in one cell", book =>
            {
                book["Реквизиты"].Row(5, "Период", "2022–2023 годы");
                book["Реквизиты"].Row(6, null, null);
            } },
        { "order with its sign", book => book["Реквизиты"]["B2"] = "№ 525-Д" },
        { "title that names the order", book => book["План"]["A2"] = "Утвержден приказом Министра № 525-Д" },
        { "reserve without its heading", book => book["Резерв"]["A1"] = "Наименование" },
        { "reserve in Kazakh", book => book["Резерв"]["A2"] = "Жаңа квоталанатын қондырғылар" },
        { "reserve in another order", book =>
            {
                book["Резерв"].Row(2, "5) Аукцион", 100, 101, 201);
                book["Резерв"].Row(6, "1) Новые установки", 10, 20, 30);
            } },
    };

    [Theory]
    [MemberData(nameof(Traits))]
    public void Read_NormalTrait_GivesTheSamePlan(string trait, Action<RawBook> change)
    {
        Assert.NotNull(trait);
        var book = SmallPlan.Book();
        change(book);
        var file = book.ToBytes();
        // ClosedXML does not know the calendar of 1904; by size such a file goes to the other reader.
        foreach (var reader in (CellReader[])[CellReader.BySize, CellReader.Streamed])
        {
            var reading = PlanWorkbook.Read(file, reader);

            Assert.Equal([], reading.Issues.Select(issue => $"{issue.Code} {issue.Sheet} {issue.Column}{issue.Row}"));
            Assert.Equal(Right, Show(reading.Plan!));
        }
    }

    [Theory]
    [InlineData("B6", 10240005554d, "leadingZeroRestored")]
    [InlineData("B6", "10240005554", "leadingZeroRestored")]
    [InlineData("D5", "КZ-0001", "codeNormalised")]
    [InlineData("D5", "kz–0001", "codeNormalised")]
    [InlineData("I7", "–", "dashReadAsZero")]
    public void Read_AccidentThatIsPutRight_GivesTheSamePlanWithAWarning(string cell, object value, string warning)
    {
        var book = SmallPlan.Book();
        book["План"][cell] = value;

        var reading = PlanWorkbook.Read(book.ToBytes());

        Assert.Equal(Right, Show(reading.Plan!));
        var found = Assert.Single(reading.Warnings);
        Assert.Equal((warning, "План", cell), (found.Code, found.Sheet, $"{found.Column}{found.Row}"));
    }

    [Fact]
    public void Read_OneOperatorWithTwoNames_IsReadWithAWarning()
    {
        var book = SmallPlan.Book();
        book["План"]["C7"] = "ТОО \"Второе\"";

        var reading = PlanWorkbook.Read(book.ToBytes());

        Assert.Equal("ТОО \"Второе\"", reading.Plan!.Installations[2].Operator.Name);
        var warning = Assert.Single(reading.Warnings);
        Assert.Equal(("operatorNamesDiffer", "C", 7), (warning.Code, warning.Column, warning.Row));
    }

    [Theory]
    [InlineData("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1")]
    [InlineData("@SUM(1)", "@SUM(1)")]
    [InlineData("a\u0007b\r\nc", "a b c")]
    public void Read_StrangeName_IsKeptAsText(string name, string expected)
    {
        var book = SmallPlan.Book();
        book["План"]["E5"] = name;

        Assert.Equal(expected, PlanWorkbook.Read(book.ToBytes()).Plan!.Installations[0].Name);
    }

    internal static string Show(NationalPlan plan) => string.Join('\n',
        [
            $"{plan.Period} {plan.Order} {plan.ApprovedOn:O} {plan.InForceOn:O} {plan.Total}",
            .. plan.Installations.Select(line =>
                $"{line.Code} {line.Name} {line.Operator} {line.Sector} {line.Region} {Show(line.YearUnits)}"),
            .. plan.Reserve.Select(line => $"{ReserveCategoryName.Of(line.Category)} {Show(line.YearUnits)}"),
        ]);

    private static string Show(YearUnits units) => string.Join(' ', units.InOrder);

    private static void Rename(RawBook book)
    {
        foreach (var name in (string[])["План", "Резерв", "Реквизиты"])
        {
            var copy = book.Add("Лист " + name.Length + name[^1]);
            for (var row = 1; row <= book[name].LastRow; row++)
                copy.Row(row, [.. "ABCDEFGHIJ".Select(column => book[name][$"{column}{row}"])]);
            book.Remove(name);
        }
    }

    private static void KazakhHeadings(RawBook book)
    {
        book["План"].Row(4, "р/с", "БСН", "Қондырғы операторы", "Қондырғы коды", "Қондырғы", "Реттелетін сектор",
            "Облыс",
            "2022 жыл", "2023 жыл", "Жиыны");
        book["План"]["C9"] = "Барлығы";
        book["Резерв"].Row(1, "Резерв санаты", 2022, 2023, "Жиыны");
        book["Реквизиты"].Row(2, "Бұйрық нөмірі");
        book["Реквизиты"].Row(3, "Бекітілген күні");
        book["Реквизиты"].Row(4, "Күшіне енген күні");
        book["Реквизиты"].Row(5, "Кезеңнің басы");
        book["Реквизиты"].Row(6, "Кезеңнің соңы");
        book["Реквизиты"].Row(7, "Бірліктердің жалпы көлемі");
    }

    private static void MergedHeadings(RawBook book)
    {
        var plan = book["План"];
        plan.Shift(5, 1);
        (plan["H4"], plan["I4"]) = ("Объем квот по годам, единиц", null);
        (plan["H5"], plan["I5"]) = (2022, 2023);
        plan.Merged.Add("H4:I4");
        plan.Merged.AddRange("ABCDEFGJ".Select(column => $"{column}4:{column}5"));
    }

    private static void Subtotals(RawBook book)
    {
        var plan = book["План"];
        plan.Shift(7, 1);
        plan.Row(7, "Итого по сектору «Электроэнергетика»", null, null, null, null, null, null, "700\u00A0100", 690090,
            1390190);
        plan.Merged.Add("A7:G7");
        plan.Shift(10, 1);
        plan.Row(10, null, null, "Итого", null, null, null, null, 57, 8, 65);
    }

    private static void OneSheet(RawBook book)
    {
        var plan = book["План"];
        plan.Shift(1, 10);
        for (var row = 1; row <= 7; row++)
        {
            plan.Row(row, book["Реквизиты"][$"A{row}"], book["Реквизиты"][$"B{row}"]);
            plan.Row(row + 25, [.. "ABCD".Select(column => book["Резерв"][$"{column}{row}"])]);
        }
        book.Remove("Реквизиты");
        book.Remove("Резерв");
    }
}
