using System.Reflection;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Tests.Tidy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Domain.Tests.Surface;

/// <summary>
/// The local assemblies show an exact subset of the originals. The approved files hold only lines that the originals,
/// built from their published sources, were seen to have too; so a line beside them is a promise that the originals
/// may not keep.
/// </summary>
public class SurfaceTests
{
    public static TheoryData<string, Assembly> Assemblies => new()
    {
        { "Tables", typeof(TableClient).Assembly },
        { "DurableTask", typeof(TaskName).Assembly },
        { "Functions", typeof(FunctionContext).Assembly },
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicSurface_OfALocalAssembly_IsTheApprovedPartOfTheOriginal(string name, Assembly assembly)
    {
        var approved = RepositoryFiles.Read($"tests/Domain.Tests/Surface/Approved/{name}.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(approved, SurfaceText.Of(assembly));
    }

    [Fact]
    public void Of_ASmallType_TellsWhatACallerCanRelyOn()
    {
        var lines = SurfaceText.Of(typeof(SurfaceSample).Assembly)
            .Where(line => line.Contains(nameof(SurfaceSample), StringComparison.Ordinal))
            .ToList();

        Assert.Contains(
            "CarbonRegistry.Domain.Tests.Surface.SurfaceSample has virtual System.String? Find<T: class>("
            + "System.String key, System.Int32? most = default, System.Boolean exact = true) [obsolete]", lines);
        Assert.Contains("CarbonRegistry.Domain.Tests.Surface.SurfaceSample has System.Int64 Size { get; init }", lines);
        Assert.DoesNotContain(lines, line => line.Contains("Hidden", StringComparison.Ordinal));
    }
}

/// <summary>A type whose surface is known.</summary>
public class SurfaceSample
{
    public long Size { get; init; }

    private protected static int Hidden => 1;

    [Obsolete("It is here to be described.")]
    public virtual string? Find<T>(string key, int? most = null, bool exact = true)
        where T : class => exact && most > 0 ? key : null;
}
