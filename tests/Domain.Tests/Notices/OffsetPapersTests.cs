using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>The papers of ¶25. The sample's first applicant has its papers, the second has none.</summary>
public sealed class OffsetPapersTests
{
    private static readonly PaperReference Approval = new("ОД-9", new DateOnly(2023, 5, 1));
    private static readonly OffsetAccountApplication Application =
        Samples.Document<OffsetAccountApplication>("offsetAccountApplication");

    private static readonly Representative Whole = Application.Applicants[0].Representatives[0];
    private static readonly Representative Other =
        Whole with { Iin = IdentificationNumber.Parse("810101300305"), PowerOfAttorney = null };

    private static readonly OffsetAccountApplication Bare = Application with { Approval = null };
    private static readonly DocumentSupplement Nothing =
        Samples.Document<DocumentSupplement>("offsetSupplement") with { Approval = null, Applicants = [] };

    [Fact]
    public void Missing_OffsetApplication_ListsPointers()
    {
        Assert.Equal(["/applicants/1/representatives"], Papers.Missing(Application));
        Assert.Equal(["/approval", "/applicants/1/representatives"], Papers.Missing(Bare));
        Assert.Equal(
            ["/applicants/1/representatives/1/powerOfAttorney"],
            Papers.Missing(Application, [Bringing(1, Whole, Other)]));
    }

    [Fact]
    public void Missing_SupplementsOneAfterTheOther_CompleteTheApplication()
    {
        DocumentSupplement[] supplements =
        [
            Nothing with { Approval = Approval },
            Bringing(1, Other),
            Bringing(1, Other),
            Bringing(1, Other with { PowerOfAttorney = Whole.PowerOfAttorney }),
        ];
        Assert.Equal(["/applicants/1/representatives"], Papers.Missing(Bare, supplements[..1]));
        Assert.Equal(["/applicants/1/representatives/0/powerOfAttorney"], Papers.Missing(Bare, supplements[..3]));
        Assert.Empty(Papers.Missing(Bare, supplements));
        Assert.Equal(Approval, Papers.Apply(Bare, supplements[0]).Application.Approval);
    }

    [Fact]
    public void Apply_WhatWasThere_StaysWithAnIssue()
    {
        var supplement = Nothing with
        {
            Approval = Approval,
            Representatives = [Whole],
            Applicants =
            [
                new OffsetApplicant(Application.Applicants[0].Party, [Whole]),
                new OffsetApplicant(new Party(IdentificationNumber.Parse("010240005554"), "Чужой"), [Whole]),
                new OffsetApplicant(Application.Applicants[1].Party with { Name = "Иначе" }, [Whole]),
            ],
        };
        var applied = Papers.Apply(Application, supplement);
        Assert.Equal(
            ["/representatives/0", "/approval", "/applicants/0", "/applicants/1"],
            applied.Issues.Select(issue => issue.Field));
        Assert.Equal(Application.Approval, applied.Application.Approval);
        Assert.Equal(
            Application.Applicants.Select(one => one.Party), applied.Application.Applicants.Select(one => one.Party));
        Assert.Empty(Papers.Missing(applied.Application));
    }

    [Fact]
    public void Apply_RepresentativeThatBringsNothing_IsNamedByItsPlaceInTheSupplement()
    {
        var waiting = Papers.Apply(Application, Bringing(1, Other)).Application;
        var issue = Assert.Single(Papers.Apply(waiting, Bringing(1, Whole, Other)).Issues);
        Assert.Equal("/applicants/0/representatives/1", issue.Field);
    }

    [Fact]
    public void Apply_PapersOfAProjectToAnInstallation_AreNotMissing()
    {
        var installation = Samples.Document<AccountApplication>("03");
        var applied = Papers.Apply(installation, Bringing(1, Whole) with { Approval = Approval });
        Assert.Equal(["/approval", "/applicants/0"], applied.Issues.Select(issue => issue.Field));
        Assert.Equal(["/representatives"], Papers.Missing(applied.Application));
    }

    private static DocumentSupplement Bringing(int applicant, params Representative[] representatives) => Nothing with
    {
        Applicants = [new OffsetApplicant(Application.Applicants[applicant].Party, representatives)],
    };
}
