using Azure;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>Each public write of the stores beside the journal, with each of its calls broken in each way.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class StoreFaultTests(StoreAccount account) : IClassFixture<StoreAccount>
{
    private const int MaxAttempts = 5;

    public static TheoryData<string> Stories => [.. StoreStories.All.Keys];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Writes_WithTroubleAtAnyCall_LeaveWhatUndisturbedOnesLeave(string story)
    {
        var calm = new TroubledStorage();
        var expected = await RunAsync(story, calm, 0);
        var failures = new List<string>();
        foreach (var repeats in (int[])[0, 1])
        {
            foreach (var trouble in Enum.GetValues<StorageTrouble>())
            {
                for (var call = 1; call <= calm.Calls; call++)
                {
                    var state = await RunAsync(story, TroubledStorage.From(call, trouble, 1), repeats);
                    if (state != expected)
                        failures.Add($"{trouble} at call {call} with {repeats} repetitions:\n{state}");
                }
            }
        }

        Assert.True(failures.Count == 0, $"Expected\n{expected}\n{string.Join('\n', failures)}");
    }

    /// <summary>An outage is longer than the client's own repetitions, and so its failures come all together.</summary>
    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Writes_WithAnOutageFromAnyCallOn_LeaveWhatUndisturbedOnesLeave(string story)
    {
        var calm = new TroubledStorage();
        var expected = await RunAsync(story, calm, 0);
        foreach (var trouble in (StorageTrouble[])[StorageTrouble.DropRequest, StorageTrouble.DropAnswer])
        {
            for (var call = 1; call <= calm.Calls; call++)
                Assert.Equal(expected, await RunAsync(story, TroubledStorage.From(call, trouble, 3), 1));
        }
    }

    /// <summary>
    /// A change that may be made once only, such as a registrar's decision: its own first try is not somebody else's.
    /// </summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Change_WhoseAnswerWasLost_IsKnownAsItsOwn(int repeats, bool othersGoOn)
    {
        var calm = account.Parts(new TroubledStorage(), 0);
        await calm.ClearAsync(StoreStories.All["procedure"]);
        await calm.Procedures.CreateAsync(StoreStories.Record(), default);
        var storage = TroubledStorage.From(2, StorageTrouble.DropAnswer, 1);
        storage.Meanwhile = async call =>
        {
            if (othersGoOn && call == 3)
                await calm.Procedures.ChangeAsync(StoreStories.Record().Id, Other, default);
        };
        var made = 0;

        var after = await account.Parts(storage, repeats).Procedures.ChangeAsync(
            StoreStories.Record().Id,
            record =>
            {
                made++;
                return record with { Decisions = [.. record.Decisions, new("registrar-1", true, null, default)] };
            },
            default);

        Assert.Equal(1, made);
        string[] deciders = othersGoOn ? ["registrar-1", "registrar-2"] : ["registrar-1"];
        Assert.Equal(deciders, after.Decisions.Select(decision => decision.Who));
        Assert.Equal(deciders, (await calm.Procedures.GetAsync(after.Id, default)).Decisions.Select(one => one.Who));

        static ProcedureRecord Other(ProcedureRecord record) =>
            record with { Decisions = [.. record.Decisions, new("registrar-2", true, null, default)] };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Create_WhoseAnswerWasLost_IsKnownAsItsOwn(int repeats)
    {
        var calm = account.Parts(new TroubledStorage(), 0);
        await calm.ClearAsync(StoreStories.All["procedure"]);
        var storage = TroubledStorage.From(1, StorageTrouble.DropAnswer, 1);

        var (_, created) = await account.Parts(storage, repeats).Procedures.CreateAsync(StoreStories.Record(), default);
        var (_, again) = await calm.Procedures.CreateAsync(StoreStories.Record(), default);

        Assert.True(created);
        Assert.False(again);
    }

    [Fact]
    public async Task Put_RefusedAlthoughNothingIsThere_IsNotTakenForKept()
    {
        var calm = account.Parts(new TroubledStorage(), 0);
        await calm.ClearAsync(StoreStories.All["document"]);
        var storage = TroubledStorage.From(1, StorageTrouble.Answer412, 1);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => account.Parts(storage, 0).Archive.PutAsync(new byte[] { 1 }, default));

        Assert.Equal(412, refused.Status);
    }

    /// <summary>Runs a story as its callers would, then once more, and gives what stands at the end.</summary>
    private async Task<string> RunAsync(string story, TroubledStorage storage, int repeats)
    {
        var calm = account.Parts(new TroubledStorage(), 0);
        await calm.ClearAsync(StoreStories.All[story]);
        var parts = account.Parts(storage, repeats);
        if (!await TellAsync(story, parts, storage))
            Assert.True(await TellAsync(story, calm, new TroubledStorage()));
        calm.Persons.UnionWith(parts.Persons);
        var first = await calm.StateAsync(StoreStories.All[story]);
        Assert.True(await TellAsync(story, calm, new TroubledStorage()));
        Assert.Equal(first, await calm.StateAsync(StoreStories.All[story]));
        return first;
    }

    /// <summary>False when the process died in between.</summary>
    private static async Task<bool> TellAsync(string story, StoreParts parts, TroubledStorage storage)
    {
        foreach (var step in StoreStories.All[story].Steps)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await step(parts);
                    break;
                }
                catch (Exception failure) when (failure is RequestFailedException or AggregateException)
                {
                    if (storage.Died.IsCompleted)
                        return false;
                    if (attempt == MaxAttempts)
                        throw;
                }
            }
        }

        return true;
    }
}

/// <summary>An account of the emulator, for stores whose tables and containers have fixed names.</summary>
public sealed class StoreAccount(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string connection = azurite.TakeAccount();

    /// <inheritdoc/>
    public Task InitializeAsync() => Parts(new TroubledStorage(), 0).MakeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    internal StoreParts Parts(TroubledStorage storage, int repeats) => new(connection, storage, repeats);
}
