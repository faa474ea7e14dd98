namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// The issues of one document. A hostile document of a megabyte can have a hundred thousand of them; after the first
/// thousand one more says that the list was cut.
/// </summary>
internal sealed class IssueList
{
    public const int Max = 1000;

    private readonly List<Issue> issues = [];

    public IReadOnlyList<Issue> Items => issues;

    /// <summary>True when nothing more is listed, so that looking further is of no use.</summary>
    public bool IsFull => issues.Count > Max;

    public void Add(Issue issue)
    {
        if (issues.Count < Max)
            issues.Add(issue);
        else if (issues.Count == Max)
            issues.Add(DocumentIssues.TooManyIssues(Max));
    }
}
