namespace CarbonRegistry.Domain.Notices;

/// <summary>An application with what a supplement brought.</summary>
/// <param name="Application">The application after the supplement.</param>
/// <param name="Issues">What was brought although it was not missing, as pointers into the supplement.</param>
public sealed record PapersApplied(AccountApplication Application, IReadOnlyList<Issue> Issues);

/// <summary>
/// The papers of ¶13 that an application needs before its term runs: representatives, each with a power of attorney.
/// </summary>
public static partial class Papers
{
    private const string List = "/representatives";
    private const string ApprovalField = "/approval";
    private const string ApplicantList = "/applicants";

    /// <summary>What is still missing, as JSON pointers into the application; empty when it is complete.</summary>
    /// <param name="application">The application as it was received.</param>
    /// <param name="supplements">Its supplements in the order of receipt; the same one twice does no harm.</param>
    public static IReadOnlyList<string> Missing(
        AccountApplication application, IEnumerable<DocumentSupplement> supplements)
    {
        return Missing(supplements.Aggregate(application, (known, supplement) => Apply(known, supplement).Application));
    }

    /// <summary>What the application lacks, as JSON pointers; empty when it is complete.</summary>
    public static IReadOnlyList<string> Missing(AccountApplication application) =>
        Missing(application.Representatives, List);

    /// <summary>
    /// Adds what a supplement brings. While something is missing, a representative with a new IIN is added and one
    /// that waits for its power of attorney gets it. What was there already stays as it was, with an issue.
    /// </summary>
    public static PapersApplied Apply(AccountApplication application, DocumentSupplement supplement)
    {
        var issues = new List<Issue>();
        var merged = Merge(application.Representatives, supplement.Representatives, List, issues);
        if (supplement.Approval is not null)
            issues.Add(DocumentIssues.NotMissing(ApprovalField));
        issues.AddRange(NotMissing(ApplicantList, supplement.Applicants.Count));
        return new PapersApplied(application with { Representatives = merged }, issues);
    }

    private static IReadOnlyList<string> Missing(IReadOnlyList<Representative> representatives, string list) =>
        representatives.Count == 0
            ? [list]
            :
            [
                .. representatives
                    .Index()
                    .Where(entry => entry.Item.PowerOfAttorney is null)
                    .Select(entry => JsonPointer.Field(JsonPointer.Element(list, entry.Index), "powerOfAttorney")),
            ];

    private static List<Representative> Merge(
        IReadOnlyList<Representative> before, IReadOnlyList<Representative> more, string list, List<Issue> issues)
    {
        var complete = Missing(before, list).Count == 0;
        var merged = before.ToList();
        foreach (var (index, brought) in more.Index())
        {
            var place = merged.FindIndex(known => known.Iin == brought.Iin);
            var isNew = place < 0 && !complete;
            var completes = place >= 0 && merged[place].PowerOfAttorney is null && brought.PowerOfAttorney is not null;
            if (isNew)
                merged.Add(brought);
            else if (completes)
                merged[place] = brought;
            else
                issues.Add(DocumentIssues.NotMissing(JsonPointer.Element(list, index)));
        }

        return merged;
    }

    private static IEnumerable<Issue> NotMissing(string list, int count) =>
        Enumerable.Range(0, count).Select(index => DocumentIssues.NotMissing(JsonPointer.Element(list, index)));
}
