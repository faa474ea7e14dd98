using System.Collections.Concurrent;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>The engine on the emulator, with each of its storage calls broken in each way.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class DurableEngineFaultTests(AzuriteFixture azurite)
{
    private const int CasesAtOnce = 4;

    private const string TheEnd = """
        child | Completed | "child!" | "working"
        story | Completed | "again 40000 first! left! right! child! approve last!" | "ending"
        """;

    private static readonly string[] AllMarks = ["child", "first", "last", "left", "right"];

    /// <summary>Every kind of trouble, for clients that never repeat a call and that repeat it once.</summary>
    public static TheoryData<string, int> Troubles
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var trouble in Enum.GetNames<StorageTrouble>())
            {
                all.Add(trouble, 0);
                all.Add(trouble, 1);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public Task Story_WithTroubleAtAnyCall_EndsTheSame(string trouble, int repeats) =>
        CheckAllCallsAsync(trouble, repeats, 1);

    [Theory]
    [InlineData(nameof(StorageTrouble.DropRequest))]
    [InlineData(nameof(StorageTrouble.DropAnswer))]
    [InlineData(nameof(StorageTrouble.Answer412))]
    [InlineData(nameof(StorageTrouble.Answer503))]
    public Task Story_WithAnOutageFromAnyCallOn_EndsTheSame(string trouble) => CheckAllCallsAsync(trouble, 1, 7);

    [Theory]
    [InlineData(nameof(StorageTrouble.KillBefore))]
    [InlineData(nameof(StorageTrouble.KillAfter))]
    public async Task Story_WhoseProcessDiesAgainInItsRecovery_EndsTheSame(string kind)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        var firsts = Enumerable.Range(1, await CountCallsAsync()).Where(call => call % 3 == 0);
        var deaths = firsts.SelectMany(_ => Enumerable.Range(4, 6), (first, again) => (First: first, Again: again));
        await CheckAsync(deaths.Select(death => new Case(
            $"{trouble} at call {death.First} and at call {death.Again} after it",
            () => TroubledStorage.From(death.First, trouble),
            0,
            () => TroubledStorage.From(death.Again, trouble))));
    }

    [Fact]
    public async Task Story_WithRandomTrouble_EndsTheSame() =>
        await CheckAsync(Enumerable.Range(1, 10).Select(seed => new Case(
            $"seed {seed}", () => RandomTrouble(seed), seed % 3)));

    private async Task CheckAllCallsAsync(string kind, int repeats, int length)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        await CheckAsync(Enumerable.Range(1, await CountCallsAsync()).Select(call => new Case(
            $"{trouble} at {length} calls from {call} on with {repeats} repetitions",
            () => TroubledStorage.From(call, trouble, length),
            repeats)));
    }

    private static TroubledStorage RandomTrouble(int seed)
    {
        // The plan is drawn before the run, since calls that are made at once come in no fixed order.
        var random = new Random(seed);
        var plan = Enumerable.Range(0, 300).Select(StorageTrouble? (_) => random.Next(1000) switch
        {
            < 200 => (StorageTrouble)random.Next((int)StorageTrouble.KillBefore),
            < 210 => StorageTrouble.KillBefore,
            < 220 => StorageTrouble.KillAfter,
            _ => null,
        }).ToArray();
        return new() { Plan = n => n < plan.Length ? plan[n] : null };
    }

    private async Task<int> CountCallsAsync()
    {
        var storage = new TroubledStorage();
        if (await FailureAsync(new("undisturbed", () => storage, 0)) is { } failure)
            Assert.Fail(failure);
        Assert.InRange(storage.Calls, 25, 60);
        return storage.Calls;
    }

    private async Task CheckAsync(IEnumerable<Case> cases)
    {
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = CasesAtOnce },
            async (one, _) =>
            {
                if (await FailureAsync(one) is { } failure)
                    failures.Enqueue($"{one.Name}: {failure}");
            });
        if (!failures.IsEmpty)
            Assert.Fail(string.Join('\n', failures.Order()));
    }

    /// <summary>Runs a case, with a process without trouble after a death.</summary>
    private async Task<string?> FailureAsync(Case one)
    {
        var story = new DurableStory();
        var process = new DurableProcess(
            azurite.ConnectionString, AzuriteFixture.NewName("Hub"), story, new ImpatientTime());
        try
        {
            var end = await process.RunAsync(one.Storage(), one.Repeats)
                ?? (one.Again is { } again ? await process.RunAsync(again(), one.Repeats) : null)
                ?? await process.RunAsync(new TroubledStorage(), 0);
            var marks = story.Marks.Distinct().Order().ToArray();
            if (!marks.SequenceEqual(AllMarks))
                return $"marks {string.Join(' ', marks)} of {end}";
            return end == TheEnd.ReplaceLineEndings("\n") ? null : end;
        }
#pragma warning disable CA1031 // Whatever breaks a case is reported with its name and its seed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.ToString();
        }
    }

    private sealed record Case(
        string Name, Func<TroubledStorage> Storage, int Repeats, Func<TroubledStorage>? Again = null);
}
