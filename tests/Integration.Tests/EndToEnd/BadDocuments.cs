using System.Text;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Documents that the door refuses, by the name of their fault.</summary>
internal static class BadDocuments
{
    private const string Today = BusyRegistry.Today;

    /// <summary>The document, who sends it over HTTP, and the issue: its code and its field.</summary>
    public static (byte[] Bytes, string Sender, string Issue) Of(string fault) => fault switch
    {
        "not JSON" => (Encoding.UTF8.GetBytes("number: 1"), "authority", "notJson "),
        "nothing" => ([], "authority", "emptyDocument "),
        "an array" => (Encoding.UTF8.GetBytes("[]"), "authority", "notAnObject "),
        "not UTF-8" => ([0x7B, 0x22, 0xFF, 0x22, 0x7D], "authority", "invalidUtf8 "),
        "too large" => (Changed(one => one["text"] = new string('x', 1_153_434)), "authority", "tooLarge "),
        "unknown field" => (Changed(one => one["colour"] = "red"), "authority", "unknownField /colour"),
        "missing field" => (Changed(one => one.Remove("ground")), "authority", "missingField /ground"),
        "unknown kind" => (Changed(one => one["kind"] = "monitoringPlan"), "authority", "unknownKind /kind"),
        "unknown installation" =>
            (Changed(one => one["installation"] = "KZ-9999"), "authority", "installationUnknown /installation"),
        "form of the code" =>
            (Changed(one => one["installation"] = "9999"), "authority", "installationForm /installation"),
        "check digit" =>
            (Changed(one => one["issuer"]!["bin"] = "131040012348"), "authority", "binCheckDigit /issuer/bin"),
        "future" => (Changed(one => one["date"] = "2022-07-30"), "authority", "dateInFuture /date"),
        "impossible day" => (Changed(one => one["date"] = "2022-02-30"), "authority", "dateImpossible /date"),
        "wrong issuer" =>
            (Changed(one => one["issuer"]!["bin"] = Users.HolderBin), "holder", "issuerNotAllowed /issuer"),
        "another's installation" => (
            RegistryClient.Json(Foreign()), "holder", "applicantNotOperator /applicant"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    public static byte[] WithMark(JsonObject document) => [0xEF, 0xBB, 0xBF, .. RegistryClient.Json(document)];

    private static byte[] Changed(Action<JsonObject> change)
    {
        var document = Papers.Default("Д-1", "KZ-0020", Today);
        change(document);
        return RegistryClient.Json(document);
    }

    private static JsonObject Foreign()
    {
        var document = Papers.Application("Д-2", "KZ-0001", Today);
        document["installation"] = "KZ-0020";
        return document;
    }
}
