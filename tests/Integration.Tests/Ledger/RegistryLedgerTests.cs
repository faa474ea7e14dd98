using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

[Collection(AzuriteCollection.Name)]
public sealed class RegistryLedgerTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    [Fact]
    public async Task Post_OfABatch_StandsAndIsSeenByOthers()
    {
        await using var ledger = await StartWithUnitsAsync();
        Assert.Equal(SomeInstructions.Units, await BalanceAsync(ledger, SomeInstructions.First));
        await using var other = await StartAsync();
        Assert.Equal(Text(ledger), Text(other));
        await TransferAsync(ledger, "p/1", 5);
        Assert.Equal(0, await BalanceAsync(other, SomeInstructions.Second));
        await other.RefreshAsync();
        Assert.Equal(5, await BalanceAsync(other, SomeInstructions.Second));
        Assert.Equal(ledger.Head.Root, other.Head.Root);
        Assert.Equal((ledger.Head.Size, ledger.Head.At), (other.Head.Size, other.Head.At));
        Assert.Null(ledger.Frozen ?? other.Frozen);
    }

    [Fact]
    public async Task Post_OfTheSameInstructionTwice_IsAlreadyPosted()
    {
        await using var ledger = await StartWithUnitsAsync();
        var posted = Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, "p/1"));
        Assert.Equal([ledger.Head.Size - 1], posted.Numbers);
        Assert.Equal("p/1", Assert.Single(posted.Entries).Instruction);
        var again = Assert.IsType<PostingResult.AlreadyPosted>(await TransferAsync(ledger, "p/1"));
        Assert.Equal(posted.Numbers, again.Numbers);
        var mixed = Assert.IsType<PostingResult.Posted>(
            await ledger.PostAsync([SomeInstructions.Transfer("p/1"), SomeInstructions.Transfer("p/2")]));
        Assert.Equal([.. posted.Numbers, ledger.Head.Size - 1], mixed.Numbers);
        Assert.Equal(2, await BalanceAsync(ledger, SomeInstructions.Second));
    }

    [Fact]
    public async Task Post_OfAnActThatLookedAtTheClockEarlier_StandsAtTheMomentOfTheOneBefore()
    {
        await using var ledger = await StartWithUnitsAsync();
        var late = SomeInstructions.Transfer("p/1");
        var hurried = SomeInstructions.Transfer("p/2") with { At = late.At.AddSeconds(-1) };
        await ledger.PostAsync([late]);
        var posted = Assert.IsType<PostingResult.Posted>(await ledger.PostAsync([hurried]));

        Assert.Equal(late.At, Assert.Single(posted.Entries).At, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Post_WithOneRefused_PostsNothingOfTheBatch()
    {
        await using var ledger = await StartWithUnitsAsync();
        var before = ledger.Head;
        var refused = Assert.IsType<PostingResult.Refused>(await ledger.PostAsync(
            [SomeInstructions.Transfer("p/1"), SomeInstructions.Transfer("p/2", SomeInstructions.Units)]));
        Assert.Equal((1, RefusalCode.InsufficientUnits), (refused.Index, refused.Refusal.Code));
        Assert.Equal(before.Root, ledger.Head.Root);
        Assert.Equal(0, await BalanceAsync(ledger, SomeInstructions.Second));
        Assert.Equal(before.Size, (await Store().LoadHeadAsync())!.Size);
    }

    [Fact]
    public async Task Post_ThatAnOlderStateWouldRefuse_IsDecidedOnWhatStands()
    {
        await using var other = await StartAsync();
        await using var ledger = await StartWithUnitsAsync();
        Assert.IsType<PostingResult.Posted>(await TransferAsync(other, "p/1", 5));
        await TransferAsync(ledger, "p/2", SomeInstructions.Units - 5);
        var refused = Assert.IsType<PostingResult.Refused>(await TransferAsync(other, "p/3", 1));

        Assert.Equal(RefusalCode.InsufficientUnits, refused.Refusal.Code);
        Assert.Equal(SomeInstructions.Units, await BalanceAsync(other, SomeInstructions.Second));
    }

    [Fact]
    public async Task Post_OfNothing_WritesNothing()
    {
        await using var ledger = await StartAsync();
        Assert.IsType<PostingResult.Nothing>(await ledger.PostAsync([]));
        Assert.Null(await Store().LoadHeadAsync());
        Assert.Equal(MerkleTree.EmptyRoot, ledger.Head.Root);
    }

    [Fact]
    public async Task Post_OfAnInstructionThatIsOurMistake_FailsAloneAndHurtsNobody()
    {
        await using var ledger = await StartWithUnitsAsync();
        var wrong = SomeInstructions.Transfer("p/wrong") with { By = [] };
        var unwritable = SomeInstructions.Transfer("p/unwritable") with { By = ["\ud800"] };
        var results = await Task.WhenAll(
            Outcome(ledger.PostAsync([SomeInstructions.Transfer("p/1")])),
            Outcome(ledger.PostAsync([wrong])),
            Outcome(ledger.PostAsync([SomeInstructions.Transfer("p/2"), unwritable])),
            Outcome(ledger.PostAsync([SomeInstructions.Transfer("p/3")])));
        Assert.Equal(["Posted", "ArgumentException", "ArgumentException", "Posted"], results);
        Assert.Equal(2, await BalanceAsync(ledger, SomeInstructions.Second));

        static async Task<string> Outcome(Task<PostingResult> posting)
        {
            try
            {
                return (await posting).GetType().Name;
            }
            catch (Exception error)
            {
                return error.GetType().Name;
            }
        }
    }

    [Fact]
    public async Task Post_OfManyCallers_SharesPages()
    {
        await using var ledger = await StartWithUnitsAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => TransferAsync(ledger, $"p/{n}")));
        Assert.All(results, result => Assert.IsType<PostingResult.Posted>(result));
        Assert.Equal(200, results.Cast<PostingResult.Posted>().SelectMany(result => result.Numbers).Distinct().Count());
        Assert.Equal(200, await BalanceAsync(ledger, SomeInstructions.Second));
        Assert.True((await Store().LoadHeadAsync())!.Pages < 100);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Post_OfManyLedgersOnOneJournal_PostsEachInstructionOnce(int count)
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var ledgers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartAsync()));
        // Every instruction is posted by two ledgers: one of the two calls finds it standing.
        var results = await Task.WhenAll(
            from n in Enumerable.Range(0, 10 * count)
            from ledger in (int[])[n % count, (n + 1) % count]
            select TransferAsync(ledgers[ledger], $"p/{n}"));
        Assert.Equal(10 * count, results.OfType<PostingResult.Posted>().Count());
        Assert.Equal(10 * count, results.OfType<PostingResult.AlreadyPosted>().Count());
        await using var judge = await StartAsync();
        Assert.Null(judge.Frozen);
        Assert.Equal(10 * count, await BalanceAsync(judge, SomeInstructions.Second));
        Assert.Equal(Ids(judge).Length, Ids(judge).Distinct().Count());
        foreach (var ledger in ledgers)
        {
            await ledger.RefreshAsync();
            Assert.Equal(judge.Head.Root, ledger.Head.Root);
            await ledger.DisposeAsync();
        }
    }

    [Fact]
    public async Task Post_OfANationalPlan_StandsAsOneEntry()
    {
        await using var ledger = await StartAsync();
        var posted = Assert.IsType<PostingResult.Posted>(await ledger.PostAsync(SomeInstructions.Plan()));
        var moved = Assert.IsType<EntryBody.Moved>(posted.Entries[^1].Body);
        Assert.Equal(936, moved.Moves.Count);
        await using var other = await StartAsync();
        Assert.Null(other.Frozen);
        Assert.Equal(692_000_000, await other.ReadAsync(state => state.IssuedIn(SomeInstructions.Series)));
    }

    [Fact]
    public async Task Post_OfMoreThanAPage_StandsInSeveralAndIsResumed()
    {
        const int accounts = 4000;
        IReadOnlyList<Instruction> batch =
            [.. SomeInstructions.SetUp(), SomeInstructions.OpenInstallations("p/open", accounts)];
        // The process stops after the second page.
        var fault = new StorageFault
        {
            Plan = (call, request) => call > 4 && StorageFault.IsCommit(request) ? Fault.Before : null,
        };
        await using (var stopped = await StartAsync(Store(fault)))
            await Assert.ThrowsAsync<CommitUnknownException>(() => stopped.PostAsync(batch));
        await using var ledger = await StartAsync();
        Assert.InRange(ledger.Head.Size, 6, accounts + 4);
        Assert.IsType<PostingResult.Posted>(await ledger.PostAsync(batch));
        Assert.Equal(accounts + 5, ledger.Head.Size);
        Assert.IsType<PostingResult.AlreadyPosted>(await ledger.PostAsync(batch));
        await using var judge = await StartAsync();
        Assert.Equal((accounts + 5, null), (judge.Head.Size, judge.Frozen));
        Assert.True((await Store().LoadHeadAsync())!.Pages >= 3);
    }

    [Fact]
    public async Task Proofs_OfTheLedger_VerifyAgainstItsHeads()
    {
        await using var ledger = await StartWithUnitsAsync();
        var old = ledger.Head;
        await Task.WhenAll(Enumerable.Range(0, 9).Select(n => TransferAsync(ledger, $"p/{n}")));
        var head = ledger.Head;
        for (var n = 0; n < head.Size; n++)
        {
            Assert.Equal(MerkleTree.LeafHash(ledger.EntryBytes(n).Span), ledger.LeafHash(n));
            Assert.True(MerkleProof.VerifyInclusion(
                n, head.Size, ledger.LeafHash(n), ledger.InclusionProof(n, head.Size), head.Root));
        }
        Assert.True(MerkleProof.VerifyConsistency(
            old.Size, head.Size, old.Root, head.Root, ledger.ConsistencyProof(old.Size, head.Size)));
        Assert.Equal(old.Root, ledger.RootAt(old.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Entry(head.Size));
    }

    [Fact]
    public async Task Post_AtAFineMoment_IsCutToTheMillisecond()
    {
        await using var ledger = await StartWithUnitsAsync();
        Assert.Equal(At, ledger.Head.At);
        Assert.Equal(TimeSpan.FromHours(6), ledger.Entry(0).At.Offset);
    }
}
