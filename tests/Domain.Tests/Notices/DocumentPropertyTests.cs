using System.Text;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Notices;
using FsCheck;
using FsCheck.Fluent;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>What holds for every input. A failing run prints its seed and the smallest counterexample.</summary>
public sealed class DocumentPropertyTests
{
    private static readonly IdentificationNumber Issuer = IdentificationNumber.Parse("131040012349");

    private static readonly byte[][] AllSamples = [.. Samples.Names.Concat(KindSamples.Names).Select(Samples.Bytes)];

    /// <summary>Texts of the characters that matter: letters of several scripts, marks, signs, separators.</summary>
    private static readonly Gen<string> Number = Gen
        .Elements(
            "а", "Й", "И", "\u0306", "\u0323", "Қ", "Z", "7", "٣", "\U00010400", "-", ".", "_", "~", "/", " ", "№",
            "\U0001F600", "037611c6")
        .NonEmptyListOf()
        .Select(string.Concat);

    private static readonly Gen<string> Snippet = Gen.Elements(
        "\"", "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "0", "-", "e9", "null", "\u0000", "К", " ");

    [Fact]
    public void Read_RandomBytes_NeverThrows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IsWhole(DocumentReader.Read(bytes))));

    [Fact]
    public void Read_RandomChangesOfSamples_NeverThrows()
    {
        var change =
            from sample in Gen.Choose(0, AllSamples.Length - 1)
            from edits in (from place in Gen.Choose(0, 2000)
                           from value in Snippet
                           from dropped in Gen.Choose(0, 3)
                           select (place, value, dropped)).NonEmptyListOf()
            select (sample, edits);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(
                Arb.From(change),
                given => IsWhole(DocumentReader.Read(Changed(AllSamples[given.sample], given.edits)))));
    }

    [Fact]
    public void Read_OtherOrderAndWhiteSpace_HasTheSameHash()
    {
        var shuffle = from sample in Gen.Choose(0, AllSamples.Length - 1)
                      from seed in Gen.Choose(0, int.MaxValue - 1)
                      select (sample, seed);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(shuffle), given =>
        {
            var original = AllSamples[given.sample];
            var shuffled = Shuffled(JsonNode.Parse(original)!, new Random(given.seed)).ToJsonString();
            var spaced = Encoding.UTF8.GetBytes($"\r\n {shuffled}\t");
            return DocumentReader.Read(spaced).CanonicalSha256 == DocumentReader.Read(original).CanonicalSha256;
        }));
    }

    [Fact]
    public void ProcedureId_DifferentNumbers_NeverShareOne()
    {
        var any = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get);
        var pair = from first in Gen.OneOf(Number, any)
                   from second in Gen.OneOf(Number, Gen.Elements($"{first}_", $"{first}/", first.Replace('/', '_')))
                   select (first: WithoutSurrogates(first), second: WithoutSurrogates(second));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(pair), given =>
            (NormalFormC.Of(given.first) == NormalFormC.Of(given.second)) == (Id(given.first) == Id(given.second))));
    }

    [Fact]
    public void ProcedureId_Printed_IsReadAsTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Arb.From(Number), number =>
            ProcedureId.TryParse(Id(number).ToString(), out var parsed) && parsed == Id(number)));

    [Fact]
    public void ProcedureId_AnyText_IsRefusedOrPrintsTheSame()
    {
        var text = Gen
            .Elements(
                "planInForce", "withdrawal", ".", ".", ".", "2022-2025", "2022", "131040012349", "p-1", "x", "_", "~",
                "037611c6", "\ud800", "\u0306")
            .ListOf()
            .Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Arb.From(text), given =>
            !ProcedureId.TryParse(given, out var id) || id.ToString() == given));
    }

    [Fact]
    public void NormalFormC_OfItself_IsTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Arb.From(Number), text => NormalFormC.Of(NormalFormC.Of(text)) == NormalFormC.Of(text)));

    private static ProcedureId Id(string number) => ProcedureId.Of(DocumentKind.Withdrawal, Issuer, 2022, number);

    /// <summary>Either a document or issues; every issue has a pointer and a text in each language.</summary>
    private static bool IsWhole(DocumentReading reading) =>
        (reading.Document is null) == (reading.Issues.Count > 0)
        && (reading.CanonicalBytes is null) == (reading.CanonicalSha256 is null)
        && (reading.Document is null || reading.CanonicalBytes is not null)
        && reading.Issues.All(issue => issue.Field is not null
            && issue.Text.Kk.Length > 0 && issue.Text.Ru.Length > 0 && issue.Text.En.Length > 0);

    private static byte[] Changed(byte[] sample, IEnumerable<(int Place, string Value, int Dropped)> edits)
    {
        var bytes = sample.ToList();
        foreach (var (place, value, dropped) in edits)
        {
            var at = place % bytes.Count;
            bytes.RemoveRange(at, Math.Min(dropped, bytes.Count - at));
            bytes.InsertRange(at, Encoding.UTF8.GetBytes(value));
        }

        return [.. bytes];
    }

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        if (node is not JsonObject fields)
            return node.DeepClone();
        var shuffled = fields.ToArray();
        random.Shuffle(shuffled);
        return new JsonObject(shuffled.Select(field =>
            KeyValuePair.Create(field.Key, (JsonNode?)Shuffled(field.Value!, random))));
    }

    private static string WithoutSurrogates(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
