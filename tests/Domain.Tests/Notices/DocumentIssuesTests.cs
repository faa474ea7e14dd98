using System.Reflection;
using System.Text;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>What every issue of the list has in common.</summary>
public sealed class DocumentIssuesTests
{
    private static readonly Dictionary<Type, object> Arguments = new()
    {
        [typeof(string)] = "/x",
        [typeof(int)] = 7,
        [typeof(TextPosition)] = new TextPosition(1, 2),
        [typeof(JsonForm)] = JsonForm.List,
        [typeof(LookAlike)] = new LookAlike(1, "U+041A", 'K'),
        [typeof(DateOnly)] = new DateOnly(2022, 7, 29),
        [typeof(IssuerRole)] = IssuerRole.Exchange,
        [typeof(IEnumerable<string>)] = new[] { "a", "b" },
    };

    private static readonly Issue[] All =
    [
        .. typeof(DocumentIssues).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(method => method.IsAssembly && method.ReturnType == typeof(Issue))
            .Select(method => (Issue)method.Invoke(null, Values(method))!),
    ];

    [Fact]
    public void EveryIssue_HasACodeOfItsOwn()
    {
        Assert.All(All, issue => Assert.Matches("^[a-z][a-zA-Z0-9]+$", issue.Code));
        var shared = All.GroupBy(issue => issue.Code).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Equal(["issuerNotAllowed"], shared);
        Assert.True(All.Length > 40);
    }

    [Fact]
    public void EveryIssue_SpeaksThreeLanguages() => Assert.All(All, issue =>
    {
        string[] texts = [issue.Text.Kk, issue.Text.Ru, issue.Text.En];
        Assert.Equal(3, texts.Distinct().Count());
        Assert.All(texts, text => Assert.Matches(@"[.?]$", text));
        Assert.Matches("[а-яё]", issue.Text.Ru);
        Assert.Matches("[әғқңөұүһі]", issue.Text.Kk.ToLowerInvariant());
        Assert.DoesNotMatch("[әғқңөұүһі]", issue.Text.Ru.ToLowerInvariant());
        Assert.NotNull(issue.Field);
    });

    [Fact]
    public void LongNames_AreCutInSentences()
    {
        var name = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 1000));
        var text = DocumentIssues.UnknownField("/x", name, null).Text.En;
        Assert.True(text.Length < 120);
        Assert.DoesNotContain(Rune.ReplacementChar, text.EnumerateRunes());
    }

    private static object[] Values(MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => Arguments[parameter.ParameterType])];
}
