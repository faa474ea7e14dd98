using System.Globalization;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>
/// A National Plan written as a table: the period alone on the first row, then one row an installation (code, BIN or
/// IIN, units a year) or a category of the reserve (name, units a year). Categories that are not named have none.
/// </summary>
internal static class PlanTable
{
    public const string Operator = "210140000016";
    public const string Other = "010240005554";
    public const string Person = "820101300307";

    /// <summary>Two years; A has units in both, Z is named and has none, P belongs to a natural person.</summary>
    public const string Usual = """
        2022-2023
        A                       210140000016  60  40
        B                       010240005554  30  20
        P                       820101300307  5   5
        Z                       010240005554  0   0
        newInstallations        10  20
        unaccountedInstallations  1   2
        capacityIncrease        5   5
        administeredTransition  0   1
        auction                 7   8
        """;

    public static NationalPlan Read(string text)
    {
        var rows = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var period = PlanPeriod.Parse(rows[0][0]);
        var reserve = rows.Skip(1).Where(row => ReserveCategoryName.TryParse(row[0], out _)).ToList();
        var installations = rows.Skip(1).Except(reserve).Select(row => Installation(period, row)).ToList();
        var lines = ReserveCategoryName.All.Select(category => new ReserveLine(category, Units(
            period, reserve.Find(row => row[0] == ReserveCategoryName.Of(category))?[1..]))).ToList();
        var total = installations.Sum(line => line.Total) + lines.Sum(line => line.Total);
        var approved = new DateOnly(period.FirstYear, 7, 11);
        return new NationalPlan(period, "525-Д", approved, approved.AddDays(14), total, installations, lines);
    }

    private static PlanInstallation Installation(PlanPeriod period, string[] row)
    {
        var person = new PlanOperator(IdentificationNumber.Parse(row[1]), $"Operator of {row[0]}");
        return new PlanInstallation(row[0], $"Plant {row[0]}", person, "Energy", "Abai", Units(period, row[2..]));
    }

    private static YearUnits Units(PlanPeriod period, string[]? cells) => new(period, cells is null
        ? period.Years.Select(_ => 0L)
        : cells.Select(cell => long.Parse(cell, CultureInfo.InvariantCulture)));
}
