using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClosedXML.Excel;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The documents that the tests send: the samples, and variations of them.</summary>
internal static class Papers
{
    public const string PlanProcedure = "planInForce.2022-2025.525-Д";

    private static readonly string[] Sheets = ["План", "Резерв", "Реквизиты"];
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo", "samples");

    /// <summary>The operators of installations in the sample plan, by code.</summary>
    public static IReadOnlyDictionary<string, string> Operators { get; }

    public static byte[] Plan { get; }

    static Papers()
    {
        Plan = File.ReadAllBytes(Path.Combine(Folder, "nap-2022-2025.xlsx"));
        using var book = new XLWorkbook(new MemoryStream(Plan));
        Operators = book.Worksheet("План").RowsUsed()
            .Where(row => row.Cell("D").GetString().StartsWith("KZ-", StringComparison.Ordinal))
            .ToDictionary(row => row.Cell("D").GetString(), row => row.Cell("B").GetString());
    }

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Folder, "notices", name));

    public static JsonObject SampleJson(string name) => JsonNode.Parse(Sample(name))!.AsObject();

    /// <summary>The sample plan with another text in one cell; all else stays byte for byte.</summary>
    public static byte[] PlanWith(string sheet, string cell, string text)
    {
        var part = $"xl/worksheets/sheet{Array.IndexOf(Sheets, sheet) + 1}.xml";
        using var file = new MemoryStream();
        file.Write(Plan);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var before = archive.GetEntry(part)!;
            using var reader = new StreamReader(before.Open());
            var xml = reader.ReadToEnd();
            reader.Dispose();
            before.Delete();
            var changed = Regex.Replace(
                xml,
                $"<c r=\"{cell}\"[^>]*?(/>|>.*?</c>)",
                $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                RegexOptions.Singleline);
            Assert.NotEqual(xml, changed);
            using var after = archive.CreateEntry(part).Open();
            after.Write(Encoding.UTF8.GetBytes(changed));
        }
        return file.ToArray();
    }

    public static JsonObject Application(string number, string installation, string date, bool complete = true)
    {
        var bin = Operators[installation];
        var document = Document("accountApplication", number, date, bin);
        document["applicant"] = new JsonObject { ["bin"] = bin, ["name"] = "ТОО «Заявитель»" };
        document["installation"] = installation;
        if (complete)
            document["representatives"] = Representatives();
        return document;
    }

    /// <summary>An application of ¶17, for an installation that the plan does not name.</summary>
    public static JsonObject NewInstallation(
        string number, string installation, string date, string category = "newInstallations", bool complete = true)
    {
        const string bin = "010240005554";
        var document = Document("accountApplication", number, date, bin);
        document["applicant"] = new JsonObject { ["bin"] = bin, ["name"] = "ТОО «Новый завод»" };
        document["installation"] = installation;
        document["category"] = category;
        document["installationName"] = "Цех " + installation;
        document["sector"] = "Металлургия";
        document["region"] = "Абай";
        if (complete)
            document["representatives"] = Representatives();
        return document;
    }

    /// <summary>A notice of ¶18, ¶19 or ¶20: so many units of an installation.</summary>
    public static JsonObject Units(
        string kind, string number, string installation, long units, string date, int? year = null)
    {
        var document = Notice(kind, number, installation, date);
        document["units"] = units;
        if (year is { } first)
            document["year"] = first;
        if (kind == "reserveAllocation")
            document["category"] = "newInstallations";
        return document;
    }

    /// <summary>A notice of ¶23.</summary>
    public static JsonObject TopUp(string number, string category, long units, string date, string? source = null)
    {
        var document = Document("reserveTopUp", number, date, Users.AuthorityBin);
        document["category"] = category;
        document["units"] = units;
        if (source is not null)
            document["source"] = source;
        return document;
    }

    public static JsonObject Supplement(string number, string follows, string date, string bin)
    {
        var document = Document("documentSupplement", number, date, bin);
        document["follows"] = follows;
        document["representatives"] = Representatives();
        return document;
    }

    public static JsonObject Default(string number, string installation, string date, string ground = "incomplete")
    {
        var document = Notice("monitoringPlanDefault", number, installation, date);
        document["ground"] = ground;
        return document;
    }

    /// <summary>A notice of the authority that names nothing but an installation.</summary>
    public static JsonObject Notice(string kind, string number, string installation, string date)
    {
        var document = Document(kind, number, date, Users.AuthorityBin);
        document["installation"] = installation;
        return document;
    }

    public static JsonObject Assignment(string number, string follows, long units, string date)
    {
        var document = Document("reserveAssignment", number, date, Users.AuthorityBin);
        document["follows"] = follows;
        document["category"] = "newInstallations";
        document["units"] = units;
        return document;
    }

    public static JsonObject Document(string kind, string number, string date, string bin) => new()
    {
        ["kind"] = kind,
        ["number"] = number,
        ["date"] = date,
        ["issuer"] = new JsonObject { ["bin"] = bin, ["name"] = "Податель" },
    };

    public static JsonArray Representatives() =>
    [
        new JsonObject
        {
            ["iin"] = "800101300303",
            ["name"] = "Представитель 1",
            ["powerOfAttorney"] = new JsonObject
            {
                ["number"] = "Д-100", ["date"] = "2022-07-19", ["expires"] = "2025-12-31",
            },
        },
    ];
}
