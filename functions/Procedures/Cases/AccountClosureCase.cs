using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶3: an account that holds nothing is closed.</summary>
internal sealed class AccountClosureCase(AccountHolders holders, ProcedureStore procedures, RegistryLedger ledger)
    : DocumentCase<AccountClosure>
{
    /// <summary>How many open procedures a refusal names.</summary>
    private const int Named = 5;

    internal override DocumentKind Kind => DocumentKind.AccountClosure;

    private protected override string? InstallationOf(AccountClosure document) =>
        (document.Account as AccountReference.ByInstallation)?.Code;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        AccountClosure document, CancellationToken cancellation)
    {
        var reason = await ledger.ReadAsync(
            state => state.Find(document.Account) switch
            {
                null => RefusalCatalogue.Refuse(RefusalCode.AccountNotFound, NameOf(document.Account)),
                { IsClosed: true } account => RefusalCatalogue.Refuse(RefusalCode.AccountClosed, account.Number),
                _ => (AccountClosing.Decide(document, [], state) as Orders.Refuse)?.Refusal,
            },
            cancellation);
        return reason is null
            ? []
            : [new Issue(RefusalNames.Of(reason.Code), reason.Text) { Field = "/account" }];
    }

    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        AccountClosure document, CancellationToken cancellation) =>
        await holders.OfAccountAsync(document.Account, cancellation) is { } holder ? [holder] : [];

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, AccountClosure document, DateOnly on, CancellationToken cancellation)
    {
        var open = await OpenAsync(record, document, cancellation);
        return await ledger.ReadAsync(state => AccountClosing.Decide(document, open, state), cancellation);
    }

    /// <summary>
    /// What is open about the installation; of an account without one, whatever concerns its holder.
    /// </summary>
    private async Task<IReadOnlyList<string>> OpenAsync(
        ProcedureRecord record, AccountClosure document, CancellationToken cancellation)
    {
        var installation = await ledger.ReadAsync(
            state => state.Find(document.Account)?.Installation, cancellation);
        var filter = new ProcedureFilter
        {
            Open = true,
            Installation = installation,
            Party = installation is null ? record.Holder : null,
        };
        var open = new List<string>();
        await foreach (var other in procedures.AllAsync(filter, cancellation))
        {
            if (other.Id != record.Id && open.Count < Named)
                open.Add(other.Id);
        }
        return open;
    }

    private static string NameOf(AccountReference reference) => reference switch
    {
        AccountReference.ByNumber one => one.Number.ToString(),
        AccountReference.ByInstallation one => one.Code,
        _ => "—",
    };
}
