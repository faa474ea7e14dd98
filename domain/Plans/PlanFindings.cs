using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Collects issues and warnings; keeps the first thousand of each, so that a bad file cannot fill the memory.
/// </summary>
internal sealed class PlanFindings
{
    internal const int Limit = 1000;

    private readonly List<Issue> issues = [];
    private readonly List<Issue> warnings = [];

    internal IReadOnlyList<Issue> Issues => issues;

    internal IReadOnlyList<Issue> Warnings => warnings;

    internal void Add(Issue issue) => AddTo(issues, issue);

    internal void Warn(Issue warning) => AddTo(warnings, warning);

    private static void AddTo(List<Issue> list, Issue issue)
    {
        if (list.Count < Limit)
            list.Add(issue);
        else if (list.Count == Limit)
            list.Add(PlanIssues.MoreIssues(Limit));
    }
}
