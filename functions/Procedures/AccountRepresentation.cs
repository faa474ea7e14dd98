using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// ¶13.2: who may act for the holder of an account. It follows from the applications that were carried out and from the
/// papers that followed them, never from the journal, which knows no natural persons.
/// </summary>
public sealed class AccountRepresentation(
    ProcedureStore procedures,
    CaseFiles files,
    RegistryLedger ledger,
    OpaqueIds opaque,
    TimeProvider time)
{
    private static readonly DocumentKind[] OfInstallations =
        [DocumentKind.AccountApplication, DocumentKind.OperatorChange];

    private static readonly DocumentKind[] OfProjects = [DocumentKind.OffsetAccountApplication];

    /// <summary>The representatives of the account's present holder, by IIN; empty when none was ever named.</summary>
    public async Task<IReadOnlyList<Empowered>> OfAccountAsync(
        AccountReference reference, CancellationToken cancellation) =>
        await FindAsync(reference, cancellation) is { } account ? await OfAsync(account, cancellation) : [];

    /// <summary>
    /// Why the holder of the account may not act on a day (505): no power of attorney holds. Null when one does, and
    /// where the question does not arise: there is no such account, nobody holds it, or it is the trading-system
    /// operator's own.
    /// </summary>
    /// <param name="reference">The account that is to be debited or changed.</param>
    /// <param name="on">The day on which the holder's document came, in Kazakhstan.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Refusal?> ObjectionAsync(
        AccountReference reference, DateOnly on, CancellationToken cancellation)
    {
        if (await FindAsync(reference, cancellation) is not { } account)
            return null;
        var people = await OfAsync(account, cancellation);
        if (people.Any(person => person.HoldsOn(on)))
            return null;
        var names = people.Count == 0 ? "—" : string.Join(", ", people.Select(person => person.Name));
        return RefusalCatalogue.Refuse(RefusalCode.PowerOfAttorneyNotValid, names, on.ToString("yyyy-MM-dd", null));
    }

    /// <summary>The same for a document that comes now, as an issue at one of its fields.</summary>
    internal async Task<IReadOnlyList<Issue>> IssuesAsync(
        AccountReference reference, string field, CancellationToken cancellation) =>
        await ObjectionAsync(reference, KazakhstanTime.DateOf(time.GetUtcNow()), cancellation) is { } objection
            ? [DoorFits.Refused(objection, field)]
            : [];

    /// <summary>The representatives on every open account that has any, in one pass over the papers.</summary>
    public async Task<IReadOnlyDictionary<AccountNumber, IReadOnlyList<Empowered>>> OfAllAsync(
        CancellationToken cancellation)
    {
        var papers = new Dictionary<AccountNumber, List<RepresentativesPaper>>();
        foreach (var kind in (DocumentKind[])[.. OfInstallations, .. OfProjects])
        {
            await foreach (var record in procedures.AllAsync(FilterOf(kind, null), cancellation))
            {
                var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
                foreach (var (number, account) in await AccountsOfAsync(document, cancellation))
                {
                    if (!papers.TryGetValue(number, out var known))
                        papers[number] = known = [];
                    known.AddRange(await OfRecordAsync(record, document, account, cancellation));
                }
            }
        }
        return papers.ToDictionary(pair => pair.Key, pair => PowersOfAttorney.Of(pair.Value));
    }

    private Task<List<(AccountNumber Number, Represented Account)>> AccountsOfAsync(
        Document document, CancellationToken cancellation) => ledger.ReadAsync(
            state =>
            {
                var found = document switch
                {
                    AccountApplication one => [state.Find(new AccountReference.ByInstallation(one.Installation))],
                    OperatorChange one => [state.Find(new AccountReference.ByInstallation(one.Installation))],
                    OffsetAccountApplication one => state.AccountsOf(one.Project.Code),
                    _ => (IEnumerable<AccountState?>)[],
                };
                return found
                    .Where(account => account is { IsClosed: false, Holder: not null })
                    .Select(account => (
                        account!.Number, new Represented(account.Holder!, account.Installation, account.Project)))
                    .ToList();
            },
            cancellation);

    /// <summary>The account that needs representatives; null when there is none, or it needs none.</summary>
    private Task<Represented?> FindAsync(AccountReference reference, CancellationToken cancellation) =>
        ledger.ReadAsync(
            state => state.Find(reference) is { Holder: { } holder } account
                && account.Kind is AccountKind.Installation or AccountKind.OffsetApplicant
                    ? new Represented(holder, account.Installation, account.Project)
                    : null,
            cancellation);

    private async Task<IReadOnlyList<Empowered>> OfAsync(Represented account, CancellationToken cancellation)
    {
        var papers = new List<RepresentativesPaper>();
        foreach (var kind in account.Installation is null ? OfProjects : OfInstallations)
        {
            await foreach (var record in procedures.AllAsync(FilterOf(kind, account.Installation), cancellation))
            {
                var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
                papers.AddRange(await OfRecordAsync(record, document, account, cancellation));
            }
        }
        return PowersOfAttorney.Of(papers);
    }

    private static ProcedureFilter FilterOf(DocumentKind kind, string? installation) => new()
    {
        Kind = DocumentKinds.NameOf(kind),
        Installation = installation,
        Stage = ProcedureStage.Executed,
    };

    /// <summary>What a document and those that follow it say of the account's holder.</summary>
    private async Task<IReadOnlyList<RepresentativesPaper>> OfRecordAsync(
        ProcedureRecord record, Document document, Represented account, CancellationToken cancellation)
    {
        var (person, named) = PersonIn(document, account);
        if (person is not { } holder)
            return [];
        var papers = new List<RepresentativesPaper> { new(record.Id, record.ReceivedAt, named) };
        foreach (var paper in record.Supplements)
        {
            var supplement = (DocumentSupplement)await files.DocumentAsync(paper.DocumentSha256, cancellation);
            var ofApplicant = supplement.Applicants.FirstOrDefault(applicant => applicant.Party.Id == holder);
            papers.Add(new RepresentativesPaper(
                paper.Procedure,
                paper.ReceivedAt,
                [.. supplement.Representatives, .. ofApplicant?.Representatives ?? []]));
        }
        return papers;
    }

    /// <summary>
    /// The holder as the document names it, and its representatives there; null when it names another.
    /// </summary>
    private (IdentificationNumber? Person, IReadOnlyList<Representative> Named) PersonIn(
        Document document, Represented account)
    {
        switch (document)
        {
            case AccountApplication application when opaque.NameOf(application.Applicant.Id) == account.Holder:
                return (application.Applicant.Id, application.Representatives);
            case OperatorChange change when opaque.NameOf(change.NewOperator.Id) == account.Holder:
                return (change.NewOperator.Id, []);
            case OffsetAccountApplication offset when offset.Project.Code == account.Project:
                var own = offset.Applicants.FirstOrDefault(one => opaque.NameOf(one.Party.Id) == account.Holder);
                return (own?.Party.Id, own?.Representatives ?? []);
            default:
                return (null, []);
        }
    }

    private sealed record Represented(string Holder, string? Installation, string? Project);
}
