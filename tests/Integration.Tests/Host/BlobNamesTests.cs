using CarbonRegistry.Local.Functions;

namespace CarbonRegistry.Integration.Tests.Host;

public sealed class BlobNamesTests
{
    private static readonly Uri Container = new("http://127.0.0.1:10000/devstoreaccount1/notices");

    [Theory]
    [InlineData("2022/a b.json", "2022/a%20b.json")]
    [InlineData("..%2Fx.json", "..%252Fx.json")]
    [InlineData("../x.json", "..%2Fx.json")]
    [InlineData("a/../b.json", "a%2F..%2Fb.json")]
    [InlineData("a/./b.json", "a%2F.%2Fb.json")]
    [InlineData("%2e%2e/x", "%252e%252e/x")]
    [InlineData("x#y?z", "x%23y%3Fz")]
    [InlineData("/a//b/", "%2Fa%2F%2Fb%2F")]
    [InlineData("№", "%E2%84%96")]
    public void Address_OfName_SaysThatNameAlone(string name, string expected)
    {
        Uri uri = BlobAddress.UriOf(Container, name)!;

        Assert.Equal($"{Container.AbsoluteUri}/{expected}", uri.AbsoluteUri);
        Assert.Equal(name, Uri.UnescapeDataString(uri.AbsoluteUri[(Container.AbsoluteUri.Length + 1)..]));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Address_OfNameThatIsAStep_DoesNotExist(string name)
    {
        Assert.Null(BlobAddress.UriOf(Container, name));
    }

    [Theory]
    [InlineData("plans/{name}.xlsx", "2022/nap.xlsx", "2022/nap")]
    [InlineData("plans/{name}.xlsx", "nap.xlsx.tmp", null)]
    [InlineData("plans/{name}.xlsx", "napxxlsx", null)]
    [InlineData("plans/{name}", "a\nb", "a\nb")]
    [InlineData("plans/in/{name}", "out/a", null)]
    public void Pattern_OfPath_TakesNamesThatFitWhole(string path, string blob, string? name)
    {
        IReadOnlyDictionary<string, object?>? tokens = BlobPattern.Parse(path).Match(blob);

        Assert.Equal(name, tokens?["NAME"]);
    }

    [Fact]
    public void Pattern_WithoutNames_TakesEveryBlob()
    {
        BlobPattern pattern = BlobPattern.Parse("plans");

        Assert.Equal("plans", pattern.Container);
        Assert.NotNull(pattern.Match("../any"));
    }
}
