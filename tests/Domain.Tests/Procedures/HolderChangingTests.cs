using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶21: another operator, name or legal form.</summary>
public sealed class HolderChangingTests
{
    private const string Stranger = "120840000250";
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Theory]
    [InlineData(PlanTable.Operator)]
    [InlineData(PlanTable.Other)]
    public void Decide_AnotherOperatorOfParagraph21_TakesTheAccountWithItsUnitsAndItsBlock(string applicant)
    {
        var books = Open();
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), false));
        books.Accept(HolderChanging.Decide(
            Change(HolderChange.Operator, applicant, PlanTable.Other), applicant, PlanTable.Other, "Old", books.State));

        var account = books.Account("A");
        Assert.Equal(PlanTable.Other, account.Holder);
        Assert.Equal("incomplete", Assert.Single(account.Grounds).Ground);
        Assert.Equal(100, books.Quota("A"));
    }

    [Theory]
    [InlineData(HolderChange.Name)]
    [InlineData(HolderChange.LegalForm)]
    public void Decide_NameOrLegalFormOfParagraph21_PostsNothing(HolderChange change)
    {
        var books = Open();
        var orders = HolderChanging.Decide(
            Change(change, PlanTable.Operator, PlanTable.Operator),
            PlanTable.Operator,
            PlanTable.Operator,
            "Old",
            books.State);

        Assert.Empty(Assert.IsType<Orders.Post>(orders).Acts);
    }

    [Theory]
    [InlineData(HolderChange.Operator, PlanTable.Operator, PlanTable.Operator, "Old", RefusalCode.HolderUnchanged)]
    [InlineData(HolderChange.Name, PlanTable.Operator, PlanTable.Operator, "New", RefusalCode.HolderUnchanged)]
    [InlineData(HolderChange.Operator, Stranger, PlanTable.Other, "Old", RefusalCode.ApplicantNotHolder)]
    [InlineData(HolderChange.Name, PlanTable.Other, PlanTable.Other, "Old", RefusalCode.ApplicantNotHolder)]
    [InlineData(HolderChange.LegalForm, PlanTable.Operator, PlanTable.Other, "Old", RefusalCode.HolderNumberDiffers)]
    public void Decide_WhatParagraph21DoesNotAllow_IsRefused(
        HolderChange change, string applicant, string next, string presentName, RefusalCode code)
    {
        var books = Open();
        var orders = HolderChanging.Decide(
            Change(change, applicant, next), applicant, next, presentName, books.State);

        var refusal = Assert.IsType<Orders.Refuse>(orders).Refusal;
        Assert.Equal((code, "¶21"), (refusal.Code, refusal.Paragraph));
    }

    [Fact]
    public void Decide_NameOfANaturalPersonOfParagraph21_PostsNothingAndKnowsThePersonByItsOpaqueId()
    {
        var books = Books.WithPlan(Plan);
        books.Accept(Opening.Decide(
            SomePapers.Application(Plan, "A"), Plan, "p-1", SomePapers.Today, books.State));
        var change = Change(HolderChange.Name, PlanTable.Person, PlanTable.Person);

        Assert.Empty(Assert.IsType<Orders.Post>(
            HolderChanging.Decide(change, "p-1", "p-1", "Old", books.State)).Acts);
        Assert.Equal(RefusalCode.HolderNumberDiffers, SomePapers.RefusalOf(
            HolderChanging.Decide(change, "p-1", "p-2", "Old", books.State)));
    }

    [Fact]
    public void Decide_BeforeTheAccountOfParagraph21IsOpen_IsRefused() => Assert.Equal(
        RefusalCode.AccountNotFound,
        SomePapers.RefusalOf(HolderChanging.Decide(
            Change(HolderChange.Operator, PlanTable.Operator, PlanTable.Other),
            PlanTable.Operator,
            PlanTable.Other,
            null,
            new LedgerState())));

    private static Books Open()
    {
        var books = Books.WithPlan(Plan);
        books.Accept(Opening.Decide(
            SomePapers.Application(Plan, "A"), Plan, PlanTable.Operator, SomePapers.Today, books.State));
        return books;
    }

    private static OperatorChange Change(HolderChange change, string applicant, string next) => new(
        SomePapers.Header(),
        "A",
        change,
        new Party(IdentificationNumber.Parse(applicant), "Applicant"),
        new Party(IdentificationNumber.Parse(next), "New"));
}
