using System.Text.Json.Nodes;
using ClosedXML.Excel;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The documents that the tests send: the samples, and variations of them.</summary>
internal static class Papers
{
    public const string PlanProcedure = "planInForce.2022-2025.525-Д";

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

    /// <summary>The sample plan with something changed in its workbook.</summary>
    public static byte[] PlanWith(Action<XLWorkbook> change)
    {
        using var book = new XLWorkbook(new MemoryStream(Plan));
        change(book);
        using var file = new MemoryStream();
        book.SaveAs(file);
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

    private static JsonObject Document(string kind, string number, string date, string bin) => new()
    {
        ["kind"] = kind,
        ["number"] = number,
        ["date"] = date,
        ["issuer"] = new JsonObject { ["bin"] = bin, ["name"] = "Податель" },
    };

    private static JsonArray Representatives() =>
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
