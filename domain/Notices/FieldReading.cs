using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the values that several kinds of document share. Each gives null after reporting why.</summary>
internal static class FieldReading
{
    /// <summary>The longest number of a document or of a paper, in characters.</summary>
    public const int NumberLengthMax = 100;

    private static readonly ReserveCategory[] Categories =
        [.. Enum.GetValues<ReserveCategory>().Where(category => category != ReserveCategory.Auction)];

    private static readonly ReserveCategory[] CategoriesOfAllocation =
        [.. Categories.Where(category => category != ReserveCategory.CapacityIncrease)];

    public static string? Installation(ObjectReader reader, string name = "installation")
    {
        if (reader.Text(name) is not { } code)
            return null;
        if (IsInstallation(code))
            return code;
        reader.Issues.Add(LookAlike.In(code, IsInstallation) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : DocumentIssues.InstallationForm(reader.At(name)));
        return null;
    }

    public static ProcedureId? Follows(ObjectReader reader)
    {
        const string name = "follows";
        if (reader.Text(name) is not { } text)
            return null;
        if (ProcedureId.TryParse(text, out var id))
            return id;
        reader.Issues.Add(DocumentIssues.ProcedureIdForm(reader.At(name)));
        return null;
    }

    public static ReserveCategory? Category(ObjectReader reader) => OneOf(reader, "category", Categories);

    /// <summary>What breaks a tie of ¶23; it may be left out.</summary>
    public static ReserveCategory? Source(ObjectReader reader)
    {
        const string name = "source";
        return reader.Has(name) ? OneOf(reader, name, Categories) : null;
    }

    /// <summary>A category of ¶17 and ¶18; an increase of capacity is the matter of ¶19.</summary>
    public static ReserveCategory? CategoryOfAllocation(ObjectReader reader, bool optional = false)
    {
        const string name = "category";
        if (reader.Text(name, optional) is not { } text)
            return null;
        if (text != EnumNames.Of(ReserveCategory.CapacityIncrease))
            return OneOf(reader, name, CategoriesOfAllocation);
        reader.Issues.Add(DocumentIssues.CategoryOfAdditionalAllocation(
            reader.At(name), CategoriesOfAllocation.Select(EnumNames.Of)));
        return null;
    }

    public static UnitKind? KindOfUnit(ObjectReader reader) => OneOf<UnitKind>(reader, "unitKind");

    public static T? OneOf<T>(ObjectReader reader, string name)
        where T : struct, Enum => OneOf(reader, name, Enum.GetValues<T>());

    /// <summary>A day of something that the document reports, so that it cannot come after the document.</summary>
    public static DateOnly? PastDate(
        ObjectReader reader, string name, DateOnly? documentDate, bool optional = false)
    {
        var date = reader.Date(name, optional);
        if (date > documentDate)
            reader.Issues.Add(DocumentIssues.DateAfterDocument(reader.At(name)));
        return date;
    }

    public static PaperReference? Paper(
        ObjectReader reader, string name, DateOnly? documentDate, bool optional = false)
    {
        if (reader.Object(name, optional) is not { } paper)
            return null;
        var number = paper.Number("number", NumberLengthMax);
        var date = PastDate(paper, "date", documentDate);
        paper.RefuseUnknown();
        return number is not null && date is { } day ? new PaperReference(number, day) : null;
    }

    /// <summary>An account by its number or by its installation, whose forms never coincide.</summary>
    public static AccountReference? Account(ObjectReader reader, string name)
    {
        if (reader.Text(name) is not { } text)
            return null;
        if (IsInstallation(text))
            return new AccountReference.ByInstallation(text);
        if (AccountNumber.TryParse(text, out var number))
            return new AccountReference.ByNumber(number);
        reader.Issues.Add(LookAlike.In(text, IsAccount) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : HasWrongCheck(text) ? DocumentIssues.AccountCheckDigits(reader.At(name))
            : DocumentIssues.AccountForm(reader.At(name)));
        return null;
    }

    private static bool IsAccount(string text) => IsInstallation(text) || AccountNumber.TryParse(text, out _);

    /// <summary>True when another check would make it the number of an account.</summary>
    private static bool HasWrongCheck(string text)
    {
        const int checkLength = 2;
        const int lengthMax = 24;
        if (text.Length is <= checkLength or > lengthMax)
            return false;
        var body = text[..^checkLength];
        return text.AsSpan(body.Length).IndexOfAnyExceptInRange('0', '9') < 0
            && Enumerable.Range(0, 100).Any(check => AccountNumber.TryParse(
                string.Create(CultureInfo.InvariantCulture, $"{body}{check:00}"), out _));
    }

    private static T? OneOf<T>(ObjectReader reader, string name, T[] allowed)
        where T : struct, Enum
    {
        if (reader.Text(name) is not { } text)
            return null;
        foreach (var value in allowed)
        {
            if (EnumNames.Of(value) == text)
                return value;
        }

        var names = allowed.Select(EnumNames.Of).ToArray();
        reader.Issues.Add(LookAlike.In(text, names.Contains) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : DocumentIssues.UnknownValue(reader.At(name), text, names));
        return null;
    }

    private static bool IsInstallation(string code) =>
        code.Length is >= 7 and <= 15 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1])
        && code[2] == '-' && code.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;
}
