using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Checks what was read: unique installations, one name for an operator, all categories of the reserve, and every
/// stated sum (Order 251, ¶12; Code, article 290). Nothing here reads a cell.
/// </summary>
internal static class PlanCheck
{
    internal static void Check(PlanDraft draft, PlanPeriod period, PlanFindings issues)
    {
        CheckInstallations(draft.Installations, issues);
        CheckOperators(draft.Installations, issues);
        CheckCategories(draft, issues);
        var allocated = SumCheck.Check(draft.Installations, period, issues);
        var reserved = SumCheck.Check(draft.Reserve, period, issues);
        // A sum over rows that could not be read would only repeat their issues.
        if (draft.Requisites.Total is not { Value: { } stated, Place: var place } || allocated is null
            || reserved is null)
            return;
        if (allocated.Value + reserved.Value != stated)
            issues.Add(PlanIssues.PlanTotalMismatch(place, stated, SumCheck.Shown(allocated.Value),
                SumCheck.Shown(reserved.Value), SumCheck.Shown(allocated.Value + reserved.Value)));
    }

    private static void CheckInstallations(IReadOnlyList<UnitsLine> lines, PlanFindings issues)
    {
        var first = new Dictionary<string, (UnitsLine Line, bool Reported)>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => !line.IsSum && line.Code.Length > 0))
        {
            if (first.TryAdd(line.Code, (line, false)))
                continue;
            var (other, reported) = first[line.Code];
            if (!reported)
                issues.Add(Duplicate(other, line));
            first[line.Code] = (other, true);
            issues.Add(Duplicate(line, other));
        }
    }

    private static Issue Duplicate(UnitsLine line, UnitsLine other) =>
        PlanIssues.DuplicateInstallation(line.Place(Heading.Code), line.Code, other.Place(Heading.Code));

    private static void CheckOperators(IReadOnlyList<UnitsLine> lines, PlanFindings issues)
    {
        var first = new Dictionary<IdentificationNumber, UnitsLine>();
        var warned = new HashSet<(IdentificationNumber, string)>();
        foreach (var line in lines.Where(line => !line.IsSum && line.Operator != default
            && line.OperatorName.Length > 0))
        {
            if (first.TryAdd(line.Operator, line) || first[line.Operator].OperatorName == line.OperatorName)
                continue;
            var other = first[line.Operator];
            if (warned.Add((line.Operator, line.OperatorName)))
                issues.Warn(PlanIssues.OperatorNamesDiffer(line.Place(Heading.OperatorName), line.Operator.Text,
                    line.OperatorName, other.OperatorName, other.Place(Heading.OperatorName)));
        }
    }

    private static void CheckCategories(PlanDraft draft, PlanFindings issues)
    {
        if (draft.ReserveHeader.Sheet is null)
            return;
        var found = new Dictionary<ReserveCategory, UnitsLine>();
        foreach (var line in draft.Reserve.Where(line => !line.IsSum && line.Category != default))
        {
            if (found.TryAdd(line.Category, line))
                continue;
            var other = found[line.Category];
            issues.Add(PlanIssues.ReserveCategoryRepeated(line.Place(Heading.Category), other.Place(Heading.Category)));
        }
        foreach (var category in ReserveCategoryName.All.Where(category => !found.ContainsKey(category)))
            issues.Add(PlanIssues.ReserveCategoryMissing(draft.ReserveHeader, CategoryWords.NameOf(category)));
    }
}
