namespace CarbonRegistry.Verifier;

/// <summary>Where the published files come from.</summary>
public abstract class PublishedSource
{
    /// <summary>Opens a file by its name in the manifest; the stream can be read from any place.</summary>
    /// <exception cref="UnprovedException">There is no such file.</exception>
    public abstract Stream Open(string name);

    /// <summary>The sizes of the kept heads, as far as they can be listed.</summary>
    public virtual IEnumerable<string> HeadNames() => [];

    /// <summary>All bytes of a small file.</summary>
    public byte[] Read(string name)
    {
        using var file = Open(name);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A manifest comes from outside, so that its names are not trusted to stay below the folder.</summary>
    protected static void CheckName(string name)
    {
        var plain = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '/');
        if (!plain || name.StartsWith('/') || name.Contains("..", StringComparison.Ordinal))
            throw new UnprovedException("manifest", $"'{name}' is no name of a published file");
    }
}

/// <summary>A folder with a copy of the container.</summary>
public sealed class FolderSource(string folder) : PublishedSource
{
    /// <inheritdoc/>
    public override Stream Open(string name)
    {
        CheckName(name);
        try
        {
            return File.OpenRead(Path.Combine(folder, name));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnprovedException(name, "the file is missing");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> HeadNames()
    {
        var heads = Path.Combine(folder, "heads");
        return Directory.Exists(heads)
            ? Directory.EnumerateFiles(heads, "*.json").Select(path => "heads/" + Path.GetFileName(path))
            : [];
    }
}

/// <summary>A registry, or a container that anyone may read. Files are kept until the verifier ends.</summary>
public sealed class WebSource(Uri address) : PublishedSource, IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(30) };
    private readonly Uri address =
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    private readonly Dictionary<string, string> copies = [];
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    /// <inheritdoc/>
    public override Stream Open(string name)
    {
        CheckName(name);
        if (!copies.TryGetValue(name, out var copy))
        {
            copy = Path.Combine(folder, copies.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Download(name, copy);
            copies[name] = copy;
        }
        return File.OpenRead(copy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Download(string name, string copy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, name));
        using var answer = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode)
            throw new UnprovedException(name, $"{request.RequestUri} answers {(int)answer.StatusCode}");
        using var content = answer.Content.ReadAsStream();
        using var file = File.Create(copy);
        content.CopyTo(file);
    }
}
