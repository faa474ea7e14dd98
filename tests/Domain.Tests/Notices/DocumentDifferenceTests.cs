using System.Text.Json;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class DocumentDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{ "b" : [1.0, 2e0], "a": 1 }""", "")]
    [InlineData("""{"a":"é"}""", """{"a":"\u00e9"}""", "")]
    [InlineData("""{"a":"é"}""", """{"a":"e\u0301"}""", "/a")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "/a")]
    [InlineData("""{"a":null}""", """{}""", "/a")]
    [InlineData("""{}""", """{"a":null}""", "/a")]
    [InlineData("""{"a":true}""", """{"a":false}""", "/a")]
    [InlineData("""{"z":1,"a":{"b":[{"c":1},2]}}""", """{"z":2,"a":{"b":[{"c":2},2,3]}}""", "/a/b/0/c /a/b/2 /z")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2]}""", "/a/0 /a/1")]
    [InlineData("""{"a/b~c":1}""", """{"a/b~c":2}""", "/a~1b~0c")]
    [InlineData("""{"":1}""", """{"":2}""", "/")]
    [InlineData("""[]""", """{}""", "")]
    public void Describe_TwoDocuments_PointsAtTheSmallestParts(string stored, string received, string pointers)
    {
        using var first = JsonDocument.Parse(stored);
        using var second = JsonDocument.Parse(received);
        var different = DocumentDifference.Describe(first.RootElement, second.RootElement);
        Assert.Equal(pointers, string.Join(' ', different));
        // The pointer to a whole document is the empty text, so the count tells it from no difference.
        Assert.Equal(pointers.Length > 0 || stored == "[]", different.Count > 0);
    }
}
