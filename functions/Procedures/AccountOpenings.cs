using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// When a notice about an installation can be acted upon whose account may still be on its way (¶14, ¶17).
/// </summary>
public sealed class AccountOpenings(ProcedureStore procedures, RegistryLedger ledger)
{
    /// <summary>
    /// A notice that comes while the application is open waits for it, and its term counts from the later of receipt
    /// and the day on which the account was opened. It has no hope when every application was refused; where nobody has
    /// applied yet it starts, since the account may come before the term ends.
    /// </summary>
    /// <param name="record">The procedure of the notice.</param>
    /// <param name="installation">The installation's code.</param>
    /// <param name="act">The act of which the term is counted.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal async Task<StartCondition> AwaitAsync(
        ProcedureRecord record,
        string installation,
        RegulatedAct act,
        CancellationToken cancellation)
    {
        var applications = await ApplicationsAsync(installation, cancellation);
        var exists = await ledger.ReadAsync(
            state => state.Find(new AccountReference.ByInstallation(installation)) is not null, cancellation);
        // The first one that was carried out opened the account; until its row says so, its day is not known.
        var opener = applications.Find(one => one.Stage == ProcedureStage.Executed);
        var open = applications.Find(one => !one.Ended && (!exists || one.Stage == ProcedureStage.Executing));
        if (opener is null && open is not null)
            return new StartCondition.FollowedEnds(open.Id);
        if (!exists && applications.Count > 0)
        {
            return new StartCondition.Hopeless(
                RefusalCatalogue.Refuse(RefusalCode.AccountNotFound, record.Paragraph, [installation]));
        }
        var receivedOn = KazakhstanTime.DateOf(record.ReceivedAt);
        var openedOn = opener is not null && Happenings.ExecutedAt(opener) is { } at
            ? KazakhstanTime.DateOf(at)
            : receivedOn;
        return new StartCondition.TermFrom(act, openedOn > receivedOn ? openedOn : receivedOn);
    }

    private async Task<List<ProcedureRecord>> ApplicationsAsync(string installation, CancellationToken cancellation)
    {
        var filter = new ProcedureFilter
        {
            Kind = DocumentKinds.NameOf(DocumentKind.AccountApplication),
            Installation = installation,
        };
        var all = new List<ProcedureRecord>();
        await foreach (var record in procedures.AllAsync(filter, cancellation))
            all.Add(record);
        return [.. all.OrderBy(one => Happenings.ExecutedAt(one) ?? one.ReceivedAt)];
    }
}
