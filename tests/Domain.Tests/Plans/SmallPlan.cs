namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>A right plan of four installations for 2022-2023, small enough to see every cell.</summary>
internal static class SmallPlan
{
    internal static readonly string[] Header =
        ["№ п/п", "БИН", "Оператор установки", "Код установки", "Установка", "Регулируемый сектор", "Область"];

    internal static RawBook Book()
    {
        var book = new RawBook();
        var plan = book.Add("План");
        plan.Row(1, "Национальный план углеродных квот на 2022–2023 годы");
        plan.Row(2, "Демонстрационные данные");
        plan.Row(4, [.. Header, 2022, 2023, "Итого"]);
        plan.Row(5, 1, "210140000016", "ТОО «Первое»", "KZ-0001", "Станция № 1", "Электроэнергетика", "г. Алматы",
            700000, 690000, new Formula("SUM(H5:I5)", 1390000));
        plan.Row(6, 2, "010240005554", "ТОО «Второе»", "KZ-0002", "Станция № 2", "Электроэнергетика", "г. Астана",
            100, 90, new Formula("SUM(H6:I6)", 190));
        plan.Row(7, 3, "010240005554", "ТОО «Второе»", "KZ-0003", "Цех № 1", "Металлургия", "г. Астана", 50, 0, 50);
        plan.Row(8, 4, "061211600012", "Иванов И.", "KZ-0004", "Печь", "Обработка", "область Абай", 7, 8, 15);
        plan.Row(9, "", "", "Всего", "", "", "", "", 700157, 690098, 1390255);
        var reserve = book.Add("Резерв");
        reserve.Row(1, "Категория", 2022, 2023, "Итого");
        reserve.Row(2, "Новые квотируемые установки", 10, 20, 30);
        reserve.Row(3, "Ранее не учтенные квотируемые установки", 1, 2, 3);
        reserve.Row(4, "Увеличение мощности квотируемых установок", 5, 5, 10);
        reserve.Row(5, "Установки субъектов администрирования, переходящие в категорию квотируемых", 0, 1, 1);
        reserve.Row(6, "Продажа на условиях аукциона", 100, 101, 201);
        reserve.Row(7, "Всего", 116, 129, 245);
        var particulars = book.Add("Реквизиты");
        particulars.Row(1, "Наименование", "Национальный план");
        particulars.Row(2, "Номер приказа", "525-Д");
        particulars.Row(3, "Дата утверждения", new DateOnly(2022, 7, 11));
        particulars.Row(4, "Дата вступления в силу", new DateOnly(2022, 7, 25));
        particulars.Row(5, "Период с", 2022);
        particulars.Row(6, "Период по", 2023);
        particulars.Row(7, "Общий объем единиц квоты", 1390500);
        return book;
    }
}
