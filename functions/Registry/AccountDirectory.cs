using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Puts names to accounts: the journal knows holders by BIN or opaque id; the plans, the applications of ¶17 and ¶25
/// and the changes of ¶21 know who they are.
/// </summary>
public sealed class AccountDirectory(
    PlanStore plans,
    OffsetProjects projects,
    NewInstallations newcomers,
    HolderChanges changes,
    OpaqueIds opaque,
    RegistrySettings settings,
    RegistryLedger ledger,
    TimeProvider time)
{
    /// <summary>Names come with the entries that open accounts; those that do not are seen after this.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private Read? last;
    private int forgotten;

    /// <summary>
    /// Has the names read again: those of ¶17, ¶21 and ¶25 come with the end of a procedure, not with an entry.
    /// </summary>
    public void Forget() => Interlocked.Increment(ref forgotten);

    /// <summary>
    /// The names for any number of accounts; plans and applications are read again when the journal has grown.
    /// </summary>
    public async Task<Names> OpenAsync(CancellationToken cancellation)
    {
        var (size, times, known) = (ledger.Head.Size, Volatile.Read(ref forgotten), Volatile.Read(ref last));
        if (known is not null && known.Size == size && known.Forgotten == times
            && time.GetElapsedTime(known.At) < Age)
            return known.Names;
        var read = new Read(size, times, time.GetTimestamp(), await ReadAsync(cancellation));
        Volatile.Write(ref last, read);
        return read.Names;
    }

    private async Task<Names> ReadAsync(CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var byHolder = new Dictionary<string, PlanOperator>(StringComparer.Ordinal);
        foreach (var newcomer in await newcomers.OpenedAsync(cancellation))
        {
            names[newcomer.Code] = newcomer.Name ?? newcomer.Code;
            var applicant = newcomer.Applicant;
            byHolder[opaque.NameOf(applicant.Id)] = new PlanOperator(applicant.Id, applicant.Name);
        }
        foreach (var line in (await plans.AllAsync(cancellation)).SelectMany(known => known.Plan.Installations))
        {
            names[line.Code] = line.Name;
            byHolder[opaque.NameOf(line.Operator.Id)] = line.Operator;
        }
        var byProject = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, application) in await projects.ApplicationsAsync(cancellation))
        {
            byProject.TryAdd(application.Project.Code, application.Project.Name ?? application.Project.Code);
            foreach (var party in application.Applicants.Select(applicant => applicant.Party))
                byHolder.TryAdd(opaque.NameOf(party.Id), new PlanOperator(party.Id, party.Name));
        }
        await RenameAsync(byHolder, cancellation);
        return new Names(names, byProject, byHolder, settings.SystemOperator.Text);
    }

    /// <summary>¶21: a person bears the name of the last change, unless a later plan names it anew.</summary>
    private async Task RenameAsync(Dictionary<string, PlanOperator> byHolder, CancellationToken cancellation)
    {
        var all = await plans.AllAsync(cancellation);
        foreach (var change in await changes.AllAsync(cancellation))
        {
            var person = new PlanOperator(change.Document.NewOperator.Id, change.Document.NewOperator.Name);
            var on = KazakhstanTime.DateOf(change.At);
            if (!all.Any(known => known.Plan.InForceOn > on && Names(known.Plan, person)))
                byHolder[opaque.NameOf(person.Id)] = person;
        }

        static bool Names(NationalPlan plan, PlanOperator person) =>
            plan.Installations.Any(line => line.Operator.Id == person.Id);
    }

    private sealed record Read(long Size, int Forgotten, long At, Names Names);

    /// <summary>The names that were read.</summary>
    public sealed class Names(
        IReadOnlyDictionary<string, string> byCode,
        IReadOnlyDictionary<string, string> byProject,
        IReadOnlyDictionary<string, PlanOperator> byHolder,
        string systemOperator)
    {
        /// <summary>The holder's BIN or IIN and name; null for accounts of the system.</summary>
        public (string Id, string? Name)? HolderOf(AccountState account)
        {
            if (account.Holder is not { } holder)
                return null;
            if (byHolder.TryGetValue(holder, out var known))
                return (known.Id.Text, known.Name);
            return (holder, holder == systemOperator ? "Оператор системы торговли углеродными единицами" : null);
        }

        /// <summary>
        /// The account's name for people: the installation's or the offset project's own, otherwise the one of ¶11.
        /// </summary>
        public string NameOf(AccountState account, string language) =>
            account.Installation is { } code && byCode.TryGetValue(code, out var installation) ? installation
            : account.Project is { } project && byProject.TryGetValue(project, out var name) ? name
            : AccountKindTitles.Of(account.Kind).In(language);
    }
}
