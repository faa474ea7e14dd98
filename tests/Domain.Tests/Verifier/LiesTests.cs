using System.Text.Json.Nodes;

namespace CarbonRegistry.Domain.Tests.Verifier;

/// <summary>
/// A registry that breaks its own rules and signs it all with its own key: the tree and the signature are right, and
/// the verifier names the entry.
/// </summary>
public sealed class LiesTests
{
    private const int Issue = 5;
    private const int Allocate = 6;
    private const int Trade = 8;
    private const int Surrender = 11;
    private const int Correction = 12;
    private static readonly IReadOnlyList<string> Honest = SomeExport.Honest;

    [Fact]
    public void Journal_ForTheseTests_HasTheEntriesThatTheyFalsify() => Assert.Equal(
        ["T01", "T05", "T05", "T16", "T16", "accountBlocked", "T19", "T26", "accountUnblocked", "T19", "T10"],
        Honest.Skip(Issue).Select(line => (string)JsonNode.Parse(line)!["kind"]!));

    [Theory]
    [InlineData(Trade, "n", "99", "its number is 99")]
    [InlineData(Trade + 1, "at", "\"2022-07-26T16:59:59.999+06:00\"", "moment is before")]
    [InlineData(Trade, "at", "\"2022-07-26T17:00:00+06:00\"", "member is missing")]
    [InlineData(Trade, "by", "[]", "member is missing")]
    [InlineData(Trade, "kind", "\"T29\"", "kind is unknown")]
    [InlineData(Trade, "kind", "\"T01\"", "out of nothing")]
    [InlineData(Trade, "corrects", "1", "correction alone")]
    [InlineData(Trade, "procedure", "\"procedure-9\"", "does not begin with the procedure")]
    [InlineData(Trade, "moves/0/block", "\"KZ-Q-2022-2025-990:1000\"", "not on the account")]
    [InlineData(Trade, "moves/0/block", "\"KZ-Q-2022-2025-1:2000\"", "not on the account")]
    [InlineData(Trade, "moves/0/block", "\"KZ-O-2022-2025-1:5\"", "not on the account")]
    [InlineData(Trade, "moves/0/block", "\"KZ-Q-2022-2025-05:6\"", "block is malformed")]
    [InlineData(Trade, "moves/0/from", "null", "out of nothing")]
    [InlineData(Trade, "moves/0/from", "\"KZ-3-1-05\"", "final account")]
    [InlineData(Trade, "moves/0/to", "\"KZ-5-1-43\"", "check is wrong")]
    [InlineData(Trade, "moves/0/to", "\"KZ-5-3-36\"", "never opened")]
    [InlineData(Trade, "moves", "[]", "moves")]
    [InlineData(Issue, "moves/1/block", "\"KZ-Q-2022-2025-950:1000\"", "gap or come twice")]
    [InlineData(Issue, "moves/1/block", "\"KZ-Q-2022-2025-800:1000\"", "gap or come twice")]
    [InlineData(Issue, "moves/0/to", "\"KZ-7-1-79\"", "another kind of account")]
    [InlineData(Correction, "corrects", "12", "does not stand")]
    [InlineData(Correction, "corrects", "5", "never reversed")]
    [InlineData(Correction, "corrects", "8", "not the reverse")]
    [InlineData(Correction, "kind", "\"T16\"", "correction alone")]
    [InlineData(0, "accountOpened/kind", "\"reserve\"", "kind is not that of its number")]
    [InlineData(1, "accountOpened/number", "\"KZ-1-1-65\"", "kind is not that of its number")]
    [InlineData(4, "accountOpened/installation", "\"KZ-0001\"", "installation has an account")]
    [InlineData(10, "accountBlocked/number", "\"KZ-5-9-18\"", "never opened")]
    public void Entry_AgainstTheRules_IsNamed(int n, string path, string value, string fault)
    {
        var lines = Honest.ToArray();
        lines[n] = SomeExport.Changed(lines[n], json => Set(json, path.Split('/'), JsonNode.Parse(value)));

        var said = SomeExport.Of(lines).Fault();
        Assert.StartsWith($"entry {n}:", said, StringComparison.Ordinal);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Instruction_PostedTwice_IsNamed()
    {
        var lines = Honest.ToArray();
        lines[Trade + 1] = SomeExport.Changed(lines[Trade + 1], json =>
        {
            json["instruction"] = (string)JsonNode.Parse(lines[Trade])!["instruction"]!;
            json["procedure"] = (string)JsonNode.Parse(lines[Trade])!["procedure"]!;
        });

        Assert.Equal($"entry {Trade + 1}: its instruction stands already", SomeExport.Of(lines).Fault());
    }

    [Fact]
    public void Correction_PostedTwice_IsNamed()
    {
        var again = SomeExport.Changed(Honest[Correction], json =>
        {
            json["n"] = Correction + 1;
            json["instruction"] = "procedure-x/act";
            json["procedure"] = "procedure-x";
        });

        Assert.Equal(
            $"entry {Correction + 1}: the entry was corrected already",
            SomeExport.Of([.. Honest.Take(Correction + 1), again]).Fault());
    }

    [Fact]
    public void Surrender_TakenBackWithoutACorrection_IsNamed()
    {
        var back = SomeExport.Changed(Honest[Correction], json =>
        {
            json.AsObject().Remove("corrects");
            json["kind"] = "T16";
        });

        Assert.Equal(
            $"entry {Correction}: units leave a final account without a correction",
            SomeExport.Of([.. Honest.Take(Surrender + 1), back]).Fault());
    }

    /// <summary>What totals cannot show: the same number of units, other serials.</summary>
    [Fact]
    public void EqualBlocks_SwappedBetweenTwoMoves_AreNamed()
    {
        var lines = Honest.ToArray();
        foreach (var (n, block) in ((int, string)[])
            [(Allocate, "KZ-Q-2022-2025-101:1000"), (Allocate + 1, "KZ-Q-2022-2025-1:100")])
            lines[n] = SomeExport.Changed(lines[n], json => json["moves"]![0]!["block"] = block);

        Assert.StartsWith($"entry {Trade}:", SomeExport.Of(lines).Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0, null)]
    [InlineData(4, 1, "entry 19: a balance is not what the entries give")]
    public void Balances_OfTheSubaccounts_AreThoseThatTheEntriesGive(int first, int second, string? fault)
    {
        var block = (string)JsonNode.Parse(Honest[^1])!["moves"]![0]!["block"]!;
        var lines = Honest.ToList();
        foreach (var more in (string[])
        [
            Opened("reserveNew", "KZ-71-1-02"),
            Opened("reserveUnaccounted", "KZ-72-1-69"),
            $$"""{"kind":"T11","moves":[{"block":"{{block}}","from":"KZ-7-1-79","to":"KZ-71-1-02"}]}""",
            $$"""
            {"kind":"T13","balances":{"KZ-71-1-02":{{first}},"KZ-72-1-69":{{second}}},
             "moves":[{"block":"{{block}}","from":"KZ-71-1-02","to":"KZ-72-1-69"}]}
            """,
        ])
            lines.Add(SomeExport.Next(lines, more));
        var export = SomeExport.Of(lines);

        if (fault is null)
            Assert.Equal(20, export.Verify().Entries);
        else
            Assert.Equal(fault, export.Fault());
    }

    [Fact]
    public void Line_WithMembersThatAreNotKnown_IsRead()
    {
        var lines = Honest.Select(line => SomeExport.Changed(line, json => json["zNew"] = new JsonObject
        {
            ["price"] = 1234.5,
            ["текст"] = "a \"quote\" \u0001\n",
            ["list"] = new JsonArray(true, null, -1),
        })).ToArray();
        var export = SomeExport.Of(Honest);
        var known = export.Files["export/totals.json"];
        var renewed = SomeExport.Of(lines);
        renewed.Files["export/totals.json"] = known;
        renewed.Edit(manifest => manifest["totals"] = export.Json("export/manifest.json")["totals"]!.DeepClone());

        Assert.Equal(Honest.Count, renewed.Verify().Entries);
    }

    private static string Opened(string kind, string number) => new JsonObject
    {
        ["kind"] = "accountOpened",
        ["accountOpened"] = new JsonObject { ["kind"] = kind, ["number"] = number, ["period"] = "2022-2025" },
    }.ToJsonString();

    private static void Set(JsonNode json, string[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate(json, (node, step) =>
            node is JsonArray items ? items[int.Parse(step, null)]! : node[step]!);
        parent[path[^1]] = value;
    }
}
