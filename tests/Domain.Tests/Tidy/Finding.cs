namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>Something untidy, with its place.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Line">From 1; 0 when it concerns the whole file.</param>
/// <param name="What">What is wrong.</param>
internal sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}({Line}): {What}";
}
