using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the documents of offset projects (¶24–26).</summary>
internal static class OffsetReading
{
    private const int CodeLengthMax = 100;
    private const int IinLength = 12;

    public static OffsetAccountApplication? Application(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var project = Project(reader, nameOptional: false);
        var approval = FieldReading.Paper(reader, "approval", date, optional: true);
        var applicants = Applicants(reader, date, optional: false);
        return header is not null && project is not null
            ? new OffsetAccountApplication(header, project, approval, applicants)
            : null;
    }

    public static OffsetIssuance? Issuance(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        const string project = "project";
        var known = !reader.IsText(project) ? Project(reader, nameOptional: true)
            : Code(reader, project) is { } code ? new OffsetProject(code, null)
            : null;
        var report = Report(reader, date);
        var units = AmountReading.Units(reader);
        var shares = Shares(reader);
        var expiresYear = ExpiresYear(reader, date);
        return header is not null && known is not null && report is not null && units is { } count
            ? new OffsetIssuance(header, known, report, count, shares, expiresYear)
            : null;
    }

    /// <summary>Each person once. Papers of an applicant may be missing, so that an empty list is right.</summary>
    public static IReadOnlyList<OffsetApplicant> Applicants(ObjectReader reader, DateOnly? date, bool optional)
    {
        var read = new List<OffsetApplicant>();
        var seen = new HashSet<IdentificationNumber>();
        foreach (var item in reader.Objects("applicants", optional))
        {
            var id = PartyReading.BinOrIin(item);
            var name = item.Line("name");
            var representatives = PartyReading.Representatives(item, date);
            item.RefuseUnknown();
            if (id is { } number && !seen.Add(number))
                reader.Issues.Add(DocumentIssues.DuplicateParty(PartyReading.NumberField(item)));
            else if (id is not null && name is not null)
                read.Add(new OffsetApplicant(new Party(id.Value, name), representatives));
        }

        return read;
    }

    private static List<OffsetShare> Shares(ObjectReader reader)
    {
        var read = new List<OffsetShare>();
        var seen = new HashSet<IdentificationNumber>();
        foreach (var item in reader.Objects("shares", optional: false))
        {
            var id = PartyReading.BinOrIin(item);
            var units = AmountReading.Units(item);
            item.RefuseUnknown();
            if (id is { } number && !seen.Add(number))
                reader.Issues.Add(DocumentIssues.DuplicateParty(PartyReading.NumberField(item)));
            else if (id is not null && units is { } count)
                read.Add(new OffsetShare(id.Value, count));
        }

        return read;
    }

    private static OffsetProject? Project(ObjectReader reader, bool nameOptional)
    {
        if (reader.Object("project") is not { } project)
            return null;
        var code = Code(project, "code");
        var name = project.Line("name", nameOptional);
        project.RefuseUnknown();
        return code is not null && (nameOptional || name is not null) ? new OffsetProject(code, name) : null;
    }

    private static OffsetReport? Report(ObjectReader reader, DateOnly? documentDate)
    {
        if (reader.Object("report") is not { } report)
            return null;
        var number = report.Number("number", FieldReading.NumberLengthMax);
        var date = FieldReading.PastDate(report, "date", documentDate);
        var from = report.Date("periodFrom");
        var to = report.Date("periodTo");
        report.RefuseUnknown();
        if (to < from)
            reader.Issues.Add(DocumentIssues.PeriodReversed(report.At("periodTo")));
        return number is not null && date is { } day && from is { } first && to is { } last
            ? new OffsetReport(number, day, first, last)
            : null;
    }

    private static int? ExpiresYear(ObjectReader reader, DateOnly? documentDate)
    {
        const string name = "expiresYear";
        var year = AmountReading.Year(reader, name, optional: true);
        if (year < documentDate?.Year)
            reader.Issues.Add(DocumentIssues.ExpiresYearPast(reader.At(name)));
        return year;
    }

    /// <summary>The code stands in the public journal forever, so nothing of a natural person may be in it.</summary>
    private static string? Code(ObjectReader reader, string name)
    {
        if (reader.Text(name) is not { } text)
            return null;
        var code = NormalFormC.Of(text);
        Issue? issue = !HasCodeForm(code) ? DocumentIssues.ProjectCodeForm(reader.At(name), CodeLengthMax)
            : HoldsIin(code) ? DocumentIssues.ProjectCodeHoldsIin(reader.At(name))
            : null;
        if (issue is null)
            return code;
        reader.Issues.Add(issue);
        return null;
    }

    /// <summary>Two codes that look the same on paper must not be two projects.</summary>
    private static bool HasCodeForm(string code) =>
        code.Length > 0 && code == code.Trim(' ') && code.EnumerateRunes().All(IsPrintable)
        && code.EnumerateRunes().Count() <= CodeLengthMax;

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool HoldsIin(string code) => Enumerable
        .Range(0, Math.Max(0, code.Length - IinLength + 1))
        .Any(start => IdentificationNumber.TryParse(code.Substring(start, IinLength), out var number)
            && number.IsNaturalPerson);
}
