using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Who stands behind an account. The journal names a natural person by an opaque id; the plans and the documents of
/// the procedures know the number itself.
/// </summary>
public sealed class AccountHolders(
    RegistryLedger ledger,
    PlanStore plans,
    ProcedureStore procedures,
    NewInstallations newcomers,
    OpaqueIds opaque)
{
    /// <summary>True when an application of ¶17 names the installation and was not refused.</summary>
    public async Task<bool> IsNewcomerAsync(string installation, CancellationToken cancellation) =>
        await newcomers.FindAsync(installation, cancellation) is not null;

    /// <summary>
    /// BIN or IIN of the holder of the installation's account; while it has none, of its operator in the latest plan or
    /// of who applied by ¶17. Null when the registry knows neither.
    /// </summary>
    public async Task<string?> OfInstallationAsync(string code, CancellationToken cancellation) =>
        await OfAccountAsync(new AccountReference.ByInstallation(code), cancellation)
        ?? (await plans.AllAsync(cancellation))
            .Select(known => known.Plan.Find(code)?.Operator.Id.Text)
            .LastOrDefault(holder => holder is not null)
        ?? (await newcomers.FindAsync(code, cancellation))?.Applicant.Id.Text;

    /// <summary>BIN or IIN of an account's holder; null when there is no such account, or nobody holds it.</summary>
    public async Task<string?> OfAccountAsync(AccountReference account, CancellationToken cancellation)
    {
        var holder = await ledger.ReadAsync(state => state.Find(account)?.Holder, cancellation);
        return holder is null ? null : await NumberOfAsync(holder, cancellation);
    }

    /// <summary>BIN or IIN behind a name of the journal; null when no document names such a person.</summary>
    public async Task<string?> NumberOfAsync(string holder, CancellationToken cancellation)
    {
        if (IdentificationNumber.TryParse(holder, out _))
            return holder;
        var operators = (await plans.AllAsync(cancellation))
            .SelectMany(known => known.Plan.Installations)
            .Select(line => line.Operator.Id);
        foreach (var candidate in operators)
        {
            if (opaque.NameOf(candidate) == holder)
                return candidate.Text;
        }
        await foreach (var record in procedures.AllAsync(new ProcedureFilter(), cancellation))
        {
            foreach (var text in record.Persons())
            {
                if (opaque.NameOf(IdentificationNumber.Parse(text)) == holder)
                    return text;
            }
        }
        return null;
    }
}
