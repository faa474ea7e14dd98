using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Calendar;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Durable;
using CarbonRegistry.Integration.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Integration.Tests.Calendar;

/// <summary>An approved act comes to every procedure, whatever dies on the way.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class CalendarSweepTests(AzuriteFixture azurite)
{
    private const string Act = "2022-10-25.713";
    private const string A = "installationLiquidation.131040012349.2022.a";
    private const string D = "installationLiquidation.131040012349.2022.d";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly LocalizedText Text = new("күн", "день", "day");
    private static readonly DateOnly Received = new(2022, 10, 20);

    [Fact]
    public async Task Run_ThatDiedBeforeItWokeTheProcedure_WakesItNextTimeAndMovesItOnce()
    {
        var (sweep, procedures, store) = await WorldAsync();
        await procedures.CreateAsync(Running("a"), Never);
        var client = new ForgetfulClient(lost: 1);
        await Assert.ThrowsAsync<IOException>(() => sweep.RunAsync(client, Never));
        Assert.NotEqual((await store.HeadAsync(Never)).Version, (await store.HeadAsync(Never)).SweptVersion);

        await sweep.RunAsync(client, Never);
        await sweep.RunAsync(client, Never);

        var record = await procedures.GetAsync(A, Never);
        Assert.Equal(new DateOnly(2022, 11, 7), record.Deadline!.DueOn);
        Assert.Equal(new DateOnly(2022, 11, 4), Assert.Single(record.Deadline.MovedFrom).DueOn);
        Assert.Single(record.History);
        // Until its timers are armed anew it is woken each time; whoever arms them says so.
        Assert.Equal(["woken " + A, "woken " + A], client.Woken);
        Assert.Equal((await store.HeadAsync(Never)).Version, (await store.HeadAsync(Never)).SweptVersion);
        await procedures.ChangeAsync(
            A, known => known with { Deadline = known.Deadline! with { Rearm = false } }, Never);
        await sweep.RunAsync(client, Never);
        Assert.Equal(2, client.Woken.Count);
    }

    [Fact]
    public async Task Run_OverOpenAndEndedProcedures_MovesOnlyWhatRuns()
    {
        var (sweep, procedures, _) = await WorldAsync();
        var ended = Running("b") with { Stage = ProcedureStage.Executed };
        var past = Running("c");
        past = past with { Deadline = past.Deadline! with { DueOn = new DateOnly(2022, 10, 26) } };
        var waits = Running("d") with
        {
            Deadline = null,
            Stage = ProcedureStage.Received,
            Awaiting = [CalendarSweep.Awaited],
        };
        foreach (var record in new[] { Running("a"), ended, past, waits })
            await procedures.CreateAsync(record, Never);
        var client = new ForgetfulClient(lost: 0);

        await sweep.RunAsync(client, Never);

        Assert.Equal(["woken " + A, "woken " + D], client.Woken);
        Assert.Equal(new DateOnly(2022, 11, 4), (await procedures.GetAsync(ended.Id, Never)).Deadline!.DueOn);
        Assert.Equal(new DateOnly(2022, 10, 26), (await procedures.GetAsync(past.Id, Never)).Deadline!.DueOn);
        Assert.Empty((await procedures.GetAsync(past.Id, Never)).History);
    }

    /// <summary>On 28 October 2022 an act has just made 3 November a day off.</summary>
    private async Task<(CalendarSweep Sweep, ProcedureStore Procedures, CalendarStore Store)> WorldAsync()
    {
        var account = azurite.TakeAccount();
        var (blobs, tables) = (new BlobServiceClient(account), new TableServiceClient(account));
        foreach (var name in new[] { StorageNames.Archive, StorageNames.Keys })
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        await tables.CreateTableIfNotExistsAsync(StorageNames.ProceduresTable);
        var archive = new DocumentArchive(blobs);
        var (procedures, store) = (new ProcedureStore(tables), new CalendarStore(tables, archive));
        await store.StartAsync(WorkingCalendar.KazakhstanText, Never);
        await ApproveAsync(store);
        var sweep = new CalendarSweep(
            procedures,
            store,
            new RegistryCalendar(WorkingCalendar.Kazakhstan, store),
            new CaseFiles(archive),
            await OpaqueIds.LoadAsync(blobs, Never),
            new ManualTime(KazakhstanTime.At(new(2022, 10, 28), new(12, 0))),
            NullLogger<CalendarSweep>.Instance);
        return (sweep, procedures, store);
    }

    private static async Task ApproveAsync(CalendarStore store)
    {
        var row = new CalendarActRow(new(2022, 11, 3), DayOffKind.TransferOff, Text);
        await store.ProposeAsync(
            new CalendarActRecord(
                new CalendarAct("713", new(2022, 10, 25), Text, [row], []),
                CalendarActStage.Proposed,
                "admin",
                KazakhstanTime.At(new(2022, 10, 28), new(9, 0))),
            Never);
        await store.DecideAsync(Act, (known, _) => known with { Stage = CalendarActStage.Approved }, Never);
    }

    private static ProcedureRecord Running(string number)
    {
        var term = Terms.For(RegulatedAct.InstallationLiquidation, Received);
        var due = DeadlineRule.Compute(term, Received, WorkingCalendar.Kazakhstan, DeadlineRule.DefaultExecuteAt)!;
        return new ProcedureRecord
        {
            Id = "installationLiquidation.131040012349.2022." + number,
            Kind = "installationLiquidation",
            Number = number,
            Date = Received,
            IssuerId = "131040012349",
            IssuerName = "Authority",
            Paragraph = "¶22",
            Stage = ProcedureStage.AwaitingDecision,
            ReceivedAt = KazakhstanTime.At(Received, new(10, 0)),
            DocumentSha256 = new string('a', 64),
            CanonicalSha256 = new string('b', 64),
            ApprovalsNeeded = 2,
            Deadline = new StoredDeadline(
                due.EventOn, due.DueOn, due.WorkingDays, due.Statutory, due.CalendarVersion,
                due.ExecuteAt, due.RemindAt, due.OverdueFrom),
        };
    }
}
