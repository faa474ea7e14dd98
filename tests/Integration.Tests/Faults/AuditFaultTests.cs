using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>
/// A case of an audit from its opening until two people have lifted it, with each call of the storage broken in each
/// way, or the process dead from then on: there is one case, and two agreements lift it.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class AuditFaultTests(AzuriteFixture azurite)
{
    private const int MaxAttempts = 5;
    private static readonly DateTimeOffset At = new(2022, 8, 3, 0, 40, 0, TimeSpan.FromHours(6));
    private static readonly AccountNumber Account = new(AccountKind.Installation, 1);
    private static readonly AuditReport Report = new(
        At, At, 7, "", true, [new AuditFinding(5, Account, null, AuditMatter.StoredEntry, "Entry 5 is not stored.")]);

    [Fact]
    public async Task Case_WithTroubleAtAnyCall_IsOpenedOnceAndLiftedByTwo()
    {
        var calm = new TroubledStorage();
        var expected = await PlayAsync(calm, 0);
        var failures = new List<string>();
        foreach (var repeats in (int[])[0, 1])
            foreach (var trouble in Enum.GetValues<StorageTrouble>())
                for (var call = 1; call <= calm.Calls; call++)
                {
                    var ended = await PlayAsync(TroubledStorage.From(call, trouble, 1), repeats);
                    if (ended != expected)
                        failures.Add($"{trouble} at call {call} with {repeats} repetitions:\n{ended}");
                }

        Assert.InRange(calm.Calls, 8, 40);
        Assert.True(failures.Count == 0, $"Expected\n{expected}\n{string.Join('\n', failures)}");
    }

    private async Task<string> PlayAsync(TroubledStorage storage, int repeats)
    {
        var name = AzuriteFixture.NewName("freezes");
        var freezes = new Freezes();
        if (!await TellAsync(Cases(name, storage, repeats, freezes), freezes, storage))
        {
            var next = new Freezes();
            Assert.True(await TellAsync(Cases(name, new TroubledStorage(), 0, next), next, new TroubledStorage()));
        }
        var last = new Freezes();
        var cases = await Cases(name, new TroubledStorage(), 0, last).RefreshAsync(default);
        Assert.False(last.Any);
        return JsonSerializer.Serialize(cases, StorageJson.Options);
    }

    /// <summary>False when the process died in between; who comes after begins with the first step again.</summary>
    private static async Task<bool> TellAsync(AuditCaseStore cases, Freezes freezes, TroubledStorage storage)
    {
        Func<Task>[] steps =
        [
            () => cases.StartAsync(default),
            async () =>
            {
                // After a lift by the run that died the same findings would open a second case, as they should.
                if ((await cases.RefreshAsync(default)).Count == 0)
                    Assert.Equal("auditCase.1", (await cases.OpenAsync(Report, default))?.Id);
            },
            () => AgreeAsync(cases, "registrar-1"),
            () => AgreeAsync(cases, "admin"),
        ];
        foreach (var step in steps)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await step();
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
        Assert.False(freezes.Any);
        return true;
    }

    private static async Task AgreeAsync(AuditCaseStore cases, string who)
    {
        var result = await cases.DecideAsync("auditCase.1", new LiftDecision(who, At, "restored"), default);
        Assert.Equal(LiftAnswer.Taken, result?.Answer);
    }

    private AuditCaseStore Cases(string name, TroubledStorage storage, int repeats, Freezes freezes) => new(
        new TableClient(azurite.ConnectionString, name, storage.Into(new TableClientOptions(), repeats)), freezes);
}
