using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Tests.Procedures;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>What a new version of a plan, or a draft, changes.</summary>
public sealed class PlanDifferenceTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Fact]
    public void Of_ThePlanItself_IsEmpty()
    {
        var difference = PlanDifference.Of(Plan, PlanTable.Read(PlanTable.Usual));

        Assert.Empty(difference.Added);
        Assert.Empty(difference.Removed);
        Assert.Empty(difference.Changed);
        Assert.Empty(difference.Reserve);
        Assert.Empty(difference.Years);
        Assert.Equal((219, 219), (difference.Before, difference.After));
    }

    [Fact]
    public void Of_LinesAddedRemovedAndMoved_NamesThemWithTheirYears()
    {
        var after = PlanTable.Read(PlanTable.Usual
            .Replace("Z  ", "N  ")
            .Replace("60  40", "50  50")
            .Replace("newInstallations        10  20", "newInstallations 11 20"));
        var difference = PlanDifference.Of(Plan, after);

        Assert.Equal(["N"], difference.Added.Select(line => line.Code));
        Assert.Equal(["Z"], difference.Removed.Select(line => line.Code));
        var change = Assert.Single(difference.Changed);
        Assert.Equal(("A", "volumes"), (change.After.Code, Assert.Single(change.Fields)));
        Assert.Equal([new YearChange(2022, 60, 50), new YearChange(2023, 40, 50)], change.Years);
        var reserve = Assert.Single(difference.Reserve);
        Assert.Equal(ReserveCategory.NewInstallations, reserve.Category);
        Assert.Equal(new YearChange(2022, 10, 11), Assert.Single(reserve.Years));
        Assert.Equal([-9L, 10L], difference.Years.Select(year => year.After - year.Before));
        Assert.Equal((219, 220), (difference.Before, difference.After));
        Assert.Equal(["A", "newInstallations"], difference.LinesWithOtherVolumes);
    }

    [Fact]
    public void Of_OtherWordsOnly_NamesTheFieldsAndNoYear()
    {
        var line = Plan.Installations[0];
        var other = line with
        {
            Name = "Other",
            Sector = "Metal",
            Region = "Astana",
            Operator = new PlanOperator(Plan.Installations[1].Operator.Id, "Other"),
        };
        var difference = PlanDifference.Of(Plan, Plan with { Installations = [other, .. Plan.Installations.Skip(1)] });

        Assert.Equal(
            ["name", "operator", "operatorName", "sector", "region"], Assert.Single(difference.Changed).Fields);
        Assert.Empty(difference.LinesWithOtherVolumes);
        Assert.Empty(difference.Years);
    }

    [Fact]
    public void Of_DraftOfAnotherPeriod_ComparesYearByYear()
    {
        var draft = PlanTable.Read("2023-2024\nA 210140000016 30 20");
        var difference = PlanDifference.Of(Plan, draft);

        Assert.Equal(
            [new YearChange(2022, 60, 0), new YearChange(2023, 40, 30), new YearChange(2024, 0, 20)],
            Assert.Single(difference.Changed).Years);
        Assert.Equal([2022, 2023, 2024], difference.Years.Select(year => year.Year));
        Assert.Equal((219, 50), (difference.Before, difference.After));
    }
}
