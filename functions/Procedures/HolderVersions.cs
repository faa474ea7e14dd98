using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Who held an account, and under which name, from a moment on.</summary>
/// <param name="From">Since when; null where the account came with the registry itself.</param>
/// <param name="Id">BIN or IIN; an opaque id where no document names the person.</param>
/// <param name="Name">The name at that time; null where no document gives it.</param>
/// <param name="Change"><c>opened</c>, or what changed: <c>operator</c>, <c>name</c>, <c>legalForm</c>.</param>
/// <param name="Record">The procedure that recorded it; null where there is none.</param>
public sealed record HolderVersion(
    DateTimeOffset? From, string Id, string? Name, string Change, ProcedureRecord? Record);

/// <summary>¶21: the history of an account's holders, from the documents.</summary>
public sealed class HolderVersions(
    HolderChanges changes,
    ProcedureStore procedures,
    CaseFiles files,
    PlanStore plans)
{
    private const string Opened = "opened";

    /// <summary>Every version, the first one first.</summary>
    /// <param name="account">The account as the journal has it.</param>
    /// <param name="present">The holder as the registry shows it today.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<HolderVersion>> OfAsync(
        AccountState account, (string Id, string? Name) present, CancellationToken cancellation)
    {
        if (account.Installation is not { } installation)
            return [new HolderVersion(null, present.Id, present.Name, Opened, null)];
        var versions = new List<HolderVersion>();
        var changed = await changes.OfInstallationAsync(installation, cancellation);
        versions.Add(await FirstAsync(installation, changed, present, cancellation));
        versions.AddRange(changed.Select(change => new HolderVersion(
            change.At,
            change.Document.NewOperator.Id.Text,
            change.Document.NewOperator.Name,
            NameOf(change.Document.Change),
            change.Record)));
        return versions;
    }

    /// <summary>The application that opened the account; where none did, the plan that opened it by itself.</summary>
    private async Task<HolderVersion> FirstAsync(
        string installation,
        IReadOnlyList<KnownHolderChange> changed,
        (string Id, string? Name) present,
        CancellationToken cancellation)
    {
        var filter = new ProcedureFilter
        {
            Kind = DocumentKinds.NameOf(DocumentKind.AccountApplication),
            Installation = installation,
            Stage = ProcedureStage.Executed,
        };
        HolderVersion? first = null;
        await foreach (var record in procedures.AllAsync(filter, cancellation))
        {
            var at = Happenings.ExecutedAt(record) ?? record.ReceivedAt;
            if (record.Entries.Count == 0 || at >= first?.From)
                continue;
            var application = (AccountApplication)await files.DocumentAsync(record.DocumentSha256, cancellation);
            first = new HolderVersion(at, application.Applicant.Id.Text, application.Applicant.Name, Opened, record);
        }
        var former = changed.Count > 0 ? changed[0].Record.Holder : null;
        return first
            ?? await OfPlanAsync(installation, cancellation)
            ?? new HolderVersion(null, former ?? present.Id, former is null ? present.Name : null, Opened, null);
    }

    /// <summary>
    /// Code 291(4), text of 2024: the first plan that opens accounts by itself and names the installation.
    /// </summary>
    private async Task<HolderVersion?> OfPlanAsync(string installation, CancellationToken cancellation)
    {
        foreach (var known in await plans.AllAsync(cancellation))
        {
            if (!known.CarriedOut || !OpeningRule.IsAutomatic(known.Plan.InForceOn)
                || known.Plan.Find(installation) is not { } line)
                continue;
            var record = await procedures.GetAsync(known.Procedure, cancellation);
            var at = Happenings.ExecutedAt(record) ?? record.ReceivedAt;
            return new HolderVersion(at, line.Operator.Id.Text, line.Operator.Name, Opened, record);
        }
        return null;
    }

    private static string NameOf(HolderChange change) => change switch
    {
        HolderChange.Operator => "operator",
        HolderChange.Name => "name",
        HolderChange.LegalForm => "legalForm",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };
}
