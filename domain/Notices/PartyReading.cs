namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads persons and their representatives. Each gives null after reporting why.</summary>
internal static class PartyReading
{
    public static Party? Party(ObjectReader reader, string name)
    {
        if (reader.Object(name) is not { } party)
            return null;
        var id = BinOrIin(party);
        var partyName = party.Line("name");
        party.RefuseUnknown();
        return id is { } number && partyName is not null ? new Party(number, partyName) : null;
    }

    /// <summary>A legal person by its BIN, unless the object names a natural one by <c>iin</c>.</summary>
    public static Party? CompanyOrPerson(ObjectReader reader, string name)
    {
        if (reader.Object(name) is not { } party)
            return null;
        var id = party.Has("iin") ? BinOrIin(party) : Bin(party);
        var partyName = party.Line("name");
        party.RefuseUnknown();
        return id is { } number && partyName is not null ? new Party(number, partyName) : null;
    }

    /// <summary>A legal person: the contract gives it a BIN, so that an IIN is an unknown field.</summary>
    public static Party? Company(ObjectReader reader, string name)
    {
        if (reader.Object(name) is not { } company)
            return null;
        var bin = Bin(company);
        var companyName = company.Line("name");
        company.RefuseUnknown();
        return bin is { } number && companyName is not null ? new Party(number, companyName) : null;
    }

    /// <summary>The field of a person's number, once it was read.</summary>
    public static string NumberField(ObjectReader party) => party.At(party.Has("bin") ? "bin" : "iin");

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

    public static IdentificationNumber? BinOrIin(ObjectReader party)
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
}
