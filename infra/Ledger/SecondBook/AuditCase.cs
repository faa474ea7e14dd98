using System.Security.Cryptography;
using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.SecondBook;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>One person's agreement to lift a freeze.</summary>
/// <param name="Who">The person's opaque id.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record LiftDecision(string Who, DateTimeOffset At, string Reason);

/// <summary>What became of a person's agreement: a closed set.</summary>
public enum LiftAnswer
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>The person had agreed before; a second person is needed.</summary>
    DecidedAlready,

    /// <summary>The freeze was lifted before.</summary>
    LiftedAlready,
}

/// <summary>A case after a person has agreed to lift its freeze.</summary>
/// <param name="Case">The case as it stands now.</param>
/// <param name="Answer">Whether the agreement counts.</param>
public sealed record LiftResult(AuditCase Case, LiftAnswer Answer);

/// <summary>One finding as it is kept: what stands in words for people follows from it, in any language.</summary>
/// <param name="What">The name of the <see cref="AuditMatter"/>.</param>
/// <param name="Entry">The entry; null when no single one is concerned.</param>
/// <param name="Account">The account; null when none is concerned.</param>
/// <param name="Range">The units; null when none are concerned.</param>
/// <param name="ByJournal">Where the units are by the journal; null for nowhere.</param>
/// <param name="ByFirstBook">Where the first book has them; null for nowhere.</param>
/// <param name="Detail">A sentence in English.</param>
public sealed record KeptFinding(
    string What,
    long? Entry,
    string? Account,
    string? Range,
    string? ByJournal,
    string? ByFirstBook,
    string Detail)
{
    /// <summary>The finding with its places as text.</summary>
    public static KeptFinding Of(AuditFinding finding) => new(
        finding.What.ToString(),
        finding.Entry,
        finding.Account?.ToString(),
        finding.Range?.ToString(),
        finding.ByJournal?.ToString(),
        finding.ByFirstBook?.ToString(),
        finding.Detail);
}

/// <summary>
/// Something that an audit found, with what is frozen because of it until two different people lift the freeze. Stored
/// shape: the names are frozen.
/// </summary>
/// <param name="Id"><c>auditCase.1</c> and on.</param>
/// <param name="Since">When it was opened.</param>
/// <param name="Size">How many entries had been compared.</param>
/// <param name="Accounts">The frozen accounts, as their numbers.</param>
/// <param name="Ranges">The frozen units, as their numbers.</param>
/// <param name="Evidence">The first findings, in words.</param>
/// <param name="Fingerprint">Stands for all findings, so that the same ones open no second case.</param>
public sealed record AuditCase(
    string Id,
    DateTimeOffset Since,
    long Size,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Ranges,
    IReadOnlyList<string> Evidence,
    string Fingerprint)
{
    /// <summary>How many people must agree.</summary>
    public const int DecisionsToLift = 2;

    private const int MostFrozen = 400;
    private const int MostEvidence = 40;

    /// <summary>True when so much is concerned that everything is frozen.</summary>
    public bool Everything { get; init; }

    /// <summary>The first findings, each in its parts; empty in a case that is older than this member.</summary>
    public IReadOnlyList<KeptFinding> Findings { get; init; } = [];

    /// <summary>Who has agreed to lift it.</summary>
    public IReadOnlyList<LiftDecision> Decisions { get; init; } = [];

    /// <summary>When it was lifted; null while it holds.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>
    /// The case of some findings. Where the units are known, an account of the system stays open for all others:
    /// closing the reserve because of one block in it would stop everybody.
    /// </summary>
    public static AuditCase Of(string id, AuditReport report)
    {
        var findings = report.Findings;
        var accounts = findings
            .Where(finding => finding.Account is { } account && (finding.Range is null || !account.Kind.IsUnique()))
            .Select(finding => finding.Account.ToString()!)
            .Distinct(StringComparer.Ordinal).ToList();
        var ranges = findings.Where(finding => finding.Range is not null)
            .Select(finding => finding.Range.ToString()!)
            .Distinct(StringComparer.Ordinal).ToList();
        var all = string.Join('\n', findings.Select(finding => $"{finding.What} {finding.Detail}"));
        return new AuditCase(
            id,
            report.FinishedAt,
            report.Size,
            [.. accounts.Take(MostFrozen)],
            [.. ranges.Take(MostFrozen)],
            [.. findings.Take(MostEvidence).Select(finding => $"{finding.What}: {finding.Detail}").Distinct()],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))))
        {
            Everything = accounts.Count > MostFrozen || ranges.Count > MostFrozen,
            Findings = [.. findings.Take(MostEvidence).Select(KeptFinding.Of)],
        };
    }
}
