using CarbonRegistry.Domain.Law;
using A = CarbonRegistry.Domain.Law.RegulatedAct;

namespace CarbonRegistry.Domain.Tests.Law;

/// <summary>The table of terms, written down a second time from the requirements and not from the code.</summary>
public sealed class TermsTests
{
    private static readonly DateOnly[] EventDates =
        [new(2021, 7, 1), new(2024, 6, 7), new(2024, 6, 8), new(2027, 12, 31)];

    [Theory]
    [InlineData(A.PlanInForce, "¶12", 3, true, CountedFrom.EntryIntoForce)]
    [InlineData(A.QuotaCredit, "Code 291(5)", 10, true, CountedFrom.PlanApproval)]
    [InlineData(A.DocumentsRequest, "¶13", 3, true, CountedFrom.EntryIntoForce)]
    [InlineData(A.AccountApplication, "¶14", 3, true, CountedFrom.CompleteDocuments)]
    [InlineData(A.MonitoringPlanDefault, "¶15", 5, true, CountedFrom.Receipt)]
    [InlineData(A.MonitoringPlanAccepted, "¶16", 3, true, CountedFrom.Receipt)]
    [InlineData(A.NewInstallationApplication, "¶17", 3, true, CountedFrom.CompleteDocuments)]
    [InlineData(A.ReserveAllocation, "¶18", 3, false, CountedFrom.Receipt)]
    [InlineData(A.AdditionalAllocation, "¶19", 3, false, CountedFrom.Receipt)]
    [InlineData(A.ReturnToReserve, "¶20(1)", 3, false, CountedFrom.Receipt)]
    [InlineData(A.ReturnAssignment, "¶20(2)", 3, true, CountedFrom.Receipt)]
    [InlineData(A.OperatorChange, "¶21", 5, true, CountedFrom.Receipt)]
    [InlineData(A.InstallationLiquidation, "¶22(1)", 10, true, CountedFrom.Receipt)]
    [InlineData(A.LiquidationAssignment, "¶22(2)", 3, true, CountedFrom.Receipt)]
    [InlineData(A.ReserveTopUp, "¶23", 3, true, CountedFrom.Receipt)]
    [InlineData(A.OffsetAccountApplication, "¶25", 3, true, CountedFrom.CompleteDocuments)]
    [InlineData(A.OffsetIssuance, "¶26", 3, true, CountedFrom.CompleteDocuments)]
    [InlineData(A.ExchangeTradeSheet, "¶27", 3, true, CountedFrom.Receipt)]
    [InlineData(A.DirectSaleResult, "¶27", 3, true, CountedFrom.Receipt)]
    [InlineData(A.SaleContract, "Order 221 ¶33", 3, true, CountedFrom.Receipt)]
    [InlineData(A.VerifiedReportRegistered, "¶28(1)", 5, true, CountedFrom.ReportRegistration)]
    [InlineData(A.AdditionalSurrender, "¶28(2)", 3, true, CountedFrom.Receipt)]
    [InlineData(A.TermExpiry, "¶29", 3, false, CountedFrom.EndOfValidity)]
    [InlineData(A.VoluntaryCancellation, "¶30", 3, false, CountedFrom.Receipt)]
    [InlineData(A.Withdrawal, "¶4", 3, false, CountedFrom.Receipt)]
    [InlineData(A.OwnTransfer, "Code 289(7)", 3, false, CountedFrom.Receipt)]
    [InlineData(A.Correction, "¶8", 3, false, CountedFrom.Receipt)]
    [InlineData(A.LeftOverReserve, "Code 295(10)", 3, false, CountedFrom.EndOfValidity)]
    [InlineData(A.AccountClosure, "¶3", 3, false, CountedFrom.Receipt)]
    [InlineData(A.PlanAmendment, "¶12", 3, false, CountedFrom.Receipt)]
    public void For_EachAct_GivesTheTermOfTheRequirements(
        A act, string paragraph, int workingDays, bool statutory, CountedFrom countedFrom)
    {
        foreach (var eventDate in EventDates)
        {
            var term = Terms.For(act, eventDate);
            Assert.Equal(
                (paragraph, workingDays, statutory, countedFrom),
                (term.Paragraph.Text, term.WorkingDays, term.Statutory, term.CountedFrom));
            Assert.Equal(RuleSet.On(eventDate), term.RuleSet);
            Assert.NotEmpty(term.Words);
        }
    }

    [Fact]
    public void For_TheTestAbove_NamesEveryAct()
    {
        var method = typeof(TermsTests).GetMethod(nameof(For_EachAct_GivesTheTermOfTheRequirements))!;
        var named = method.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .SelectMany(attribute => ((InlineDataAttribute)attribute).GetData(method))
            .Select(row => (A)row[0]);
        Assert.Equal(Enum.GetValues<A>(), named);
    }

    [Fact]
    public void For_ActsWithoutDiscretion_AreExactlyThoseOfThePolicy()
    {
        A[] expected =
        [
            A.PlanInForce, A.QuotaCredit, A.DocumentsRequest, A.MonitoringPlanDefault, A.MonitoringPlanAccepted,
            A.ReturnToReserve, A.ReturnAssignment, A.InstallationLiquidation, A.LiquidationAssignment, A.ReserveTopUp,
            A.VerifiedReportRegistered, A.AdditionalSurrender,
        ];
        foreach (var eventDate in EventDates)
            Assert.Equal(expected, Enum.GetValues<A>().Where(act => !Terms.For(act, eventDate).Discretion));
    }

    [Fact]
    public void For_Approvals_AreTwoButForTradeSheetsAndTheRequestForDocuments()
    {
        foreach (var act in Enum.GetValues<A>())
        {
            var term = Terms.For(act, EventDates[0]);
            Assert.Equal(act switch { A.ExchangeTradeSheet => 1, A.DocumentsRequest => 0, _ => 2 }, term.Approvals);
            Assert.Equal(act is A.SaleContract or A.VoluntaryCancellation, term.HolderConfirms);
        }
    }

    [Fact]
    public void Find_BeforeTheCode_IsNone()
    {
        Assert.Null(Terms.Find(A.MonitoringPlanDefault, new(2021, 6, 30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Terms.For(A.MonitoringPlanDefault, new(2021, 6, 30)));
    }

    [Fact]
    public void Title_OfEachAct_IsDistinctInEachLanguage()
    {
        var titles = Enum.GetValues<A>().Select(RegulatedActTitles.Of).ToArray();
        Assert.All(
            new Func<LocalizedText, string>[] { text => text.Kk, text => text.Ru, text => text.En },
            language => Assert.Equal(titles.Length, titles.Select(language).Distinct().Count()));
        Assert.All(titles, title => Assert.DoesNotMatch("[А-я]", title.En));
    }

    [Theory]
    [InlineData("¶20(1)", "пункт 20(1) Правил, утверждённых приказом № 251")]
    public void Citation_OfAParagraph_NamesTheOrder(string text, string citation)
    {
        var paragraph = Terms.For(A.ReturnToReserve, EventDates[0]).Paragraph;
        Assert.Equal((text, citation), (paragraph.ToString(), paragraph.Citation.Ru));
    }
}
