using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Calendar;

/// <summary>Acts, decisions and versions of the calendar in storage, with several workers at once.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class CalendarStoreTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly LocalizedText Text = new("күн", "день", "day");
    private static readonly WorkingCalendar BuiltIn = WorkingCalendar.Kazakhstan;

    [Fact]
    public async Task Start_AgainAndAtOnce_LeavesOneHead()
    {
        var (one, other) = (await StoreAsync(azurite.TakeAccount()), await StoreAsync(null));

        await Task.WhenAll(one.StartAsync(WorkingCalendar.KazakhstanText, Never),
            other.StartAsync(WorkingCalendar.KazakhstanText, Never));

        var head = await one.HeadAsync(Never);
        Assert.Equal((BuiltIn.Version, 0, (string?)null), (head.Version, head.Acts.Count, head.SweptVersion));
        Assert.Equal(BuiltIn.Version, (await other.CalendarAsync(BuiltIn.Version, Never))!.Version);
        Assert.Null(await other.CalendarAsync("kz-2027-00000000", Never));
    }

    [Fact]
    public async Task Decide_TwoActsAtOnce_CountBothInSomeOrder()
    {
        var store = await StartedAsync();
        foreach (var number in new[] { "1", "2" })
            await store.ProposeAsync(Proposed(number, new DateOnly(2025, 6, number == "1" ? 16 : 17)), Never);

        await Task.WhenAll(ApproveAsync(store, "2025-06-01.1"), ApproveAsync(store, "2025-06-01.2"));

        var head = await store.HeadAsync(Never);
        var inForce = (await store.CalendarAsync(head.Version, Never))!;
        Assert.Equal(["2025-06-01.1", "2025-06-01.2"], head.Acts.Order());
        Assert.Equal(head.Version, inForce.Version);
        Assert.False(inForce.IsWorkingDay(new(2025, 6, 16)) || inForce.IsWorkingDay(new(2025, 6, 17)));
        // Each act names the version that it made, and each of these can still be counted by.
        foreach (var act in await store.AllActsAsync(Never))
            Assert.Equal(act.CalendarVersion, (await store.CalendarAsync(act.CalendarVersion!, Never))!.Version);
    }

    [Fact]
    public async Task Decide_TwoPeopleOnOneAct_TakesTheFirstWord()
    {
        var store = await StartedAsync();
        await store.ProposeAsync(Proposed("1", new(2025, 6, 16)), Never);

        await Task.WhenAll(Enumerable.Range(1, 4).Select(number => ApproveAsync(store, "2025-06-01.1", $"r-{number}")));

        Assert.Single((await store.HeadAsync(Never)).Acts);
        Assert.Equal(CalendarActStage.Approved, (await store.FindActAsync("2025-06-01.1", Never))!.Stage);
    }

    [Fact]
    public async Task Propose_SameIdAgain_GivesTheFirst()
    {
        var store = await StartedAsync();

        var (_, first) = await store.ProposeAsync(Proposed("1", new(2025, 6, 16)), Never);
        var (known, second) = await store.ProposeAsync(Proposed("1", new(2025, 6, 17)), Never);

        Assert.Equal((true, false), (first, second));
        Assert.Equal(new DateOnly(2025, 6, 16), known.Act.Rows[0].Date);
        Assert.Equal("admin", known.ProposedBy);
    }

    /// <summary>A new release of the registry carries another calendar: old versions can still be counted by.</summary>
    [Fact]
    public async Task Start_WithAnotherCalendar_KeepsTheActsAndTheOldVersions()
    {
        var store = await StartedAsync();
        await store.ProposeAsync(Proposed("1", new(2025, 6, 16)), Never);
        await ApproveAsync(store, "2025-06-01.1");
        var before = (await store.HeadAsync(Never)).Version;

        await store.StartAsync(
            WorkingCalendar.KazakhstanText + "2028-01-03,holiday,День,source,rule\n", Never);

        var after = await store.HeadAsync(Never);
        Assert.StartsWith("kz-2028-", after.Version, StringComparison.Ordinal);
        Assert.Equal(before, (await store.CalendarAsync(before, Never))!.Version);
        Assert.False((await store.CalendarAsync(after.Version, Never))!.IsWorkingDay(new(2025, 6, 16)));
    }

    [Fact]
    public async Task InForce_OnAnotherWorker_IsTheApprovedOneAtOnce()
    {
        var account = azurite.TakeAccount();
        var store = await StoreAsync(account);
        await store.StartAsync(WorkingCalendar.KazakhstanText, Never);
        var elsewhere = new RegistryCalendar(BuiltIn, Of(account));
        Assert.Equal(BuiltIn.Version, (await elsewhere.InForceAsync(Never)).Version);

        await store.ProposeAsync(Proposed("1", new(2025, 6, 16)), Never);
        Assert.Equal(BuiltIn.Version, (await elsewhere.InForceAsync(Never)).Version);
        await ApproveAsync(store, "2025-06-01.1");

        Assert.False((await elsewhere.InForceAsync(Never)).IsWorkingDay(new(2025, 6, 16)));
    }

    [Fact]
    public async Task MarkSwept_OfAnOlderVersion_IsNotRecorded()
    {
        var store = await StartedAsync();
        await store.MarkSweptAsync(BuiltIn.Version, Never);
        await store.ProposeAsync(Proposed("1", new(2025, 6, 16)), Never);
        await ApproveAsync(store, "2025-06-01.1");

        await store.MarkSweptAsync(BuiltIn.Version, Never);
        Assert.NotEqual((await store.HeadAsync(Never)).Version, (await store.HeadAsync(Never)).SweptVersion);
        await store.MarkSweptAsync((await store.HeadAsync(Never)).Version, Never);
        Assert.Equal((await store.HeadAsync(Never)).Version, (await store.HeadAsync(Never)).SweptVersion);
    }

    private string? taken;

    private async Task<CalendarStore> StartedAsync()
    {
        var store = await StoreAsync(azurite.TakeAccount());
        await store.StartAsync(WorkingCalendar.KazakhstanText, Never);
        return store;
    }

    /// <summary>A store on the account, or on the one that was taken last.</summary>
    private async Task<CalendarStore> StoreAsync(string? account)
    {
        taken = account ?? taken!;
        await new BlobServiceClient(taken).GetBlobContainerClient(StorageNames.Archive).CreateIfNotExistsAsync();
        return Of(taken);
    }

    private static CalendarStore Of(string account) =>
        new(new TableServiceClient(account), new DocumentArchive(new BlobServiceClient(account)));

    private static Task<CalendarActRecord> ApproveAsync(CalendarStore store, string id, string who = "registrar") =>
        store.DecideAsync(
            id,
            (known, _) => known.Stage != CalendarActStage.Proposed
                ? known
                : known with { Stage = CalendarActStage.Approved, DecidedBy = who, DecidedAt = known.ProposedAt },
            Never);

    private static CalendarActRecord Proposed(string number, DateOnly dayOff) => new(
        new CalendarAct(
            number, new DateOnly(2025, 6, 1), Text, [new CalendarActRow(dayOff, DayOffKind.TransferOff, Text)], []),
        CalendarActStage.Proposed,
        "admin",
        new DateTimeOffset(2025, 6, 2, 9, 0, 0, TimeSpan.FromHours(5)));
}
