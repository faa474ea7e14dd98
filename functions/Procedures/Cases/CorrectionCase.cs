using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>T26 (¶8): a wrong entry is reversed exactly.</summary>
internal sealed class CorrectionCase(AccountHolders holders, RegistryLedger ledger) : DocumentCase<Correction>
{
    internal override DocumentKind Kind => DocumentKind.Correction;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        Correction document, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var entry = await FindAsync(document, cancellation);
        return entry?.Body is EntryBody.Moved ? [] : [LeavingFits.NoEntry(document.Entry)];
    }

    /// <summary>The holders of the accounts that the entry touched.</summary>
    private protected override async Task<IReadOnlyList<string>> ConcernedAsync(
        Correction document, CancellationToken cancellation)
    {
        if ((await FindAsync(document, cancellation))?.Body is not EntryBody.Moved moved)
            return [];
        var touched = moved.Moves
            .SelectMany(move => new[] { move.From, move.To })
            .OfType<Domain.Accounts.AccountNumber>()
            .Distinct();
        var persons = new List<string>();
        foreach (var account in touched)
        {
            var holder = await holders.OfAccountAsync(new AccountReference.ByNumber(account), cancellation);
            if (holder is not null && !persons.Contains(holder))
                persons.Add(holder);
        }
        return persons;
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, Correction document, DateOnly on, CancellationToken cancellation) =>
        Correcting.Decide(document, await FindAsync(document, cancellation));

    private async Task<Entry?> FindAsync(Correction document, CancellationToken cancellation) =>
        document.Entry < ledger.Head.Size ? await ledger.EntryAsync(document.Entry, cancellation) : null;
}
