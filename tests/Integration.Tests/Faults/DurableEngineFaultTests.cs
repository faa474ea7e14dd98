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
        story | Completed | "again 40000 first! left! right! child! approve last!" | "decided"
        """;

    private static readonly string[] AllMarks = ["child", "first", "last", "left", "right"];

    [Theory]
    [InlineData(nameof(StorageTrouble.DropAnswer), 0)]
    [InlineData(nameof(StorageTrouble.DropAnswer), 1)]
    [InlineData(nameof(StorageTrouble.KillBefore), 0)]
    [InlineData(nameof(StorageTrouble.KillAfter), 0)]
    [InlineData(nameof(StorageTrouble.Answer503), 0)]
    [InlineData(nameof(StorageTrouble.Answer412), 0)]
    public async Task Story_WithTroubleAtAnyCall_EndsTheSame(string kind, int repeats)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        await CheckAsync(Enumerable.Range(1, await CountCallsAsync()).Select(call => new Case(
            $"{trouble} at call {call} with {repeats} repetitions",
            () => TroubledStorage.At(call, trouble),
            repeats)));
    }

    /// <summary>The kinds that differ little from those above, at every fourth call from a seeded first one.</summary>
    [Theory]
    [InlineData(nameof(StorageTrouble.DropRequest), 0)]
    [InlineData(nameof(StorageTrouble.DropRequest), 1)]
    [InlineData(nameof(StorageTrouble.Delay), 0)]
    [InlineData(nameof(StorageTrouble.Answer412), 1)]
    [InlineData(nameof(StorageTrouble.Answer429), 0)]
    [InlineData(nameof(StorageTrouble.Answer429), 1)]
    [InlineData(nameof(StorageTrouble.Answer500), 0)]
    [InlineData(nameof(StorageTrouble.Answer500), 1)]
    [InlineData(nameof(StorageTrouble.Answer503), 1)]
    public async Task Story_WithTroubleAtSomeCalls_EndsTheSame(string kind, int repeats)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        var first = new Random(((int)trouble * 2) + repeats).Next(1, 5);
        var calls = await CountCallsAsync();
        await CheckAsync(Enumerable.Range(1, calls).Where(call => call % 4 == first % 4).Select(call => new Case(
            $"{trouble} at call {call} with {repeats} repetitions",
            () => TroubledStorage.At(call, trouble),
            repeats)));
    }

    [Fact]
    public async Task Story_WithRandomTrouble_EndsTheSame() =>
        await CheckAsync(Enumerable.Range(1, 10).Select(seed => new Case(
            $"seed {seed}", () => RandomTrouble(seed), seed % 3)));

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
        Assert.Null(await FailureAsync(new("undisturbed", () => storage, 0)));
        Assert.InRange(storage.Calls, 30, 80);
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
        Assert.Empty(failures);
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
                ?? await process.RunAsync(new TroubledStorage(), 0);
            var marks = story.Marks.Distinct().Order().ToArray();
            if (!marks.SequenceEqual(AllMarks))
                return "marks " + string.Join(' ', marks);
            return end == TheEnd.ReplaceLineEndings("\n") ? null : end;
        }
#pragma warning disable CA1031 // Whatever breaks a case is reported with its name and its seed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.ToString();
        }
    }

    private sealed record Case(string Name, Func<TroubledStorage> Storage, int Repeats);
}
