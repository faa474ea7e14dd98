using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>A journal of its own for each test, in a table with a fresh name.</summary>
public abstract class JournalTestBase(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string name = AzuriteFixture.NewName("journal");

    internal TableClient Table { get; private set; } = null!;

    internal string ConnectionString => azurite.ConnectionString;

    public async Task InitializeAsync()
    {
        Table = new TableClient(azurite.ConnectionString, name);
        await Table.CreateAsync();
    }

    public async Task DisposeAsync() => await Table.DeleteAsync();

    internal JournalStore Store() => new(Table);

    /// <summary>A client whose calls can be broken.</summary>
    /// <param name="fault">Where it breaks.</param>
    /// <param name="repeats">How often the client itself repeats a broken call.</param>
    internal JournalStore Store(StorageFault fault, int repeats = 0)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = repeats;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(fault, HttpPipelinePosition.PerRetry);
        return new JournalStore(new TableClient(azurite.ConnectionString, name, options));
    }

    internal static DateTimeOffset At { get; } = new(2022, 7, 27, 17, 0, 0, TimeSpan.FromHours(6));

    internal static byte[][] Bytes(params string[] entries) => [.. entries.Select(Encoding.UTF8.GetBytes)];

    internal static MerkleFrontier TreeOf(JournalHead? head, IEnumerable<byte[]> entries)
    {
        var tree = head is null ? new MerkleFrontier() : MerkleFrontier.FromBytes(head.Frontier);
        foreach (var entry in entries)
            tree.Append(MerkleTree.LeafHash(entry));
        return tree;
    }

    internal static Task<CommitOutcome> CommitAsync(JournalStore store, JournalHead? head, params string[] entries) =>
        store.CommitAsync(head, Bytes(entries), TreeOf(head, Bytes(entries)), At);

    internal static async Task<JournalHead> CommittedAsync(
        JournalStore store, JournalHead? head, params string[] entries) =>
        Assert.IsType<CommitOutcome.Committed>(await CommitAsync(store, head, entries)).Head;

    internal static async Task<IReadOnlyList<string>> TextsAsync(JournalStore store)
    {
        var texts = new List<string>();
        await foreach (var page in store.ReadPagesAsync(0))
            texts.AddRange(page.Split().Select(entry => Encoding.UTF8.GetString(entry.Span)));
        return texts;
    }
}
