using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>
/// What somebody changes in the storage or in the memory of the first book is found by name, and only what is
/// concerned is frozen.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class SecondBookAuditTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Partition = "KZ";
    private static readonly AccountNumber One = new(AccountKind.Installation, 1);
    private static readonly AccountNumber Two = new(AccountKind.Installation, 2);

    [Fact]
    public async Task Audit_OfASoundJournal_FindsNothing()
    {
        await using var ledger = await StartWithTransfersAsync();
        var report = await AuditAsync(ledger);
        Assert.Empty(report.Findings);
        Assert.True(report.Reconciled);
        Assert.Equal(ledger.Head.Size, report.Size);
        Assert.Equal(Convert.ToHexStringLower(ledger.Head.Root), report.Root);
    }

    [Fact]
    public async Task Audit_AfterEqualBlocksWereSwappedInMemory_NamesBothAccountsAndRanges()
    {
        await using var ledger = await StartWithTransfersAsync();
        await SwapAsync(ledger);
        Assert.Null(ledger.Frozen);
        SwapIsNamed(await AuditAsync(ledger));
    }

    [Fact]
    public async Task Audit_AfterASnapshotWithSwappedBlocks_NamesBothAccountsAndRanges()
    {
        var container = new BlobContainerClient(ConnectionString, AzuriteFixture.NewName("journal"));
        await using (var first = new RegistryLedger(Store(), new SnapshotStore(container)))
        {
            await first.StartAsync();
            await first.PostAsync(SomeInstructions.SetUp());
            await TransferAsync(first, "p/1", 10);
            await SwapAsync(first);
        }
        await using var next = new RegistryLedger(Store(), new SnapshotStore(container));
        await next.StartAsync();
        Assert.Equal(next.Head.Size, next.StartedFrom);
        Assert.Null(next.Frozen);
        SwapIsNamed(await AuditAsync(next));
    }

    [Fact]
    public async Task Audit_AfterAByteOfAPageWasChanged_NamesTheEntryAndItsAccounts()
    {
        await using var ledger = await StartWithTransfersAsync();
        var row = await RowAsync(JournalPage.RowKeyOf(1));
        var bytes = row.GetBinary("d0");
        bytes[bytes.Length / 2] ^= 1;
        row["d0"] = bytes;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        var report = await AuditAsync(ledger);
        Assert.False(report.Reconciled);
        Assert.Equal([One, Two], AccountsOf(report, AuditMatter.StoredEntry));
        Assert.All(report.Findings, finding => Assert.Equal(5, finding.Entry));
    }

    [Fact]
    public async Task Audit_AfterAPageWasDeleted_NamesThePageAndItsAccounts()
    {
        await using var ledger = await StartWithTransfersAsync();
        await Table.DeleteEntityAsync(Partition, JournalPage.RowKeyOf(1));
        var report = await AuditAsync(ledger);
        Assert.Equal([One, Two], AccountsOf(report, AuditMatter.StoredPage));
        Assert.All(report.Findings, finding => Assert.Equal("Page 1 is missing.", finding.Detail));
    }

    [Fact]
    public async Task Audit_AfterTwoPagesChangedPlaces_NamesTheirEntries()
    {
        await using var ledger = await StartWithTransfersAsync();
        var (one, two) = (await RowAsync(JournalPage.RowKeyOf(1)), await RowAsync(JournalPage.RowKeyOf(2)));
        (one.RowKey, two.RowKey) = (two.RowKey, one.RowKey);
        await Table.UpsertEntityAsync(one, TableUpdateMode.Replace);
        await Table.UpsertEntityAsync(two, TableUpdateMode.Replace);
        var report = await AuditAsync(ledger);
        Assert.Equal([One, Two], AccountsOf(report, AuditMatter.StoredPage));
        Assert.Contains("Page 1 starts with entry 6", report.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_AfterTwoEntriesOfAPageChangedPlaces_NamesThem()
    {
        await using var ledger = await StartWithTransfersAsync();
        var page = await Store().ReadPageAsync(0);
        var entries = page.Split().Select(entry => entry.ToArray()).ToList();
        (entries[1], entries[2]) = (entries[2], entries[1]);
        var row = await RowAsync(JournalPage.RowKeyOf(0));
        row["d0"] = JournalPage.Join(entries);
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        var report = await AuditAsync(ledger);
        var named = report.Findings.Where(finding => finding.What == AuditMatter.StoredEntry);
        Assert.Equal([1L, 2L], named.Select(finding => finding.Entry!.Value).Distinct());
    }

    [Theory]
    [InlineData("size")]
    [InlineData("root")]
    [InlineData("frontier")]
    public async Task Audit_OfAForgedHead_NamesTheHeadAndFreezesNobody(string column)
    {
        await using var ledger = await StartWithTransfersAsync();
        var row = await RowAsync(JournalHead.RowKey);
        if (row[column] is byte[] hash)
            hash[^1] ^= 1;
        else
            row[column] = row.GetInt64(column) - 1;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        var report = await AuditAsync(ledger);
        Assert.Contains(report.Findings, finding => finding.What == AuditMatter.StoredHead);
        var opened = AuditCase.Of("auditCase.1", report);
        Assert.Empty(opened.Accounts);
        Assert.Empty(opened.Ranges);
    }

    [Fact]
    public async Task Case_OfAMismatch_HoldsItsUnitsUntilTwoPeopleLiftIt()
    {
        var freezes = new Freezes();
        await using var ledger = new RegistryLedger(Store(), freezes: freezes);
        await ledger.StartAsync();
        await ledger.PostAsync(SomeInstructions.SetUp());
        await ledger.PostAsync([SomeInstructions.OpenInstallations("more", 2)]);
        await TransferAsync(ledger, "p/1", 10);
        await SwapAsync(ledger);
        var cases = new AuditCaseStore(new TableClient(ConnectionString, AzuriteFixture.NewName("freezes")), freezes);
        await cases.StartAsync(default);
        var report = await AuditAsync(ledger);
        await SwapAsync(ledger);
        var opened = await cases.OpenAsync(report, default);
        Assert.Equal("auditCase.1", opened?.Id);
        Assert.Equal(opened?.Id, (await cases.OpenAsync(report, default))?.Id);
        await Assert.ThrowsAsync<UnitsFrozenException>(() => TransferAsync(ledger, "p/2", 5));
        Assert.IsType<PostingResult.Posted>(await ledger.PostAsync([SomeInstructions.OpenInstallations("free", 0)
            with { Act = new Act.BlockAccount(new AccountReference.ByInstallation("KZ-00001"), "x") }]));
        var first = await cases.DecideAsync("auditCase.1", new LiftDecision("a", At, "repaired"), default);
        var again = await cases.DecideAsync("auditCase.1", new LiftDecision("a", At.AddHours(1), "repaired"), default);
        Assert.Equal((LiftAnswer.Taken, LiftAnswer.DecidedAlready), (first?.Answer, again?.Answer));
        await Assert.ThrowsAsync<UnitsFrozenException>(() => TransferAsync(ledger, "p/2", 5));
        var lifted = await cases.DecideAsync("auditCase.1", new LiftDecision("b", At, "seen"), default);
        Assert.NotNull(lifted?.Case.LiftedAt);
        var late = await cases.DecideAsync("auditCase.1", new LiftDecision("c", At, "seen"), default);
        Assert.Equal(LiftAnswer.LiftedAlready, late?.Answer);
        Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, "p/2", 5));
        Assert.Null(ledger.Frozen);
        Assert.Empty((await AuditAsync(ledger)).Findings);
    }

    /// <summary>Pages 0 (set-up, entries 0 to 4), 1, 2 and 3 (a transfer of ten units each).</summary>
    private async Task<RegistryLedger> StartWithTransfersAsync()
    {
        var ledger = await StartWithUnitsAsync();
        for (var n = 1; n <= 3; n++)
            await TransferAsync(ledger, $"p/{n}", 10);
        return ledger;
    }

    /// <summary>
    /// Units 1 to 5 lie on the second account and 999,996 to 1,000,000 on the first; they change places.
    /// </summary>
    private static Task<bool> SwapAsync(RegistryLedger ledger) => ledger.ReadAsync(state =>
    {
        var low = new UnitBlock(SomeInstructions.Series, new SerialRange(1, 5));
        var high = new UnitBlock(SomeInstructions.Series, new SerialRange(999_996, 1_000_000));
        var (first, second) = (state.Find(One)!, state.Find(Two)!);
        if (!second.TryTake(low, out var attributes))
            (first, second) = (second, first);
        else
            second.TryPut(low, attributes);
        return second.TryTake(low, out var ofLow) && first.TryTake(high, out var ofHigh)
            && first.TryPut(low, ofLow) && second.TryPut(high, ofHigh);
    });

    private static void SwapIsNamed(AuditReport report)
    {
        Assert.True(report.Reconciled);
        Assert.All(report.Findings, finding => Assert.Equal(AuditMatter.FirstBookPlace, finding.What));
        Assert.Equal([One, Two], AccountsOf(report, AuditMatter.FirstBookPlace));
        Assert.Equal(
            ["KZ-Q-2022-2025-1:5", "KZ-Q-2022-2025-999996:1000000"],
            report.Findings.Select(finding => finding.Range.ToString()!).Distinct());
    }

    private static IEnumerable<AccountNumber> AccountsOf(AuditReport report, AuditMatter what) => report.Findings
        .Where(finding => finding.What == what && finding.Account is not null)
        .Select(finding => finding.Account!.Value).Distinct().Order();

    private Task<AuditReport> AuditAsync(RegistryLedger ledger) =>
        new SecondBookAudit(Store(), ledger, TimeProvider.System).RunAsync(default);

    private async Task<TableEntity> RowAsync(string key) =>
        (await Table.GetEntityAsync<TableEntity>(Partition, key)).Value;
}
