using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Verifier;

namespace CarbonRegistry.Domain.Tests.Verifier;

/// <summary>A published journal of a few days, held in memory, with the keys to publish a falsified one too.</summary>
internal sealed class SomeExport : PublishedSource
{
    public static readonly HeadSigner Registry = HeadSigner.FromPem(HeadSigner.Draw())!;
    public static readonly HeadSigner Stranger = HeadSigner.FromPem(HeadSigner.Draw())!;

    /// <summary>The entries as the registry posted them.</summary>
    public static IReadOnlyList<string> Honest { get; } = Post();

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<DayForm> Days { get; } = [];

    /// <summary>What is published for some lines, as the registry would do it.</summary>
    public static SomeExport Of(IReadOnlyList<string> lines, HeadSigner? signer = null)
    {
        var export = new SomeExport();
        export.AddDays(lines);
        export.Seal(lines, signer ?? Registry, [new HeadKey((signer ?? Registry).PublicKey, 0, null)]);
        return export;
    }

    public override Stream Open(string name) => Files.TryGetValue(name, out var bytes)
        ? new MemoryStream(bytes, writable: false)
        : throw new UnprovedException(name, "the file is missing");

    public override IEnumerable<string> HeadNames() =>
        Files.Keys.Where(name => name.StartsWith("heads/", StringComparison.Ordinal));

    public Proof Verify(Head? since = null, string? key = null) => Verification.Run(this, since, key);

    public string Fault(Head? since = null, string? key = null) =>
        Assert.Throws<UnprovedException>(() => Verify(since, key)).Message;

    public Head HeadOf(int size) => Manifest.Read<Head>("head", Files[SignedHeads.NameOf(size)]);

    public string Text(DayForm day) => Encoding.UTF8.GetString(Files[day.Name]);

    /// <summary>
    /// Replaces the lines of a file; with the manifest made to fit when the forger has thought of it.
    /// </summary>
    public void Replace(DayForm day, IEnumerable<string> lines, bool fitManifest)
    {
        var all = lines.ToList();
        Files[day.Name] = Encoding.UTF8.GetBytes(string.Concat(all.Select(line => line + "\n")));
        if (!fitManifest)
            return;
        var manifest = Json(JournalPublication.ManifestName);
        var entry = manifest["files"]!.AsArray().Single(one => (string)one!["name"]! == day.Name)!;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Files[day.Name]));
        Write(JournalPublication.ManifestName, manifest);
    }

    public JsonNode Json(string name) => JsonNode.Parse(Files[name])!;

    public void Write(string name, JsonNode json) => Files[name] = Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>Changes the manifest.</summary>
    public void Edit(Action<JsonNode> change)
    {
        var manifest = Json(JournalPublication.ManifestName);
        change(manifest);
        Write(JournalPublication.ManifestName, manifest);
    }

    /// <summary>A line with something changed, in canonical form again.</summary>
    public static string Changed(string line, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(line)!;
        change(json);
        return Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    /// <summary>A line that may follow, with what it says of its own.</summary>
    public static string Next(List<string> lines, string own) => Changed(lines[^1], json =>
    {
        json.AsObject().Remove("moves");
        json.AsObject().Remove("accountOpened");
        json.AsObject().Remove("accountBlocked");
        json.AsObject().Remove("balances");
        json.AsObject().Remove("corrects");
        json["n"] = lines.Count;
        json["procedure"] = $"next-{lines.Count}";
        json["instruction"] = $"next-{lines.Count}/act";
        foreach (var (name, value) in JsonNode.Parse(own)!.AsObject())
            json[name] = value!.DeepClone();
    });

    private void AddDays(IReadOnlyList<string> lines)
    {
        foreach (var day in lines.Index().GroupBy(line => ((string)JsonNode.Parse(line.Item)!["at"]!)[..10]))
        {
            var date = DateOnly.Parse(day.Key, null);
            var name = $"export/{day.Key}.ndjson";
            Files[name] = Encoding.UTF8.GetBytes(string.Concat(day.Select(line => line.Item + "\n")));
            Days.Add(new DayForm(
                name, date, false, day.First().Index, day.Last().Index, day.Count(),
                Convert.ToHexStringLower(SHA256.HashData(Files[name]))));
        }
    }

    public void Seal(IReadOnlyList<string> lines, HeadSigner signer, IReadOnlyList<HeadKey> keys)
    {
        var tree = new MerkleFrontier();
        var state = new LedgerState();
        var sound = true;
        foreach (var line in lines)
        {
            tree.Append(MerkleTree.LeafHash(Encoding.UTF8.GetBytes(line)));
            sound = sound && Applies(state, line);
            if (Days.Any(day => day.Last + 1 == tree.Size))
                AddHead(signer.Sign(tree.Size, tree.Root(), At(line)));
        }
        Files["export/dictionary.md"] = "What the fields mean."u8.ToArray();
        Files["export/totals.json"] = PublishedFiles.Json(TotalsForm.Of(state));
        var head = Manifest.Read<HeadForm>("head", Files[SignedHeads.NameOf(tree.Size)]);
        Files[JournalPublication.ManifestName] = PublishedFiles.Json(new ManifestForm(
            1, head, [.. keys.Select(KeyForm.Of)], Days, FileOf("export/totals.json"), FileOf("export/dictionary.md")));
    }

    private void AddHead(SignedHead head) =>
        Files[SignedHeads.NameOf(head.Size)] = PublishedFiles.Json(HeadForm.Of(head));

    private FileForm FileOf(string name) => new(name, Convert.ToHexStringLower(SHA256.HashData(Files[name])));

    private static DateTimeOffset At(string line) => SignedHead.MomentOf((string)JsonNode.Parse(line)!["at"]!)!.Value;

    private static bool Applies(LedgerState state, string line)
    {
        try
        {
            state.Apply(EntryForm.Read(Encoding.UTF8.GetBytes(line)));
            return true;
        }
        catch (Exception unsound) when (unsound is JournalCorruptException or LedgerCorruptException)
        {
            return false;
        }
    }

    private static List<string> Post()
    {
        var state = new LedgerState();
        var lines = new List<string>();
        foreach (var (day, act) in Acts(lines))
        {
            var instruction = new Instruction(
                $"procedure-{lines.Count}/act",
                $"procedure-{lines.Count}",
                Some.Basis,
                new DateTimeOffset(2022, 7, 24 + day, 17, 0, 0, TimeSpan.FromHours(6)),
                ["registrar-1", "registrar-2"],
                act);
            var accepted = Assert.IsType<BatchDecision.Accepted>(LedgerBatch.DecideAll(state, [instruction]));
            lines.AddRange(accepted.Entries.Select(entry => Encoding.UTF8.GetString(EntryForm.Write(entry))));
        }
        return lines;
    }

    private static IEnumerable<(int Day, Act Act)> Acts(List<string> lines)
    {
        var (a, b) = (Some.Of("KZ-0001"), Some.Of("KZ-0002"));
        yield return (1, Some.Open(
            new AccountToOpen(AccountKind.Issuance, null, null, Some.Period),
            new AccountToOpen(AccountKind.Reserve, null, null, Some.Period),
            new AccountToOpen(AccountKind.Surrender, null, null, null),
            new AccountToOpen(AccountKind.Installation, "970140000112", "KZ-0001", null),
            new AccountToOpen(AccountKind.Installation, "p-0123456789abcdef0123", "KZ-0002", null)));
        yield return (1, Some.Issue(1000, new IssueLine(900, Some.Year(2022, "KZ-0001")),
            new IssueLine(100, Some.Year(2022, "KZ-0002"))));
        yield return (1, Some.Move(MoveCode.T05, Some.Of(AccountKind.Issuance), a, new Selection.Line("KZ-0001", 900)));
        yield return (1, Some.Move(MoveCode.T05, Some.Of(AccountKind.Issuance), b, new Selection.Line("KZ-0002", 100)));
        yield return (2, Some.Move(MoveCode.T16, a, b, Some.Units(50)));
        yield return (2, Some.Move(MoveCode.T16, b, a, Some.Units(20)));
        yield return (2, new Act.BlockAccount(b, "notSubmitted"));
        yield return (3, Some.Move(MoveCode.T19, a, Some.Of(AccountKind.Surrender), Some.Units(300)));
        yield return (3, new Act.Correct(EntryForm.Read(Encoding.UTF8.GetBytes(lines[^1]))));
        yield return (4, new Act.UnblockAccount(b, ["notSubmitted"]));
        yield return (4, Some.Move(MoveCode.T19, a, Some.Of(AccountKind.Surrender), Some.Units(10)));
        yield return (4, Some.Move(MoveCode.T10, b, Some.Of(AccountKind.Reserve), Some.Units(5)));
    }
}
