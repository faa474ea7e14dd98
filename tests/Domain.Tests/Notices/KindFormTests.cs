using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Every field of every kind is once removed and once given the wrong form.</summary>
public sealed class KindFormTests
{
    private static readonly string[] Common = ["/number", "/date", "/kind", "/issuer", "/text"];

    /// <summary>What may be absent, as the contract or a default says; list indices are left out.</summary>
    private static readonly HashSet<string> Optional =
    [
        "accountApplication/representatives",
        "accountApplication/representatives/powerOfAttorney",
        "accountApplication/category",
        "accountApplication/installationName",
        "accountApplication/sector",
        "accountApplication/region",
        "documentSupplement/approval",
        "documentSupplement/applicants",
        "documentSupplement/representatives/powerOfAttorney",
        "documentSupplement/applicants/representatives",
        "documentSupplement/applicants/representatives/powerOfAttorney",
        "offsetAccountApplication/approval",
        "offsetAccountApplication/applicants/representatives",
        "offsetAccountApplication/applicants/representatives/powerOfAttorney",
        "offsetIssuance/project/name",
        "offsetIssuance/expiresYear",
        "verifiedReportRegistered/registeredOn",
        "auctionPostponement/applicants",
        "auctionAnnouncement/minimumPrice",
    ];

    public static TheoryData<string, string> Fields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (var name in Samples.Names.Concat(KindSamples.Names))
            {
                foreach (var place in Pointers(JsonNode.Parse(Samples.Bytes(name))!, ""))
                {
                    if (!Common.Any(common => place.StartsWith(common, StringComparison.Ordinal)))
                        fields.Add(name, place);
                }
            }

            return fields;
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Read_FieldRemoved_IsMissingUnlessItIsOptional(string sample, string place)
    {
        var reading = Samples.Read(sample, (place, null));
        Assert.Equal(Expected(reading.Kind!.Value, sample, place), Samples.Faults(reading));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Read_FieldOfAnotherForm_IsOfTheWrongType(string sample, string place)
    {
        var isText = Node(sample, place) is JsonValue value && value.TryGetValue<string>(out _);
        foreach (var json in (string[])["true", "null", isText ? "7" : "\"7\""])
        {
            var faults = Samples.Faults(Samples.Read(sample, (place, json))).ToList();
            // A text in the place of a project is read as its code.
            if (place == "/project" && sample == "offsetIssuance" && json == "\"7\"")
                Assert.Empty(faults);
            else
                Assert.Equal([(place, "wrongType")], faults);
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Read_FieldWithASlip_IsUnknownAndSuggestsTheRightName(string sample, string place)
    {
        var slash = place.LastIndexOf('/');
        var (parent, name) = (place[..slash], place[(slash + 1)..]);
        if (name.Length < 4)
            return;
        var slip = $"{parent}/{name}x";
        var reading = Samples.Read(sample, (slip, Node(sample, place).ToJsonString()), (place, null));
        var issue = reading.Issues.Single(issue => issue.Field == slip);
        Assert.Equal("unknownField", issue.Code);
        Assert.Contains($"Did you mean “{name}”?", issue.Text.En, StringComparison.Ordinal);
    }

    private static (string?, string)[] Expected(DocumentKind kind, string sample, string place)
    {
        var path = string.Concat(place.Split('/')[1..].Where(step => !int.TryParse(step, out _))
            .Select(step => $"/{step}"));
        var parent = place[..place.LastIndexOf('/')];
        if (Optional.Contains($"{DocumentKinds.NameOf(kind)}{path}"))
            return place == "/category" ? [.. Descriptions(sample)] : [];
        if (path == "/representatives" && kind == DocumentKind.DocumentSupplement)
            return [("", "supplementEmpty")];
        var hasEither = Node(sample, parent) is JsonObject person && !IsCompany(parent)
            && place.EndsWith("in", StringComparison.Ordinal) && person.Count > 1
            && !path.Contains("representatives", StringComparison.Ordinal);
        return hasEither ? [(parent, "neitherBinNorIin")] : [(place, "missingField")];
    }

    private static IEnumerable<(string?, string)> Descriptions(string sample) =>
        new[] { "/installationName", "/sector", "/region" }
            .Where(field => JsonNode.Parse(Samples.Bytes(sample))![field[1..]] is not null)
            .Select(field => ((string?)field, "needsCategory"));

    private static bool IsCompany(string place) => place is "" or "/newOperator" or "/exchange";

    private static JsonNode Node(string sample, string place)
    {
        var node = JsonNode.Parse(Samples.Bytes(sample))!;
        foreach (var step in place.Split('/')[1..])
            node = node is JsonArray list ? list[int.Parse(step)]! : node[step]!;
        return node;
    }

    /// <summary>Pointers to the fields of objects, in depth; elements of lists are only passed through.</summary>
    private static IEnumerable<string> Pointers(JsonNode node, string at) => node switch
    {
        JsonObject fields => fields.SelectMany(field =>
            Pointers(field.Value!, $"{at}/{field.Key}").Prepend($"{at}/{field.Key}")),
        JsonArray list => list.SelectMany((element, index) => Pointers(element!, $"{at}/{index}")),
        _ => [],
    };
}
