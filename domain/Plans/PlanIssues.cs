using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Everything that can be wrong with the workbook of a National Plan: the one place where its issues and warnings are
/// made. The codes are stable; the texts are for people.
/// </summary>
public static class PlanIssues
{
    /// <summary>The file is no Excel workbook (.xlsx).</summary>
    public static Issue NotAWorkbook() => Make(default, "notAWorkbook",
        "Файл Excel жұмыс кітабы (.xlsx) емес.",
        "Файл не является книгой Excel (.xlsx).",
        "The file is no Excel workbook (.xlsx).");

    /// <summary>The workbook has the old format (.xls). Save it as .xlsx.</summary>
    public static Issue OldFormat() => Make(default, "workbookOldFormat",
        "Кітап ескі пішінде (.xls). Оны .xlsx пішінінде сақтаңыз.",
        "Книга в старом формате (.xls). Сохраните ее в формате .xlsx.",
        "The workbook has the old format (.xls). Save it as .xlsx.");

    /// <summary>The workbook is encrypted. Remove its password.</summary>
    public static Issue Encrypted() => Make(default, "workbookEncrypted",
        "Кітап құпиясөзбен қорғалған. Қорғауды алып тастаңыз.",
        "Книга защищена паролем. Снимите защиту.",
        "The workbook is encrypted. Remove its password.");

    /// <summary>The file is cut off: the archive has no directory.</summary>
    public static Issue Truncated() => Make(default, "workbookTruncated",
        "Файл соңына дейін жазылмаған: мұрағаттың мазмұны жоқ.",
        "Файл обрезан: в нем нет оглавления архива.",
        "The file is cut off: the archive has no directory.");

    /// <summary>The workbook is damaged.</summary>
    public static Issue Damaged(string part) => Make(default, "workbookDamaged",
        "Кітап бүлінген: {0}.",
        "Книга повреждена: {0}.",
        "The workbook is damaged: {0}.", part);

    /// <summary>The workbook lacks a part that it names.</summary>
    public static Issue PartMissing(string part) => Make(default, "workbookPartMissing",
        "Кітапта қажетті бөлік жоқ: {0}.",
        "В книге нет нужной части: {0}.",
        "The workbook lacks a part that it names: {0}.", part);

    /// <summary>The workbook is too large.</summary>
    public static Issue TooLarge(long mebibytes) => Make(default, "workbookTooLarge",
        "Кітап тым үлкен: ашылған түрінде {0} МиБ-тан асады.",
        "Книга слишком велика: в распакованном виде больше {0} МиБ.",
        "The workbook is too large: more than {0} MiB when unpacked.", mebibytes);

    /// <summary>The file is too large.</summary>
    public static Issue FileTooLarge(long mebibytes) => Make(default, "workbookTooLarge",
        "Файл тым үлкен: {0} МиБ-тан асады.",
        "Файл слишком велик: больше {0} МиБ.",
        "The file is too large: more than {0} MiB.", mebibytes);

    /// <summary>The archive has more than … parts.</summary>
    public static Issue TooManyParts(int limit) => Make(default, "tooManyParts",
        "Мұрағатта {0} бөліктен көп.",
        "В архиве больше {0} частей.",
        "The archive has more than {0} parts.", limit);

    /// <summary>The workbook has more than … rows.</summary>
    public static Issue TooManyRows(CellPlace at, int limit) => Make(at, "tooManyRows",
        "Кітапта {0} жолдан көп.",
        "В книге больше {0} строк.",
        "The workbook has more than {0} rows.", limit);

    /// <summary>The sheet has more than … columns.</summary>
    public static Issue TooManyColumns(CellPlace at, int limit) => Make(at, "tooManyColumns",
        "Парақта {0} бағаннан көп.",
        "На листе больше {0} столбцов.",
        "The sheet has more than {0} columns.", limit);

    /// <summary>The workbook has more than … cells.</summary>
    public static Issue TooManyCells(int limit) => Make(default, "tooManyCells",
        "Кітапта {0} ұяшықтан көп.",
        "В книге больше {0} ячеек.",
        "The workbook has more than {0} cells.", limit);

    /// <summary>The workbook has more than … texts.</summary>
    public static Issue TooManyStrings(int limit) => Make(default, "tooManyStrings",
        "Кітапта {0} мәтіннен көп.",
        "В книге больше {0} текстов.",
        "The workbook has more than {0} texts.", limit);

    /// <summary>There are too many merged cells.</summary>
    public static Issue TooManyMerges(CellPlace at) => Make(at, "tooManyMergedCells",
        "Біріктірілген ұяшықтар тым көп.",
        "Слишком много объединенных ячеек.",
        "There are too many merged cells.");

    /// <summary>A part of the workbook is too complex.</summary>
    public static Issue TooComplex(string part) => Make(default, "workbookTooComplex",
        "Кітаптың бөлігі тым күрделі: {0}.",
        "Часть книги слишком сложна: {0}.",
        "A part of the workbook is too complex: {0}.", part);

    /// <summary>The workbook contains a DTD, which is not allowed.</summary>
    public static Issue Dtd(string part) => Make(default, "documentTypeInWorkbook",
        "Кітапта DTD бар, ол рұқсат етілмейді: {0}.",
        "В книге есть DTD, это не допускается: {0}.",
        "The workbook contains a DTD, which is not allowed: {0}.", part);

    /// <summary>The workbook links to other files. Replace the links by values.</summary>
    public static Issue ExternalLinks(string part) => Make(default, "externalLinks",
        "Кітап басқа файлдарға сілтейді. Сілтемелерді мәндермен ауыстырыңыз: {0}.",
        "Книга ссылается на другие файлы. Замените ссылки значениями: {0}.",
        "The workbook links to other files. Replace the links by values: {0}.", part);

    /// <summary>
    /// No table of installations was found: its heading has the BIN, the installation code and the years.
    /// </summary>
    public static Issue PlanTableMissing() => Make(default, "planTableMissing",
        "Қондырғылар кестесі табылмады: тақырыбында БСН, қондырғы коды және жылдар болуы керек.",
        "Таблица установок не найдена: в ее заголовке должны быть БИН, код установки и годы.",
        "No table of installations was found: its heading has the BIN, the installation code and the years.");

    /// <summary>No table of the reserve was found: its heading has the reserve category and the years.</summary>
    public static Issue ReserveTableMissing() => Make(default, "reserveTableMissing",
        "Резерв кестесі табылмады: тақырыбында резерв санаты және жылдар болуы керек.",
        "Таблица резерва не найдена: в ее заголовке должны быть категория резерва и годы.",
        "No table of the reserve was found: its heading has the reserve category and the years.");

    /// <summary>The particulars of the plan were not found: number of the order, dates, period, total.</summary>
    public static Issue RequisitesMissing() => Make(default, "requisitesMissing",
        "Жоспардың деректемелері табылмады: бұйрық нөмірі, күндері, кезең, жалпы көлем.",
        "Реквизиты плана не найдены: номер приказа, даты, период, общий объем.",
        "The particulars of the plan were not found: number of the order, dates, period, total.");

    /// <summary>A particular is missing or empty.</summary>
    public static Issue RequisiteMissing(CellPlace at, LocalizedText what) => Make(at, "requisiteMissing",
        "Деректеме жоқ немесе бос: {0}.",
        "Нет реквизита или он пуст: {0}.",
        "A particular is missing or empty: {0}.", what);

    /// <summary>A particular is given twice, differently.</summary>
    public static Issue RequisiteRepeated(CellPlace at, LocalizedText what) => Make(at, "requisiteRepeated",
        "Деректеме екі рет әртүрлі көрсетілген: {0}.",
        "Реквизит указан дважды и по-разному: {0}.",
        "A particular is given twice, differently: {0}.", what);

    /// <summary>The number of the order has 1 to 100 characters.</summary>
    public static Issue BadOrderNumber(CellPlace at) => Make(at, "badOrderNumber",
        "Бұйрық нөмірі 1-ден 100-ге дейінгі таңбадан тұруы керек.",
        "Номер приказа должен иметь от 1 до 100 знаков.",
        "The number of the order has 1 to 100 characters.");

    /// <summary>This is no date.</summary>
    public static Issue BadDate(CellPlace at, string found) => Make(at, "badDate",
        "Бұл күн емес: «{0}». Мысалы 11.07.2022 деп жазыңыз.",
        "Это не дата: «{0}». Напишите, например, 11.07.2022.",
        "This is no date: '{0}'. Write it as 11.07.2022, for example.", found);

    /// <summary>The plan cannot enter into force ({0.</summary>
    public static Issue InForceBeforeApproval(CellPlace at, DateOnly inForce, DateOnly approved) =>
        Make(at, "inForceBeforeApproval",
        "Жоспар бекітілгенге ({1:yyyy-MM-dd}) дейін күшіне енбейді ({0:yyyy-MM-dd}).",
        "План не может вступить в силу ({0:yyyy-MM-dd}) до утверждения ({1:yyyy-MM-dd}).",
        "The plan cannot enter into force ({0:yyyy-MM-dd}) before its approval ({1:yyyy-MM-dd}).", inForce, approved);

    /// <summary>The period is wrong.</summary>
    public static Issue BadPeriod(CellPlace at, string found) => Make(at, "badPeriod",
        "Кезең қате: «{0}». 2013-2100 аралығындағы жылдар күтіледі, біріншісі соңғысынан кеш емес.",
        "Неверный период: «{0}». Ожидаются годы от 2013 до 2100, первый не позже последнего.",
        "The period is wrong: '{0}'. Years from 2013 to 2100 are expected, the first not after the last.", found);

    /// <summary>The table's heading lacks a column.</summary>
    public static Issue ColumnMissing(CellPlace at, LocalizedText what) => Make(at, "columnMissing",
        "Кесте тақырыбында баған жоқ: {0}.",
        "В заголовке таблицы нет столбца: {0}.",
        "The table's heading lacks a column: {0}.", what);

    /// <summary>A column stands twice.</summary>
    public static Issue ColumnRepeated(CellPlace at, LocalizedText what) => Make(at, "columnRepeated",
        "Баған екі рет кездеседі: {0}.",
        "Столбец встречается дважды: {0}.",
        "A column stands twice: {0}.", what);

    /// <summary>There is no column for …, a year of the plan.</summary>
    public static Issue YearColumnMissing(CellPlace at, int year) => Make(at, "yearColumnMissing",
        "Жоспар кезеңіндегі {0} жылдың бағаны жоқ.",
        "Нет столбца {0} года, который входит в период плана.",
        "There is no column for {0}, a year of the plan.", year);

    /// <summary>The year … does not belong to the period of the plan (…).</summary>
    public static Issue YearOutsidePeriod(CellPlace at, int year, PlanPeriod period) => Make(at, "yearOutsidePeriod",
        "{0} жыл жоспар кезеңіне ({1}) кірмейді.",
        "Год {0} не входит в период плана ({1}).",
        "The year {0} does not belong to the period of the plan ({1}).", year, period);

    /// <summary>The row is not recognised: it has no BIN, no installation code and no word for a total.</summary>
    public static Issue UnknownRow(CellPlace at) => Make(at, "unknownRow",
        "Жол танылмады: мұнда БСН де, қондырғы коды да, «Жиыны» да жоқ.",
        "Строка не распознана: в ней нет ни БИН, ни кода установки, ни слова «Итого».",
        "The row is not recognised: it has no BIN, no installation code and no word for a total.");

    /// <summary>A BIN or IIN has 12 digits.</summary>
    public static Issue BinForm(CellPlace at, string found) => Make(at, "binForm",
        "БСН немесе ЖСН 12 цифрдан тұруы керек: «{0}».",
        "БИН или ИИН должен иметь 12 цифр: «{0}».",
        "A BIN or IIN has 12 digits: '{0}'.", found);

    /// <summary>The check digit of the BIN (IIN) is wrong.</summary>
    public static Issue BinCheckDigit(CellPlace at, string found) => Make(at, "binCheckDigit",
        "БСН (ЖСН) бақылау цифры қате: «{0}».",
        "Неверная контрольная цифра БИН (ИИН): «{0}».",
        "The check digit of the BIN (IIN) is wrong: '{0}'.", found);

    /// <summary>The leading zero of the BIN (IIN) was restored.</summary>
    public static Issue LeadingZeroRestored(CellPlace at, string found, string restored) =>
        Make(at, "leadingZeroRestored",
        "БСН (ЖСН) басындағы нөл қалпына келтірілді: «{0}» → {1}.",
        "Восстановлен ноль в начале БИН (ИИН): «{0}» → {1}.",
        "The leading zero of the BIN (IIN) was restored: '{0}' → {1}.", found, restored);

    /// <summary>The operator … has different names.</summary>
    public static Issue OperatorNamesDiffer(CellPlace at, string id, string name, string other,
        CellPlace otherPlace) =>
        Make(at, "operatorNamesDiffer",
        "{0} операторының атауы әртүрлі: «{1}» және «{2}» ({3}).",
        "Оператор {0} назван по-разному: «{1}» и «{2}» ({3}).",
        "The operator {0} has different names: '{1}' and '{2}' ({3}).", id, name, other, otherPlace);

    /// <summary>An installation code has 1 to 40 Latin letters, digits and . - _ /.</summary>
    public static Issue BadInstallationCode(CellPlace at, string found) => Make(at, "badInstallationCode",
        "Қондырғы коды 1-40 латын әрпінен, цифрдан және . - _ / белгілерінен тұрады: «{0}».",
        "Код установки состоит из 1–40 латинских букв, цифр и знаков . - _ /: «{0}».",
        "An installation code has 1 to 40 Latin letters, digits and . - _ /: '{0}'.", found);

    /// <summary>The installation code was put right.</summary>
    public static Issue CodeNormalised(CellPlace at, string found, string read) => Make(at, "codeNormalised",
        "Қондырғы коды түзетілді: «{0}» → {1}.",
        "Код установки исправлен: «{0}» → {1}.",
        "The installation code was put right: '{0}' → {1}.", found, read);

    /// <summary>The installation … stands twice in the plan, the other place is ….</summary>
    public static Issue DuplicateInstallation(CellPlace at, string installation, CellPlace otherPlace) =>
        Make(at, "duplicateInstallation",
        "{0} қондырғысы жоспарда екі рет тұр, тағы бір орны: {1}.",
        "Установка {0} стоит в плане дважды, второе место: {1}.",
        "The installation {0} stands twice in the plan, the other place is {1}.", installation, otherPlace);

    /// <summary>The cell is empty.</summary>
    public static Issue TextMissing(CellPlace at, LocalizedText what) => Make(at, "textMissing",
        "Ұяшық бос: {0}.",
        "Ячейка пуста: {0}.",
        "The cell is empty: {0}.", what);

    /// <summary>The text is too long.</summary>
    public static Issue TextTooLong(CellPlace at, int limit) => Make(at, "textTooLong",
        "Мәтін тым ұзын: {0} таңбадан асады.",
        "Текст слишком длинный: больше {0} знаков.",
        "The text is too long: more than {0} characters.", limit);

    /// <summary>The number of units is missing. Write 0 when there are none.</summary>
    public static Issue UnitsMissing(CellPlace at) => Make(at, "unitsMissing",
        "Бірліктер саны жоқ. Бірлік болмаса, 0 деп жазыңыз.",
        "Нет числа единиц. Если единиц нет, напишите 0.",
        "The number of units is missing. Write 0 when there are none.");

    /// <summary>This is no number of units.</summary>
    public static Issue UnitsNotANumber(CellPlace at, string found) => Make(at, "unitsNotANumber",
        "Бірліктер саны емес: «{0}».",
        "Это не число единиц: «{0}».",
        "This is no number of units: '{0}'.", found);

    /// <summary>The number has two readings.</summary>
    public static Issue UnitsAmbiguous(CellPlace at, string found) => Make(at, "unitsAmbiguous",
        "Саны екіұшты: «{0}» — бөлгіш мыңдықты ма, ондық бөлшекті ме белгілейді? Бөлгішсіз жазыңыз.",
        "Число читается двояко: «{0}» — разделитель тысяч или дробной части? Напишите без разделителя.",
        "The number has two readings: '{0}' may part thousands or decimals. Write it without the sign.", found);

    /// <summary>Units are whole.</summary>
    public static Issue UnitsFractional(CellPlace at, string found) => Make(at, "unitsFractional",
        "Бірліктер бүтін болуы керек: «{0}».",
        "Единицы должны быть целыми: «{0}».",
        "Units are whole: '{0}'.", found);

    /// <summary>Units are never negative.</summary>
    public static Issue UnitsNegative(CellPlace at, string found) => Make(at, "unitsNegative",
        "Бірліктер теріс болмайды: «{0}».",
        "Единицы не бывают отрицательными: «{0}».",
        "Units are never negative: '{0}'.", found);

    /// <summary>The number is too large.</summary>
    public static Issue UnitsTooLarge(CellPlace at, string found) => Make(at, "unitsTooLarge",
        "Сан тым үлкен: «{0}».",
        "Слишком большое число: «{0}».",
        "The number is too large: '{0}'.", found);

    /// <summary>The dash was read as 0.</summary>
    public static Issue DashReadAsZero(CellPlace at) => Make(at, "dashReadAsZero",
        "Сызықша 0 деп оқылды.",
        "Прочерк прочитан как 0.",
        "The dash was read as 0.");

    /// <summary>The cell has an error.</summary>
    public static Issue CellError(CellPlace at, string found) => Make(at, "cellError",
        "Ұяшықта қате бар: {0}.",
        "В ячейке ошибка: {0}.",
        "The cell has an error: {0}.", found);

    /// <summary>The formula has no saved value. Open the workbook in Excel and save it again.</summary>
    public static Issue FormulaWithoutValue(CellPlace at) => Make(at, "formulaWithoutValue",
        "Формуланың мәні сақталмаған. Кітапты Excel-де ашып, қайта сақтаңыз.",
        "У формулы нет сохраненного значения. Откройте книгу в Excel и сохраните ее снова.",
        "The formula has no saved value. Open the workbook in Excel and save it again.");

    /// <summary>The row's total is …, but its years give ….</summary>
    public static Issue RowTotalMismatch(CellPlace at, long stated, long counted) => Make(at, "rowTotalMismatch",
        "Жолдың жиыны {0}, ал жылдар бойынша {1} шығады.",
        "Итог строки {0}, а по годам выходит {1}.",
        "The row's total is {0}, but its years give {1}.", stated, counted);

    /// <summary>The column's total is …, but the rows above give ….</summary>
    public static Issue ColumnTotalMismatch(CellPlace at, long stated, long counted) =>
        Make(at, "columnTotalMismatch",
        "Бағанның жиыны {0}, ал жоғарыдағы жолдар бойынша {1} шығады.",
        "Итог столбца {0}, а по строкам выше выходит {1}.",
        "The column's total is {0}, but the rows above give {1}.", stated, counted);

    /// <summary>The plan's total is …, but allocations of … and the reserve of {2} make {3}.</summary>
    public static Issue PlanTotalMismatch(CellPlace at, long stated, long allocated, long reserved,
        long counted) =>
        Make(at, "planTotalMismatch",
        "Жоспардың жалпы көлемі {0}, ал бөлінгені {1} және резерв {2} бірге {3}.",
        "Общий объем плана {0}, а распределение {1} и резерв {2} вместе дают {3}.",
        "The plan's total is {0}, but allocations of {1} and the reserve of {2} make {3}.",
        stated, allocated, reserved, counted);

    /// <summary>The reserve category is not recognised.</summary>
    public static Issue ReserveCategoryUnknown(CellPlace at, string found) => Make(at, "reserveCategoryUnknown",
        "Резерв санаты танылмады: «{0}».",
        "Категория резерва не распознана: «{0}».",
        "The reserve category is not recognised: '{0}'.", found);

    /// <summary>The reserve lacks a category.</summary>
    public static Issue ReserveCategoryMissing(CellPlace at, LocalizedText what) => Make(at, "reserveCategoryMissing",
        "Резервте санат жоқ: {0}.",
        "В резерве нет категории: {0}.",
        "The reserve lacks a category: {0}.", what);

    /// <summary>The reserve category stands twice, the other place is ….</summary>
    public static Issue ReserveCategoryRepeated(CellPlace at, CellPlace otherPlace) =>
        Make(at, "reserveCategoryRepeated",
        "Резерв санаты екі рет тұр, тағы бір орны: {0}.",
        "Категория резерва стоит дважды, второе место: {0}.",
        "The reserve category stands twice, the other place is {0}.", otherPlace);

    /// <summary>There are more of them.</summary>
    public static Issue MoreIssues(int shown) => Make(default, "moreIssues",
        "Ескертулер көп: алғашқы {0} көрсетілді.",
        "Замечаний больше: показаны первые {0}.",
        "There are more of them: the first {0} are shown.", shown);

    private static Issue Make(CellPlace at, string code, string kk, string ru, string en, params object[] values) =>
        new(code, new LocalizedText(
            string.Format(CultureInfo.InvariantCulture, kk, In("kk", values)),
            string.Format(CultureInfo.InvariantCulture, ru, In("ru", values)),
            string.Format(CultureInfo.InvariantCulture, en, In("en", values))))
        {
            Sheet = at.Sheet,
            Row = at.Row > 0 ? at.Row : null,
            Column = at.Column > 0 ? Cell.Letters(at.Column) : null,
        };

    private static object[] In(string language, object[] values) =>
        [.. values.Select(value => value is LocalizedText text ? text.In(language) : value)];
}
