using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Flow;

/// <summary>Procedures as they are stored, with values that a test does not care about.</summary>
internal static class SomeRecords
{
    public static ProcedureRecord Of(string id, string kind = "installationLiquidation") => new()
    {
        Id = id,
        Kind = kind,
        Number = "12-03/701",
        Date = new DateOnly(2022, 10, 20),
        IssuerId = "131040012349",
        IssuerName = "Authority",
        Paragraph = "¶22",
        Stage = ProcedureStage.AwaitingDecision,
        ReceivedAt = FlowPlay.Received,
        DocumentSha256 = new string('a', 64),
        CanonicalSha256 = new string('b', 64),
        ApprovalsNeeded = 2,
    };

    public static StoredDecision Decision(string who, bool approved = true) =>
        new(who, approved, approved ? null : "because", FlowPlay.Received);
}
