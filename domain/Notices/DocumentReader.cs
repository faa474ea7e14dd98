using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Reads the registry's incoming documents (JSON, interfaces section 3). Reading never fails: it gives what was
/// understood and every issue.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest document, in bytes.</summary>
    public const int MaximumBytes = JsonText.BytesMax;

    private const int NumberLengthMax = 100;

    /// <summary>Reads one document.</summary>
    /// <param name="utf8">The bytes as they came; a UTF-8 byte order mark is allowed.</param>
    public static DocumentReading Read(ReadOnlyMemory<byte> utf8)
    {
        var issues = new IssueList();
        using var json = JsonText.Parse(utf8, issues);
        if (json is null)
            return new DocumentReading(null, null, null, issues.Items, null, null);
        var canonical = JsonText.IsUnambiguous(json.RootElement, JsonPointer.Root, issues)
            ? CanonicalJson.Canonicalize(json.RootElement)
            : null;
        var reader = new ObjectReader(json.RootElement, JsonPointer.Root, issues);
        var kind = Kind(reader);
        var date = reader.Date("date");
        var header = Header(reader, date);
        var document = kind is { } known ? Further(reader, known, header, date) : null;
        return new DocumentReading(
            issues.Items.Count == 0 ? document : null,
            kind,
            header,
            issues.Items,
            canonical,
            canonical is null ? null : Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }

    private static DocumentKind? Kind(ObjectReader reader)
    {
        const string name = "kind";
        if (reader.Text(name) is not { } text)
            return null;
        if (DocumentKinds.TryParse(text, out var kind))
            return kind;
        reader.Issues.Add(LookAlike.In(text, other => DocumentKinds.TryParse(other, out _)) is { } found
            ? DocumentIssues.LookAlikeCharacters(reader.At(name), found)
            : DocumentIssues.UnknownKind(reader.At(name), text, Spelling.Closest(text, DocumentKinds.Names)));
        return null;
    }

    private static DocumentHeader? Header(ObjectReader reader, DateOnly? date)
    {
        var number = reader.Number("number", NumberLengthMax);
        var issuer = FieldReading.Party(reader, "issuer");
        var text = reader.Text("text", optional: true);
        return number is not null && date is { } day && issuer is not null
            ? new DocumentHeader(number, day, issuer, text)
            : null;
    }

    /// <summary>Reads the fields of the kind. Those of kinds that are not carried out are not judged.</summary>
    private static Document? Further(ObjectReader reader, DocumentKind kind, DocumentHeader? header, DateOnly? date)
    {
        if (!DocumentKinds.IsSupported(kind))
        {
            reader.Issues.Add(DocumentIssues.NotSupported("/kind", DocumentKinds.NameOf(kind)));
            return null;
        }

        Document? document = kind switch
        {
            DocumentKind.AccountApplication => Application(reader, header, date),
            DocumentKind.DocumentSupplement => Supplement(reader, header, date),
            DocumentKind.MonitoringPlanDefault => PlanDefault(reader, header),
            DocumentKind.MonitoringPlanAccepted => PlanAccepted(reader, header),
            DocumentKind.InstallationLiquidation => Liquidation(reader, header),
            DocumentKind.ReserveAssignment => Assignment(reader, header),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        reader.RefuseUnknown();
        return document;
    }

    private static AccountApplication? Application(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var applicant = FieldReading.Party(reader, "applicant");
        var installation = FieldReading.Installation(reader);
        var representatives = FieldReading.Representatives(reader, date);
        RefuseNewInstallation(reader);
        return header is not null && applicant is not null && installation is not null
            ? new AccountApplication(header, applicant, installation, representatives)
            : null;
    }

    /// <summary>The application of ¶17 is known by its further fields and is not carried out.</summary>
    private static void RefuseNewInstallation(ObjectReader reader)
    {
        foreach (var name in (string[])["category", "installationName", "sector", "region"])
        {
            if (reader.Text(name, optional: true) is not null)
                reader.Issues.Add(DocumentIssues.NotSupported(reader.At(name), name));
        }
    }

    private static DocumentSupplement? Supplement(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var follows = FieldReading.Follows(reader);
        var representatives = FieldReading.Representatives(reader, date);
        // Until other papers can be missing, a supplement without representatives brings nothing.
        if (reader.IsAbsentOrEmpty("representatives"))
            reader.Issues.Add(DocumentIssues.MissingField(reader.At("representatives")));
        return header is not null && follows is { } id ? new DocumentSupplement(header, id, representatives) : null;
    }

    private static MonitoringPlanDefault? PlanDefault(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var ground = FieldReading.Ground(reader);
        return header is not null && installation is not null && ground is { } known
            ? new MonitoringPlanDefault(header, installation, known)
            : null;
    }

    private static MonitoringPlanAccepted? PlanAccepted(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        return header is not null && installation is not null ? new MonitoringPlanAccepted(header, installation) : null;
    }

    private static InstallationLiquidation? Liquidation(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        return header is not null && installation is not null
            ? new InstallationLiquidation(header, installation)
            : null;
    }

    private static ReserveAssignment? Assignment(ObjectReader reader, DocumentHeader? header)
    {
        var follows = FieldReading.Follows(reader);
        var category = FieldReading.Category(reader);
        var units = FieldReading.Units(reader);
        return header is not null && follows is { } id && category is { } known && units is { } count
            ? new ReserveAssignment(header, id, known, count)
            : null;
    }
}
