namespace CarbonRegistry.Domain.Notices;

/// <summary>An application with what a supplement brought.</summary>
/// <param name="Application">The application after the supplement.</param>
/// <param name="Issues">What was brought although it was not missing, as pointers into the supplement.</param>
public sealed record PapersApplied(AccountApplication Application, IReadOnlyList<Issue> Issues);

/// <summary>
/// The papers of ¶13 that an application needs before its term runs: representatives, each with a power of attorney.
/// </summary>
public static class Papers
{
    private const string List = "/representatives";

    /// <summary>What is still missing, as JSON pointers into the application; empty when it is complete.</summary>
    /// <param name="application">The application as it was received.</param>
    /// <param name="supplements">Its supplements in the order of receipt; the same one twice does no harm.</param>
    public static IReadOnlyList<string> Missing(
        AccountApplication application, IEnumerable<DocumentSupplement> supplements)
    {
        return Missing(supplements.Aggregate(application, (known, supplement) => Apply(known, supplement).Application));
    }

    /// <summary>What the application lacks, as JSON pointers; empty when it is complete.</summary>
    public static IReadOnlyList<string> Missing(AccountApplication application)
    {
        if (application.Representatives.Count == 0)
            return [List];
        return
        [
            .. application.Representatives
                .Index()
                .Where(entry => entry.Item.PowerOfAttorney is null)
                .Select(entry => JsonPointer.Field(JsonPointer.Element(List, entry.Index), "powerOfAttorney")),
        ];
    }

    /// <summary>
    /// Adds what a supplement brings. While something is missing, a representative with a new IIN is added and one
    /// that waits for its power of attorney gets it. What was there already stays as it was, with an issue.
    /// </summary>
    public static PapersApplied Apply(AccountApplication application, DocumentSupplement supplement)
    {
        var complete = Missing(application).Count == 0;
        var merged = application.Representatives.ToList();
        var issues = new List<Issue>();
        foreach (var (index, brought) in supplement.Representatives.Index())
        {
            var place = merged.FindIndex(known => known.Iin == brought.Iin);
            var isNew = place < 0 && !complete;
            var completes = place >= 0 && merged[place].PowerOfAttorney is null && brought.PowerOfAttorney is not null;
            if (isNew)
                merged.Add(brought);
            else if (completes)
                merged[place] = brought;
            else
                issues.Add(DocumentIssues.NotMissing(JsonPointer.Element(List, index)));
        }

        return new PapersApplied(application with { Representatives = merged }, issues);
    }
}
