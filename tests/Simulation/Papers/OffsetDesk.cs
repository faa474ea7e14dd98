using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Simulation.Papers;

/// <summary>The documents of offset projects (¶24 to ¶26).</summary>
internal static class OffsetDesk
{
    /// <summary>What the registry decides on the paper.</summary>
    public static Orders Decide(
        Paper paper, DocumentHeader header, Representative person, DateOnly on, LedgerState state) => paper switch
        {
            ProjectPaper project => OffsetOpening.Decide(
                new OffsetAccountApplication(
                    header,
                    new OffsetProject(project.Project, null),
                    new PaperReference(project.Number, header.Date),
                    [.. project.Holders.Select(holder => new OffsetApplicant(
                    new Party(IdentificationNumber.Parse(holder), "Applicant"), [person]))]),
                project.Holders,
                approvalUsed: false,
                on,
                state),
            OffsetPaper offset => OffsetIssue.Decide(
                new OffsetIssuance(
                    header,
                    new OffsetProject(offset.Project, null),
                    new OffsetReport(offset.Number, header.Date, header.Date, header.Date),
                    offset.Units,
                    [.. offset.Shares.Select(share =>
                    new OffsetShare(IdentificationNumber.Parse(share.Holder), share.Units))],
                    offset.ExpiresYear),
                [.. offset.Shares.Select(share => share.Holder)],
                [],
                on,
                state),
            _ => throw new ArgumentException("The paper is not about offsets."),
        };
}
