using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Http;

/// <summary>An issue as answers and files show it.</summary>
internal sealed record IssueView(string Code, string Message, string? Sheet, int? Row, string? Column, string? Field)
{
    /// <summary>The issue in the language of the reader.</summary>
    public static IssueView Of(Issue issue, string language) =>
        new(issue.Code, issue.Text.In(language), issue.Sheet, issue.Row, issue.Column, issue.Field);
}
