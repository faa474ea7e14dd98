using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>Sixteen writers on one journal head, each with trouble of its own on the way to the storage.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class ManyWritersTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const int Writers = 16;
    private const int Rounds = 8;
    private const int PostsEach = 4;
    private const int MaxAttempts = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_OnOneHeadUnderFaults_HasExactlyOneWinnerEachRound(int seed)
    {
        var stores = Enumerable.Range(0, Writers).Select(writer => Store(Trouble(seed, writer), seed % 2)).ToList();
        JournalHead? head = null;
        var winners = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var outcomes = await Task.WhenAll(stores.Select(
                (store, writer) => TryCommitAsync(store, head, $"{round}/{writer}")));
            head = await Store().LoadHeadAsync();
            var standing = await TextsAsync(Store());

            Assert.Equal(round + 1, standing.Count);
            var winner = standing[^1];
            winners.Add(winner);
            foreach (var (entry, outcome) in outcomes)
            {
                // Whoever was told of a commit has won, and whoever was told of a loss has not.
                if (outcome is not null)
                    Assert.Equal(entry == winner, outcome is CommitOutcome.Committed);
            }
        }

        Assert.Equal(winners, await TextsAsync(Store()));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Post_ByManyLedgersUnderFaults_LosesAndDoublesNothing(int seed)
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var ledgers = await StartAllAsync(seed);
        await Task.WhenAll(ledgers.Select(async (ledger, writer) =>
        {
            for (var post = 0; post < PostsEach; post++)
            {
                var id = $"w{writer}/{post}";
                var result = await AgainAsync(() => TransferAsync(ledger, id));
                Assert.True(result is PostingResult.Posted or PostingResult.AlreadyPosted, $"{id}: {result}");
            }
        }));

        await using var judge = await StartAsync();
        var expected = Enumerable.Range(0, Writers)
            .SelectMany(writer => Enumerable.Range(0, PostsEach).Select(post => $"w{writer}/{post}"));
        Assert.Equal(expected.Order(), Ids(judge).Where(id => id.StartsWith('w')).Order());
        Assert.Equal(Writers * PostsEach, await BalanceAsync(judge, SomeInstructions.Second));
        foreach (var ledger in ledgers)
        {
            await using (ledger)
            {
                await AgainAsync(async () =>
                {
                    await ledger.RefreshAsync();
                    return true;
                });
                Assert.Null(ledger.Frozen);
                Assert.Equal(Text(judge), Text(ledger));
            }
        }
    }

    [Fact]
    public async Task Post_OfOneInstructionByAllLedgersUnderFaults_StandsOnce()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var ledgers = await StartAllAsync(6);

        var results = await Task.WhenAll(ledgers.Select(ledger => AgainAsync(() => TransferAsync(ledger, "one/1"))));

        Assert.All(results, result => Assert.True(result is PostingResult.Posted or PostingResult.AlreadyPosted));
        await using var judge = await StartAsync();
        Assert.Single(Ids(judge), "one/1");
        Assert.Equal(1, await BalanceAsync(judge, SomeInstructions.Second));
        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    private Task<RegistryLedger[]> StartAllAsync(int seed)
    {
        var stores = Enumerable.Range(0, Writers).Select(writer => Store(Trouble(seed, writer), seed % 2)).ToList();
        return Task.WhenAll(stores.Select(store => AgainAsync(() => StartAsync(store))));
    }

    /// <summary>One call in three goes wrong; the plan is drawn ahead, so that a seed repeats it.</summary>
    private static TroubledStorage Trouble(int seed, int writer)
    {
        StorageTrouble[] kinds =
        [
            StorageTrouble.DropRequest, StorageTrouble.DropAnswer, StorageTrouble.Delay,
            StorageTrouble.Answer429, StorageTrouble.Answer500, StorageTrouble.Answer503,
        ];
        var random = new Random((seed * 1000) + writer);
        var plan = Enumerable.Range(0, 4000)
            .Select(StorageTrouble? (_) => random.Next(3) == 0 ? kinds[random.Next(kinds.Length)] : null)
            .ToArray();
        return new() { Plan = n => n < plan.Length ? plan[n] : null };
    }

    /// <summary>The entry with its outcome; null when the writer was not told.</summary>
    private static async Task<(string Entry, CommitOutcome? Outcome)> TryCommitAsync(
        JournalStore store, JournalHead? head, string entry)
    {
        try
        {
            return (entry, await CommitAsync(store, head, entry));
        }
        catch (Exception unknown) when (IsTrouble(unknown))
        {
            return (entry, null);
        }
    }

    private static async Task<T> AgainAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception failure) when (IsTrouble(failure) && attempt < MaxAttempts)
            {
                // A caller who does not know the outcome asks for the same again.
            }
        }
    }

    private static bool IsTrouble(Exception failure) =>
        failure is CommitUnknownException or RequestFailedException or AggregateException;

    private JournalStore Store(TroubledStorage storage, int repeats) =>
        new(new TableClient(ConnectionString, Table.Name, storage.Into(new TableClientOptions(), repeats)));
}
