using System.Text;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>Ledgers over a journal of their own for each test.</summary>
public abstract class RegistryLedgerTestBase(AzuriteFixture azurite) : JournalTestBase(azurite)
{
    internal async Task<RegistryLedger> StartAsync(JournalStore? store = null)
    {
        var ledger = new RegistryLedger(store ?? Store());
        await ledger.StartAsync();
        return ledger;
    }

    internal async Task<RegistryLedger> StartWithUnitsAsync()
    {
        var ledger = await StartAsync();
        Assert.IsType<PostingResult.Posted>(await ledger.PostAsync(SomeInstructions.SetUp()));
        return ledger;
    }

    internal static Task<long> BalanceAsync(RegistryLedger ledger, string installation) => ledger.ReadAsync(state =>
        state.Find(new AccountReference.ByInstallation(installation))?.Balance(UnitKind.Quota) ?? 0);

    internal static Task<PostingResult> TransferAsync(RegistryLedger ledger, string id, long units = 1) =>
        ledger.PostAsync([SomeInstructions.Transfer(id, units)]);

    /// <summary>The ids of all entries, which tell what stands and in which order.</summary>
    internal static string[] Ids(RegistryLedger ledger) =>
        [.. Enumerable.Range(0, (int)ledger.Head.Size).Select(n => ledger.Entry(n).Instruction)];

    internal static string Text(RegistryLedger ledger) =>
        string.Join('\n', Enumerable.Range(0, (int)ledger.Head.Size).Select(
            n => Encoding.UTF8.GetString(ledger.EntryBytes(n).Span)));
}
