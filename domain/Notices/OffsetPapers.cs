namespace CarbonRegistry.Domain.Notices;

/// <summary>An offset application with what a supplement brought.</summary>
/// <param name="Application">The application after the supplement.</param>
/// <param name="Issues">What was brought although it was not missing, as pointers into the supplement.</param>
public sealed record OffsetPapersApplied(OffsetAccountApplication Application, IReadOnlyList<Issue> Issues);

/// <summary>
/// The papers that an offset application needs (¶24, 25): the approval of the project and, for each applicant, the
/// papers of ¶13.
/// </summary>
public static partial class Papers
{
    /// <summary>What is still missing, as JSON pointers into the application; empty when it is complete.</summary>
    /// <param name="application">The application as it was received.</param>
    /// <param name="supplements">Its supplements in the order of receipt; the same one twice does no harm.</param>
    public static IReadOnlyList<string> Missing(
        OffsetAccountApplication application, IEnumerable<DocumentSupplement> supplements) =>
        Missing(supplements.Aggregate(application, (known, supplement) => Apply(known, supplement).Application));

    /// <summary>What the application lacks, as JSON pointers; empty when it is complete.</summary>
    public static IReadOnlyList<string> Missing(OffsetAccountApplication application) =>
    [
        .. application.Approval is null ? (string[])[ApprovalField] : [],
        .. application.Applicants.Index().SelectMany(entry =>
            Missing(entry.Item.Representatives, RepresentativesOf(entry.Index))),
    ];

    /// <summary>
    /// Adds what a supplement brings: the approval, and representatives of applicants whom the application names, by
    /// the rule of the other applications. What was there already stays as it was, with an issue.
    /// </summary>
    public static OffsetPapersApplied Apply(OffsetAccountApplication application, DocumentSupplement supplement)
    {
        var issues = new List<Issue>(NotMissing(List, supplement.Representatives.Count));
        if (application.Approval is not null && supplement.Approval is not null)
            issues.Add(DocumentIssues.NotMissing(ApprovalField));
        var merged = application.Applicants.ToList();
        foreach (var (index, brought) in supplement.Applicants.Index())
        {
            var place = merged.FindIndex(known => known.Party.Id == brought.Party.Id);
            if (place < 0 || Missing(merged[place].Representatives, List).Count == 0)
            {
                issues.Add(DocumentIssues.NotMissing(JsonPointer.Element(ApplicantList, index)));
                continue;
            }

            var representatives = Merge(
                merged[place].Representatives, brought.Representatives, RepresentativesOf(index), issues);
            merged[place] = merged[place] with { Representatives = representatives };
        }

        return new OffsetPapersApplied(
            application with { Approval = application.Approval ?? supplement.Approval, Applicants = merged }, issues);
    }

    private static string RepresentativesOf(int applicant) =>
        JsonPointer.Element(ApplicantList, applicant) + List;
}
