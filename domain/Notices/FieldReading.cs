using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the values that several kinds of document share. Each gives null after reporting why.</summary>
internal static class FieldReading
{
    private const double UnitsMax = 1e12;

    private static readonly ReserveCategory[] Categories =
        [.. Enum.GetValues<ReserveCategory>().Where(category => category != ReserveCategory.Auction)];

    private static readonly MonitoringPlanGround[] Grounds = Enum.GetValues<MonitoringPlanGround>();

    public static Party? Party(ObjectReader reader, string name)
    {
        if (reader.Object(name) is not { } party)
            return null;
        var id = BinOrIin(party);
        var partyName = party.Line("name");
        party.RefuseUnknown();
        return id is { } number && partyName is not null ? new Party(number, partyName) : null;
    }

    public static string? Installation(ObjectReader reader)
    {
        const string name = "installation";
        if (reader.Text(name) is not { } code)
            return null;
        if (IsInstallation(code))
            return code;
        reader.Issues.Add(LookAlike.In(code, IsInstallation) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : DocumentIssues.InstallationForm(reader.At(name)));
        return null;
    }

    public static long? Units(ObjectReader reader)
    {
        const string name = "units";
        if (reader.Double(name) is not { } units)
            return null;
        Issue? issue = units switch
        {
            <= 0 => DocumentIssues.UnitsNotPositive(reader.At(name)),
            > UnitsMax => DocumentIssues.UnitsTooLarge(reader.At(name)),
            _ when !double.IsInteger(units) => DocumentIssues.UnitsNotWhole(reader.At(name)),
            _ => null,
        };
        if (issue is null)
            return (long)units;
        reader.Issues.Add(issue);
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

    public static MonitoringPlanGround? Ground(ObjectReader reader) => OneOf(reader, "ground", Grounds);

    /// <summary>Empty when the field is absent or the list is empty: both mean that the paper is missing.</summary>
    public static IReadOnlyList<Representative> Representatives(ObjectReader reader, DateOnly? documentDate)
    {
        var read = new List<Representative>();
        var seen = new HashSet<IdentificationNumber>();
        foreach (var item in reader.Objects("representatives"))
        {
            var iin = Iin(item);
            var name = item.Line("name");
            var power = PowerOfAttorney(item, documentDate);
            item.RefuseUnknown();
            if (iin is { } number && !seen.Add(number))
                reader.Issues.Add(DocumentIssues.DuplicateRepresentative(item.At("iin")));
            else if (iin is not null && name is not null)
                read.Add(new Representative(iin.Value, name, power));
        }

        return read;
    }

    private static PowerOfAttorney? PowerOfAttorney(ObjectReader reader, DateOnly? documentDate)
    {
        if (reader.Object("powerOfAttorney", optional: true) is not { } power)
            return null;
        var number = power.Line("number");
        var date = power.Date("date");
        var expires = power.Date("expires");
        power.RefuseUnknown();
        if (expires < date)
            reader.Issues.Add(DocumentIssues.ExpiresBeforeDate(power.At("expires")));
        if (expires < documentDate)
            reader.Issues.Add(DocumentIssues.PowerOfAttorneyExpired(power.At("expires")));
        return number is not null && date is { } from && expires is { } to
            ? new PowerOfAttorney(number, from, to)
            : null;
    }

    private static IdentificationNumber? BinOrIin(ObjectReader party)
    {
        var hasBin = party.Has("bin");
        var hasIin = party.Has("iin");
        if (hasBin && hasIin)
            party.Issues.Add(DocumentIssues.BothBinAndIin(party.Pointer));
        if (!hasBin && !hasIin)
            party.Issues.Add(DocumentIssues.NeitherBinNorIin(party.Pointer));
        var bin = Bin(party, optional: true);
        var iin = Iin(party, optional: true);
        return hasBin && hasIin ? null : bin ?? iin;
    }

    private static IdentificationNumber? Bin(ObjectReader reader, bool optional = false)
    {
        const string name = "bin";
        if (reader.Text(name, optional) is not { } text)
            return null;
        if (IdentificationNumber.TryParse(text, out var number) && !number.IsNaturalPerson)
            return number;
        reader.Issues.Add(FaultOfDigits(reader.At(name), text)
            ?? (!IdentificationNumber.HasForm(text) ? DocumentIssues.BinForm(reader.At(name))
            : number.IsNaturalPerson ? DocumentIssues.BinIsIin(reader.At(name))
            : DocumentIssues.BinCheckDigit(reader.At(name))));
        return null;
    }

    private static IdentificationNumber? Iin(ObjectReader reader, bool optional = false)
    {
        const string name = "iin";
        if (reader.Text(name, optional) is not { } text)
            return null;
        var parsed = IdentificationNumber.TryParse(text, out var number);
        if (parsed && number.IsNaturalPerson)
            return number;
        reader.Issues.Add(FaultOfDigits(reader.At(name), text)
            ?? (!IdentificationNumber.HasForm(text) ? DocumentIssues.IinForm(reader.At(name))
            : !parsed ? DocumentIssues.IinCheckDigit(reader.At(name))
            : text[4] is >= '4' and <= '6' ? DocumentIssues.IinIsBin(reader.At(name))
            : DocumentIssues.IinForm(reader.At(name))));
        return null;
    }

    private static Issue? FaultOfDigits(string field, string text) =>
        LookAlike.In(text, IdentificationNumber.HasForm) is { } found
            ? DocumentIssues.LookAlikeCharacters(field, found)
            : null;

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
