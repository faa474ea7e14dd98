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
    OpaqueIds opaque)
{
    /// <summary>
    /// BIN or IIN of the holder of the installation's account, or of its operator in the latest plan while it has no
    /// account; null when the registry knows neither.
    /// </summary>
    public async Task<string?> OfInstallationAsync(string code, CancellationToken cancellation) =>
        await OfAccountAsync(new AccountReference.ByInstallation(code), cancellation)
        ?? (await plans.AllAsync(cancellation))
            .Select(known => known.Plan.Find(code)?.Operator.Id.Text)
            .LastOrDefault(holder => holder is not null);

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
