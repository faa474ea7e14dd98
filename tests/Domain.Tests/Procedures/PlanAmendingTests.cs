using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶12: a new version of a plan in force changes words and lines without units, and never a volume.</summary>
public sealed class PlanAmendingTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Fact]
    public void Decide_NewLineWithoutUnitsOfParagraph12_PostsNothing()
    {
        var books = Books.WithAccounts(Plan, "A");
        var proposed = PlanTable.Read(PlanTable.Usual + "\nN 210140000016 0 0");

        var orders = PlanAmending.Decide(Plan, proposed, books.State);
        Assert.Empty(Assert.IsType<Orders.Post>(orders).Acts);
    }

    [Fact]
    public void Decide_LineWithoutUnitsAndAccountOfParagraph12_MayGo()
    {
        var books = Books.WithAccounts(Plan, "A");

        Assert.IsType<Orders.Post>(PlanAmending.Decide(Plan, Without("Z"), books.State));
    }

    [Fact]
    public void Decide_LineWithAnOpenAccount_StaysUntilParagraph22()
    {
        var books = Books.WithAccounts(Plan, "Z");

        Assert.Equal(
            RefusalCode.AmendmentLeavesOutAccount,
            SomePapers.RefusalOf(PlanAmending.Decide(Plan, Without("Z"), books.State)));
    }

    [Theory]
    [InlineData("60  40", "61  39", "A")]
    [InlineData("30  20", "29  20", "B")]
    [InlineData("auction                 7   8", "auction 6 8", "auction")]
    public void Decide_OtherVolumesOfParagraph12_AreRefusedWithTheirLine(string before, string after, string line)
    {
        var books = Books.WithPlan(Plan);
        var orders = PlanAmending.Decide(Plan, PlanTable.Read(PlanTable.Usual.Replace(before, after)), books.State);

        var refusal = Assert.IsType<Orders.Refuse>(orders).Refusal;
        Assert.Equal((RefusalCode.AmendmentChangesVolumes, "¶12"), (refusal.Code, refusal.Paragraph));
        Assert.Contains($": {line}.", refusal.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Objections_NewLineWithUnitsOfParagraph12_AreToldWithTheTotal()
    {
        var books = Books.WithPlan(Plan);
        var proposed = PlanTable.Read(PlanTable.Usual + "\nN 210140000016 5 0");

        Assert.Equal(
            [RefusalCode.AmendmentChangesVolumes, RefusalCode.AmendmentChangesTotal],
            PlanAmending.Objections(Plan, proposed, books.State).Select(refusal => refusal.Code));
    }

    [Fact]
    public void Objections_TotalThatIsNotInCirculation_IsRefused() => Assert.Equal(
        [RefusalCode.AmendmentChangesTotal],
        PlanAmending.Objections(Plan, Plan, new Domain.Ledger.LedgerState()).Select(refusal => refusal.Code));

    [Fact]
    public void Asked_OfANewVersion_AreOperatorsOfAddedLinesAndOfLinesWithoutAnAccount()
    {
        var books = Books.WithAccounts(Plan, "A");
        var proposed = PlanTable.Read(PlanTable.Usual
            .Replace("210140000016  60  40", "010240005554  60  40", StringComparison.Ordinal)
            .Replace("010240005554  30  20", "210140000016  30  20", StringComparison.Ordinal)
            + "\nN 210140000016 0 0");

        Assert.Equal(["B", "N"], PlanAmending.Asked(Plan, proposed, books.State).Select(line => line.Code));
        Assert.Empty(PlanAmending.Asked(Plan, Plan, books.State));
    }

    private static NationalPlan Without(string code) =>
        Plan with { Installations = [.. Plan.Installations.Where(line => line.Code != code)] };
}
