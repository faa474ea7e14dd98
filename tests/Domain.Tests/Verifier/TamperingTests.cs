using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger.Publication;

namespace CarbonRegistry.Domain.Tests.Verifier;

/// <summary>Every way to falsify what is published, by a stranger and by the registry itself: each is named.</summary>
public sealed partial class TamperingTests
{
    private static readonly IReadOnlyList<string> Honest = SomeExport.Honest;

    [Fact]
    public void Export_AsPublished_IsProved()
    {
        var proof = SomeExport.Of(Honest).Verify();

        Assert.Equal(Honest.Count, proof.Entries);
        Assert.Equal(4, proof.Heads);
        var row = Assert.Single(proof.Totals.Items);
        Assert.Equal((1000, 990, 10, 5), (row.Issued, row.Held, row.Surrendered, row.Reserved));
        Assert.Equal(5, proof.Totals.Accounts.Count);
    }

    [Fact]
    public void Entry_WithAnyValueChanged_IsNamed()
    {
        var tried = 0;
        for (var n = 0; n < Honest.Count; n++)
            foreach (var path in ValuesOf(JsonNode.Parse(Honest[n])!))
            {
                var falsified = SomeExport.Changed(Honest[n], json => Change(json, path));
                foreach (var fits in (bool[])[false, true])
                {
                    var export = SomeExport.Of(Honest);
                    var day = export.Days.Single(one => one.First <= n && n <= one.Last);
                    var lines = Honest.Skip((int)day.First).Take((int)day.Count).ToArray();
                    lines[n - day.First] = falsified;
                    export.Replace(day, lines, fits);
                    AssertNames(export.Fault(), n);
                    tried++;
                }
            }
        Assert.InRange(tried, 300, 3000);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("inserted")]
    [InlineData("swapped")]
    [InlineData("truncated")]
    [InlineData("spaced")]
    [InlineData("cut")]
    public void Line_DeletedInsertedSwappedOrTruncated_IsNamed(string how)
    {
        for (var n = 0; n < Honest.Count; n++)
        {
            var export = SomeExport.Of(Honest);
            var day = export.Days.Single(one => one.First <= n && n <= one.Last);
            var lines = Honest.Skip((int)day.First).Take((int)day.Count).ToList();
            var at = (int)(n - day.First);
            var last = lines.Count - 1;
            _ = how switch
            {
                "deleted" => Do(() => lines.RemoveAt(at)),
                "inserted" => Do(() => lines.Insert(at, lines[at])),
                "swapped" => Do(() => (lines[at], lines[at == last ? 0 : at + 1]) =
                    (lines[at == last ? 0 : at + 1], lines[at])),
                "truncated" => Do(() => lines.RemoveRange(at, lines.Count - at)),
                "spaced" => Do(() => lines[at] = lines[at].Replace("\"by\":[", "\"by\": [", StringComparison.Ordinal)),
                _ => Do(() => lines[at] = lines[at][..(lines[at].Length / 2)]),
            };
            export.Replace(day, lines, fitManifest: true);
            if (lines.Count != day.Count || !lines.SequenceEqual(
                Honest.Skip((int)day.First).Take((int)day.Count)))
                Assert.Matches("entr|" + day.Name, export.Fault());
        }
    }

    [Fact]
    public void File_MissingOrCutWithinALine_IsNamed()
    {
        var missing = SomeExport.Of(Honest);
        missing.Files.Remove(missing.Days[1].Name);
        var cut = SomeExport.Of(Honest);
        cut.Files[cut.Days[1].Name] = cut.Files[cut.Days[1].Name][..^2];

        Assert.Contains(missing.Days[1].Name, missing.Fault(), StringComparison.Ordinal);
        Assert.StartsWith($"entry {cut.Days[1].Last}", cut.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Head_WithAnyBitFlipped_IsRefused()
    {
        var export = SomeExport.Of(Honest);
        var head = export.Json(JournalPublication.ManifestName)["head"]!;
        foreach (var field in (string[])["root", "at", "signature", "keyId", "size"])
        {
            var forged = SomeExport.Of(Honest);
            forged.Edit(manifest => Change(manifest, ["head", field]));
            Assert.Matches("head|manifest", forged.Fault());
        }
        var signature = Convert.FromHexString((string)head["signature"]!);
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var flipped = signature.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var forged = SomeExport.Of(Honest);
            forged.Edit(manifest => manifest["head"]!["signature"] = Convert.ToHexStringLower(flipped));
            Assert.Contains("its signature is wrong", forged.Fault(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Head_KeptBesideTheManifest_IsCheckedToo()
    {
        var export = SomeExport.Of(Honest);
        var size = (int)export.Days[1].Last + 1;
        var other = SomeExport.Of([.. Honest.Take(size - 1), SomeExport.Changed(
            Honest[size - 1], json => json["by"]![0] = "somebody")]);
        export.Files[$"heads/{size}.json"] = other.Files[$"heads/{size}.json"];

        Assert.StartsWith(
            $"entries {export.Days[0].Last + 1} to {size - 1}:", export.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suffix_RewrittenWithACorrectTreeAndSignature_ContradictsAnEarlierHead()
    {
        var kept = SomeExport.Of(Honest).HeadOf(Honest.Count);
        var n = Honest.Count - 2;
        var rewritten = SomeExport.Of(
            [.. Honest.Take(n), SomeExport.Changed(Honest[n], json => json["by"]![0] = "somebody"), Honest[^1]]);
        var shortened = SomeExport.Of([.. Honest.Take(n)]);

        rewritten.Verify();
        shortened.Verify();
        Assert.Contains("do not give the root of the earlier head", rewritten.Fault(kept), StringComparison.Ordinal);
        Assert.StartsWith("the earlier head", shortened.Fault(kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_OfAnotherKey_IsNotTheOneThatIsTrusted()
    {
        var forged = SomeExport.Of(Honest, SomeExport.Stranger);
        var kept = SomeExport.Of(Honest).HeadOf(Honest.Count);

        forged.Verify();
        Assert.Contains("trusted key", forged.Fault(key: SomeExport.Registry.KeyId), StringComparison.Ordinal);
        Assert.Contains("unknown key", forged.Fault(kept), StringComparison.Ordinal);
        forged.Edit(manifest => manifest["head"]!["keyId"] = SomeExport.Registry.KeyId);
        Assert.Contains("unknown key", forged.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_Rotated_AreProvedAndAnExpiredOneIsRefused()
    {
        var first = new HeadKey(SomeExport.Registry.PublicKey, 0, null);
        var last = SomeExport.Of(Honest).Days[^1];
        var handedOver = SomeExport.Registry.HandOver(SomeExport.Stranger, last.First + 1);
        var rotated = SomeExport.Of(Honest);
        rotated.Seal(Honest, SomeExport.Stranger, [first, handedOver]);
        for (var i = 0; i < rotated.Days.Count - 1; i++)
        {
            var name = $"heads/{rotated.Days[i].Last + 1}.json";
            rotated.Files[name] = SomeExport.Of(Honest).Files[name];
        }
        Assert.Equal(4, rotated.Verify().Heads);
        Assert.Equal(4, rotated.Verify(key: first.KeyId).Heads);

        var expired = SomeExport.Of(Honest);
        var keys = new[] { KeyForm.Of(first), KeyForm.Of(handedOver) };
        expired.Edit(manifest => manifest["keys"] = JsonSerializer.SerializeToNode(keys, JsonSerializerOptions.Web));
        Assert.Contains("does not sign heads of this size", expired.Fault(), StringComparison.Ordinal);

        rotated.Edit(manifest => Change(manifest, ["keys", "1", "rotation"]));
        Assert.Contains("has not signed for it", rotated.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_WithAnyNumberChanged_AreNamed()
    {
        var values = ValuesOf(SomeExport.Of(Honest).Json("export/totals.json")).ToList();
        foreach (var path in values)
        {
            var export = SomeExport.Of(Honest);
            var totals = export.Json("export/totals.json");
            Change(totals, path);
            export.Write("export/totals.json", totals);
            Assert.Contains("hash", export.Fault(), StringComparison.Ordinal);
            export.Edit(manifest => manifest["totals"]!["sha256"] = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(export.Files["export/totals.json"])));
            Assert.StartsWith("export/totals.json", export.Fault(), StringComparison.Ordinal);
        }
        Assert.InRange(values.Count, 30, 100);
    }

    [Fact]
    public void Manifest_WithAnyValueChanged_IsRefused()
    {
        foreach (var path in ValuesOf(SomeExport.Of(Honest).Json(JournalPublication.ManifestName)))
        {
            var export = SomeExport.Of(Honest);
            export.Edit(manifest => Change(manifest, path));
            // The date of a file may be later than its entries: a day that was published already goes with the next.
            if (path[^1] != "date" && (path[^1] != "open" || path[1] != "3"))
                Assert.NotEmpty(export.Fault());
        }
    }

    private static void AssertNames(string fault, int n)
    {
        // What a falsified entry breaks may show at a later one; it is never told of an earlier one alone.
        var range = EntryRange().Match(fault);
        Assert.True(range.Success, fault);
        var last = range.Groups["last"].Success ? range.Groups["last"].Value : range.Groups["first"].Value;
        Assert.True(int.Parse(last, null) >= n, $"{n}: {fault}");
    }

    private static bool Do(Action act)
    {
        act();
        return true;
    }

    /// <summary>The path of every value in a document.</summary>
    private static IEnumerable<string[]> ValuesOf(JsonNode? node, params string[] path) => node switch
    {
        JsonObject named => named.SelectMany(pair => ValuesOf(pair.Value, [.. path, pair.Key])),
        JsonArray items => items.SelectMany((item, i) => ValuesOf(item, [.. path, $"{i}"])),
        _ => [path],
    };

    private static void Change(JsonNode json, string[] path)
    {
        var parent = path[..^1].Aggregate(json, (node, step) =>
            node is JsonArray items ? items[int.Parse(step, null)]! : node[step]!);
        var (index, old) = parent is JsonArray list
            ? (int.Parse(path[^1], null), list[int.Parse(path[^1], null)])
            : (-1, parent[path[^1]]);
        JsonNode changed = old?.GetValueKind() switch
        {
            JsonValueKind.Number => old.GetValue<long>() + 1,
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.String => Other(old.GetValue<string>()),
            _ => "something",
        };
        if (parent is JsonArray array)
            array[index] = changed;
        else
            parent[path[^1]] = changed;
    }

    private static string Other(string text) =>
        text.Length == 0 ? "x" : text[..^1] + (text[^1] == '1' ? '2' : '1');

    [GeneratedRegex("^entr(y|ies) (?<first>[0-9]+)( to (?<last>[0-9]+))?:")]
    private static partial Regex EntryRange();
}
