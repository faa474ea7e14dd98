using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Everything that can be wrong with a JSON document: one factory for each code, so that this file is the whole list.
/// Codes are part of the contract and never change. No text repeats a BIN or an IIN.
/// </summary>
public static partial class DocumentIssues
{
    private const string NotSupportedCode = "notSupported";
    private const string IssuerNotAllowedCode = "issuerNotAllowed";

    internal static Issue TooLarge(int bytesMax) => At(JsonPointer.Root, "tooLarge",
        $"Құжат тым үлкен: ең көбі {bytesMax} байт.",
        $"Документ слишком велик: не более {bytesMax} байт.",
        $"The document is too large: at most {bytesMax} bytes.");

    internal static Issue Empty() => At(JsonPointer.Root, "emptyDocument",
        "Құжат бос.",
        "Документ пуст.",
        "The document is empty.");

    internal static Issue InvalidUtf8(TextPosition at) => At(JsonPointer.Root, "invalidUtf8",
        $"{at.Line}-жол, {at.Column}-баған: мәтін UTF-8 кодтауында емес.",
        $"Строка {at.Line}, столбец {at.Column}: текст не в кодировке UTF-8.",
        $"Line {at.Line}, column {at.Column}: the text is not UTF-8.");

    internal static Issue NotJson(TextPosition at) => At(JsonPointer.Root, "notJson",
        $"{at.Line}-жол, {at.Column}-баған: бұл жерде JSON бұзылған.",
        $"Строка {at.Line}, столбец {at.Column}: здесь нарушен JSON.",
        $"Line {at.Line}, column {at.Column}: the text stops being JSON here.");

    internal static Issue TooDeep(TextPosition at, int depthMax) => At(JsonPointer.Root, "tooDeep",
        $"{at.Line}-жол, {at.Column}-баған: {depthMax} деңгейден терең салынған.",
        $"Строка {at.Line}, столбец {at.Column}: вложенность больше {depthMax} уровней.",
        $"Line {at.Line}, column {at.Column}: nested deeper than {depthMax} levels.");

    internal static Issue NotAnObject() => At(JsonPointer.Root, "notAnObject",
        "Құжат JSON нысаны болуға тиіс.",
        "Документ должен быть объектом JSON.",
        "The document must be a JSON object.");

    internal static Issue DuplicateName(string field) => At(field, "duplicateName",
        "Өріс екі рет берілген.",
        "Поле указано дважды.",
        "The field stands twice.");

    internal static Issue LoneSurrogate(string field) => At(field, "loneSurrogate",
        "Мәтінде жұбы жоқ суррогат бар: ол Юникод таңбасы емес.",
        "В тексте есть непарный суррогат: это не символ Юникода.",
        "The text has a lone surrogate: that is no Unicode character.");

    internal static Issue NumberOutOfRange(string field) => At(field, "numberOutOfRange",
        "Сан тым үлкен.",
        "Число слишком велико.",
        "The number is too large.");

    internal static Issue TooManyIssues(int listed) => At(JsonPointer.Root, "tooManyIssues",
        $"Ақаулар көп: алғашқы {listed} ғана көрсетілген.",
        $"Замечаний слишком много: показаны первые {listed}.",
        $"There are too many issues: only the first {listed} are listed.");

    internal static Issue UnknownField(string field, string name, string? suggestion) => At(field, "unknownField",
        $"«{Short(name)}» өрісі белгісіз.{(suggestion is null ? "" : $" Мүмкін, «{suggestion}»?")}",
        $"Поле «{Short(name)}» неизвестно.{(suggestion is null ? "" : $" Возможно, «{suggestion}»?")}",
        $"The field “{Short(name)}” is unknown.{(suggestion is null ? "" : $" Did you mean “{suggestion}”?")}");

    internal static Issue MissingField(string field) => At(field, "missingField",
        "Міндетті өріс жоқ.",
        "Обязательное поле отсутствует.",
        "A required field is missing.");

    internal static Issue WrongType(string field, JsonForm expected)
    {
        var form = FormText(expected);
        return At(field, "wrongType",
            $"Мұнда {form.Kk} болуға тиіс.",
            $"Здесь должно быть: {form.Ru}.",
            $"This must be {form.En}.");
    }

    internal static Issue NumberEmpty(string field) => At(field, "numberEmpty",
        "Нөмір бос.",
        "Номер пуст.",
        "The number is empty.");

    internal static Issue NumberTooLong(string field, int max) => At(field, "numberTooLong",
        $"Нөмір тым ұзын: ең көбі {max} таңба.",
        $"Номер слишком длинный: не более {max} символов.",
        $"The number is too long: at most {max} characters.");

    internal static Issue NumberControlCharacters(string field, string codePoint) => At(
        field, "numberControlCharacters",
        $"Нөмірде көрінбейтін басқару таңбасы бар: {codePoint}.",
        $"В номере есть невидимый управляющий символ: {codePoint}.",
        $"The number has an invisible control character: {codePoint}.");

    internal static Issue BlankText(string field) => At(field, "blankText",
        "Мәтін бос.",
        "Текст пуст.",
        "The text is blank.");

    internal static Issue ControlCharacters(string field, string codePoint) => At(field, "controlCharacters",
        $"Мәтінде басқару таңбасы бар: {codePoint}.",
        $"В тексте есть управляющий символ: {codePoint}.",
        $"The text has a control character: {codePoint}.");

    internal static Issue DateForm(string field) => At(field, "dateForm",
        "Күн жжжж-аа-кк түрінде жазылады, мысалы 2022-07-29.",
        "Дата пишется в виде гггг-мм-дд, например 2022-07-29.",
        "A date is written yyyy-mm-dd, for example 2022-07-29.");

    internal static Issue DateImpossible(string field) => At(field, "dateImpossible",
        "Күнтізбеде мұндай күн жоқ.",
        "Такого дня нет в календаре.",
        "The calendar has no such day.");

    internal static Issue DateInFuture(DateOnly today) => At("/date", "dateInFuture",
        $"Құжаттың күні әлі келген жоқ: бүгін {today:yyyy-MM-dd}.",
        $"Дата документа ещё не наступила: сегодня {today:yyyy-MM-dd}.",
        $"The document's date has not come yet: today is {today:yyyy-MM-dd}.");

    internal static Issue UnknownKind(string field, string value, string? suggestion) => At(field, "unknownKind",
        $"Құжаттың «{Short(value)}» түрі белгісіз.{(suggestion is null ? "" : $" Мүмкін, «{suggestion}»?")}",
        $"Вид документа «{Short(value)}» неизвестен.{(suggestion is null ? "" : $" Возможно, «{suggestion}»?")}",
        $"The kind “{Short(value)}” is unknown.{(suggestion is null ? "" : $" Did you mean “{suggestion}”?")}");

    internal static Issue UnknownValue(string field, string value, IEnumerable<string> allowed)
    {
        var list = string.Join(", ", allowed);
        return At(field, "unknownValue",
            $"«{Short(value)}» мәні белгісіз. Рұқсат етілгендері: {list}.",
            $"Значение «{Short(value)}» неизвестно. Допустимы: {list}.",
            $"The value “{Short(value)}” is unknown. Allowed are: {list}.");
    }

    internal static Issue LookAlikeCharacters(string field, LookAlike found) => At(field, "lookAlikeCharacters",
        $"{found.Position}-таңба {found.CodePoint} латынның «{found.Latin}» таңбасына ұқсайды, бірақ ол емес.",
        $"Символ {found.Position} ({found.CodePoint}) похож на латинский «{found.Latin}», но это другой символ.",
        $"Character {found.Position} ({found.CodePoint}) looks like “{found.Latin}” but is another one.");

    private static Issue At(string field, string code, string kk, string ru, string en) =>
        new(code, new LocalizedText(kk, ru, en)) { Field = field };

    /// <summary>A hostile name may be a megabyte long; a sentence for people is not.</summary>
    private static string Short(string value)
    {
        const int max = 60;
        if (value.Length <= max)
            return value;
        return $"{value[..(char.IsHighSurrogate(value[max - 1]) ? max - 1 : max)]}…";
    }

    private static LocalizedText FormText(JsonForm form) => form switch
    {
        JsonForm.Text => new("тырнақшадағы мәтін", "текст в кавычках", "a text in quotes"),
        JsonForm.Number => new("тырнақшасыз сан", "число без кавычек", "a number without quotes"),
        JsonForm.Object => new("JSON нысаны", "объект JSON", "a JSON object"),
        JsonForm.List => new("JSON тізімі", "список JSON", "a JSON list"),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };
}
