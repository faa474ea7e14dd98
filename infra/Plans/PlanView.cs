using System.Globalization;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Plans;

/// <summary>
/// A National Plan as it is answered and archived: a frozen shape. Its canonical form tells whether two workbooks are
/// the same plan.
/// </summary>
public sealed record PlanView(
    string Period,
    string Order,
    DateOnly ApprovedOn,
    DateOnly InForceOn,
    long Total,
    IReadOnlyList<PlanView.InstallationView> Installations,
    IReadOnlyList<PlanView.ReserveView> Reserve)
{
    /// <summary>A line of the plan.</summary>
    public sealed record InstallationView(
        string Code,
        string Name,
        OperatorView Operator,
        string Sector,
        string Region,
        IReadOnlyDictionary<string, long> Years,
        long Total);

    /// <summary>An installation's operator; a legal entity has a BIN, a natural person an IIN.</summary>
    public sealed record OperatorView(string? Bin, string? Iin, string Name);

    /// <summary>A category of the reserve.</summary>
    public sealed record ReserveView(string Category, IReadOnlyDictionary<string, long> Years, long Total);

    /// <summary>The view of a plan.</summary>
    public static PlanView Of(NationalPlan plan) => new(
        plan.Period.ToString(),
        plan.Order,
        plan.ApprovedOn,
        plan.InForceOn,
        plan.Total,
        [.. plan.Installations.Select(OfInstallation)],
        [.. plan.Reserve.Select(
            line => new ReserveView(ReserveCategoryName.Of(line.Category), Years(line.YearUnits), line.Total))]);

    /// <summary>The plan that was kept in this form.</summary>
    /// <exception cref="FormatException">The view was not written by <see cref="Of"/>.</exception>
    public NationalPlan ToPlan()
    {
        var period = PlanPeriod.Parse(Period);
        return new NationalPlan(
            period,
            Order,
            ApprovedOn,
            InForceOn,
            Total,
            [.. Installations.Select(line => new PlanInstallation(
                line.Code,
                line.Name,
                new PlanOperator(
                    IdentificationNumber.Parse(line.Operator.Bin ?? line.Operator.Iin ?? ""), line.Operator.Name),
                line.Sector,
                line.Region,
                Units(period, line.Years)))],
            [.. Reserve.Select(line => new ReserveLine(Category(line.Category), Units(period, line.Years)))]);
    }

    private static InstallationView OfInstallation(PlanInstallation line)
    {
        var id = line.Operator.Id;
        var person = new OperatorView(
            id.IsNaturalPerson ? null : id.Text, id.IsNaturalPerson ? id.Text : null, line.Operator.Name);
        return new(line.Code, line.Name, person, line.Sector, line.Region, Years(line.YearUnits), line.Total);
    }

    private static Dictionary<string, long> Years(YearUnits units) =>
        units.Period.Years.ToDictionary(year => year.ToString(CultureInfo.InvariantCulture), year => units[year]);

    private static YearUnits Units(PlanPeriod period, IReadOnlyDictionary<string, long> years) =>
        new(period, period.Years.Select(year => years[year.ToString(CultureInfo.InvariantCulture)]));

    private static ReserveCategory Category(string name) => ReserveCategoryName.TryParse(name, out var category)
        ? category
        : throw new FormatException($"'{name}' is no category of the reserve.");
}
