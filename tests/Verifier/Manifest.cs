using System.Text.Json;

namespace CarbonRegistry.Verifier;

/// <summary>A signed head as it is published.</summary>
public sealed record Head(long Size, string Root, string At, string Signature, string KeyId);

/// <summary>A public key as it is published.</summary>
public sealed record Key(string KeyId, string PublicKey, long FirstSize, string? Rotation);

/// <summary>A file of entries.</summary>
public sealed record Day(string Name, DateOnly Date, bool Open, long First, long Last, long Count, string Sha256);

/// <summary>Another file with its hash.</summary>
public sealed record NamedFile(string Name, string Sha256);

/// <summary>What the export consists of.</summary>
public sealed record Manifest(
    int Format,
    Head Head,
    IReadOnlyList<Key> Keys,
    IReadOnlyList<Day> Files,
    NamedFile Totals,
    NamedFile Dictionary)
{
    /// <summary>The manifest's name.</summary>
    public const string Name = "export/manifest.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a JSON file; whatever is missing from it is named.</summary>
    public static T Read<T>(string name, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Form) ?? throw new JsonException("it is null");
        }
        catch (JsonException malformed)
        {
            throw new UnprovedException(name, malformed.Message);
        }
    }

    /// <summary>Reads the manifest and checks that its files are one unbroken run of entries up to the head.</summary>
    public static Manifest Load(PublishedSource source)
    {
        var manifest = Read<Manifest>(Name, source.Read(Name));
        if (manifest.Format != 1)
            throw Wrong($"format {manifest.Format} is not known; this verifier reads format 1");
        long next = 0;
        DateOnly? before = null;
        foreach (var day in manifest.Files)
        {
            if (day.First != next || day.Count < 1 || day.Last != day.First + day.Count - 1)
                throw Wrong($"{day.Name} does not begin with entry {next}, or its count is wrong");
            if (before >= day.Date)
                throw Wrong($"{day.Name} is not later than the file before it");
            if (day.Open && day != manifest.Files[^1])
                throw Wrong($"{day.Name} is open and not the last");
            next = day.Last + 1;
            before = day.Date;
        }
        if (next != manifest.Head.Size)
            throw Wrong($"its files hold {next} entries and its head says {manifest.Head.Size}");
        return manifest;
    }

    private static UnprovedException Wrong(string what) => new("manifest", what);
}
