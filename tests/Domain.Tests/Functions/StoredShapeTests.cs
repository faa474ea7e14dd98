using System.Text.Json;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Tests.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Signatures;
using CarbonRegistry.Infra.Storage;
using Microsoft.DurableTask.Converters;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>
/// Rows, archived plans and histories outlive the code that wrote them. A test that fails here means that names which
/// stand in storage have changed: give them back rather than changing the text.
/// </summary>
public sealed class StoredShapeTests
{
    private static readonly DateTimeOffset Moment = new(2022, 8, 3, 17, 0, 0, TimeSpan.FromHours(6));
    private static readonly LocalizedText Text = new("kk", "ru", "en");

    private static readonly string Record = OneLine("""
        {"id":"p","kind":"accountApplication","number":"З-001","date":"2022-07-29","issuerId":"050440556852",
        "issuerName":"ТОО «А»","installation":"KZ-0001","holder":"050440556852","others":["120140000007"],
        "confirmsAs":"050440556852","paragraph":"¶14",
        "ruleSet":"2021-07-01","stage":"awaitingDecision","receivedAt":"2022-08-03T17:00:00+06:00",
        "deadline":{"eventOn":"2022-08-03","dueOn":"2022-08-08","workingDays":3,"statutory":true,
        "calendarVersion":"1","executeAt":"2022-08-03T17:00:00+06:00","remindAt":"2022-08-03T17:00:00+06:00",
        "overdueFrom":"2022-08-03T17:00:00+06:00","codeDueOn":"2022-08-09","breachOn":"2022-08-10",
        "notBefore":"2022-08-03T17:00:00+06:00","movedFrom":[{"dueOn":"2022-08-05","calendarVersion":"0",
        "at":"2022-08-03T17:00:00+06:00","acts":["2022-08-01.713"]}],"rearm":true},"awaiting":["/representatives"],
        "refusal":{"code":"refusedByRegistrar","paragraph":"¶14","text":{"kk":"kk","ru":"ru","en":"en"}},
        "entries":[1,2],"history":[{"key":"received","at":"2022-08-03T17:00:00+06:00",
        "what":{"kk":"kk","ru":"ru","en":"en"},"who":"u"}],"outbox":["o"],"documentSha256":"d","canonicalSha256":"c",
        "supplements":[{"procedure":"s","documentSha256":"d","receivedAt":"2022-08-03T17:00:00+06:00"}],
        "approvalsNeeded":2,"decisions":[{"who":"u","approved":true,"reason":"r","at":"2022-08-03T17:00:00+06:00",
        "ofHolder":false}],
        "sender":"u","openDuty":[2022],"deficit":7,"openSurrenders":["KZ-0001"],
        "promises":[{"act":"trade-1","account":"KZ-5-1-42","unitKind":"quota","units":7}],
        "deal":{"key":"k","contract":"n","act":"trade-1","unitKind":"quota","units":7,"price":500.5},
        "quotation":{"unitKind":"quota","quotedOn":"2022-08-03","price":500.5},
        "announcement":{"auction":"a","minimumPrice":505.5,"trades":5},
        "auctionSales":[{"act":"trade-1","auction":"a","buyer":"b","units":7,"price":500.5}],
        "parts":[{"act":"trade-1","entries":[3],"code":null,"paragraph":null,"text":null}],
        "settledBy":"o","signedBy":{"subject":"s","serial":"1","thumbprint":"t","sha256":"h"},"ended":false}
        """);

    private static readonly string Oldest = OneLine("""
        {"id":"p","kind":"accountApplication","number":"З-001","date":"2022-07-29","issuerId":"050440556852",
        "issuerName":"ТОО «А»","paragraph":"¶14","stage":"received","receivedAt":"2022-08-03T17:00:00+06:00",
        "documentSha256":"d","canonicalSha256":"c"}
        """);

    [Fact]
    public void ProcedureRecord_Written_HasItsFrozenNames() =>
        Assert.Equal(Record, JsonSerializer.Serialize(Full(), StorageJson.Options));

    [Fact]
    public void ProcedureRecord_Read_IsWhatWasWritten() => Assert.Equal(
        Record,
        JsonSerializer.Serialize(
            JsonSerializer.Deserialize<ProcedureRecord>(Record, StorageJson.Options), StorageJson.Options));

    [Fact]
    public void ProcedureRecord_OfARowWithoutNewerMembers_StillReads()
    {
        var record = JsonSerializer.Deserialize<ProcedureRecord>(Oldest, StorageJson.Options)!;

        Assert.Equal(("p", ProcedureStage.Received, 0), (record.Id, record.Stage, record.ApprovalsNeeded));
        Assert.Empty(record.Awaiting);
        Assert.Empty(record.Entries);
        Assert.Empty(record.History);
        Assert.Empty(record.Outbox);
        Assert.Empty(record.Supplements);
        Assert.Empty(record.Decisions);
        Assert.Empty(record.OpenDuty);
        Assert.Equal(0, record.Deficit);
        Assert.Empty(record.OpenSurrenders);
        Assert.Empty(record.Others);
        Assert.Empty(record.AuctionSales);
        Assert.Null(record.Announcement);
        Assert.Null(record.ConfirmsAs);
        Assert.Null(record.SignedBy);
        Assert.Null(record.Deadline);
        Assert.False(record.Ended);
    }

    [Fact]
    public void ProcedureRecord_OfARowWithMembersOfNewerCode_StillReads()
    {
        var row = JsonNode.Parse(Oldest)!.AsObject();
        row["ofTheFuture"] = new JsonArray(1, 2);

        Assert.Equal("p", JsonSerializer.Deserialize<ProcedureRecord>(row.ToJsonString(), StorageJson.Options)!.Id);
    }

    [Fact]
    public void Stages_Names_AreFrozen() => Assert.Equal(
        ["received", "awaitingDocuments", "awaitingDecision", "executing", "executed", "refused", "failed"],
        Enum.GetValues<ProcedureStage>().Select(stage =>
            JsonSerializer.Serialize(stage, StorageJson.Options).Trim('"')));

    [Theory]
    [MemberData(nameof(Messages))]
    public void FlowMessages_InHistories_KeepTheirShape(object message, string json)
    {
        var converter = JsonDataConverter.Default;

        Assert.Equal(json, converter.Serialize(message));
        Assert.Equal(json, converter.Serialize(converter.Deserialize(json, message.GetType())));
    }

    public static TheoryData<object, string> Messages => new()
    {
        {
            new StartState(true, false, Moment, [new DeadlineStep(Moment, DeadlineStepKind.Overdue)]),
            """{"Started":true,"Ended":false,"LookAgainAt":"2022-08-03T17:00:00+06:00","Steps":"""
            + """[{"At":"2022-08-03T17:00:00+06:00","Kind":4}]}"""
        },
        { new CarryOutOrder("p", Verdict.CarriedByDeadline), """{"Procedure":"p","Verdict":3}""" },
        { new DeadlineOrder("p", DeadlineStepKind.Escalate), """{"Procedure":"p","Kind":3}""" },
        { new FaultOrder("p", "m"), """{"Procedure":"p","Message":"m"}""" },
        { Verdict.Refused, "2" },
        {
            new SignatureWait(new DroppedNotice("a.json", "0x1", Moment), Moment),
            """{"Notice":{"Name":"a.json","Version":"0x1","At":"2022-08-03T17:00:00+06:00"},"Until":"""
            + "\"2022-08-03T17:00:00+06:00\"}"
        },
        {
            new SignatureLook(new DroppedNotice("a.json", "0x1", Moment), true),
            """{"Notice":{"Name":"a.json","Version":"0x1","At":"2022-08-03T17:00:00+06:00"},"IsLast":true}"""
        },
    };

    [Fact]
    public void FlowMessages_Numbers_AreFrozen()
    {
        Assert.Equal(
            [("Remind", 1), ("CarryOut", 2), ("Escalate", 3), ("Overdue", 4)],
            Enum.GetValues<DeadlineStepKind>().Select(kind => (kind.ToString(), (int)kind)));
        Assert.Equal(
            [("Open", 0), ("Approved", 1), ("Refused", 2), ("CarriedByDeadline", 3), ("Redated", 4)],
            Enum.GetValues<Verdict>().Select(verdict => (verdict.ToString(), (int)verdict)));
    }

    /// <summary>Any plan comes back from the archive as it was.</summary>
    [Fact]
    public void PlanView_OfAnyPlan_ComesBackEqual()
    {
        var random = new Random(290);
        for (var round = 0; round < 200; round++)
        {
            var plan = PlanTable.Read(SomeTable(random));
            var json = JsonSerializer.Serialize(PlanView.Of(plan), StorageJson.Options);
            var back = JsonSerializer.Deserialize<PlanView>(json, StorageJson.Options)!.ToPlan();

            Assert.Equal(plan.Installations, back.Installations);
            Assert.Equal(plan.Reserve, back.Reserve);
            Assert.Equal(Particulars(plan), Particulars(back));
            Assert.Equal(json, JsonSerializer.Serialize(PlanView.Of(back), StorageJson.Options));
        }
    }

    [Fact]
    public void PlanView_Written_HasItsFrozenNames() => Assert.Equal(
        OneLine("""
            {"period":"2022-2022","order":"525-Д","approvedOn":"2022-07-11","inForceOn":"2022-07-25","total":3,
            "installations":[{"code":"P","name":"Plant P","operator":{"bin":null,"iin":"820101300307",
            "name":"Operator of P"},"sector":"Energy","region":"Abai","years":{"2022":3},"total":3}],
            "reserve":[{"category":"newInstallations","years":{"2022":0},"total":0}]}
            """),
        JsonSerializer.Serialize(FirstCategory(PlanView.Of(PlanTable.Read("2022-2022\nP 820101300307 3"))),
            StorageJson.Options));

    private static PlanView FirstCategory(PlanView view) => view with { Reserve = [view.Reserve[0]] };

    private static object Particulars(NationalPlan plan) =>
        (plan.Period, plan.Order, plan.ApprovedOn, plan.InForceOn, plan.Total);

    private static string SomeTable(Random random)
    {
        var first = random.Next(2021, 2090);
        var years = random.Next(1, 6);
        string Row(string head) => string.Join(' ',
            Enumerable.Range(0, years).Select(_ => random.NextInt64(1_000_000_000)).Cast<object>().Prepend(head));
        var people = new[] { PlanTable.Operator, PlanTable.Other, PlanTable.Person };
        var installations = Enumerable.Range(1, random.Next(1, 20))
            .Select(number => Row($"KZ-{number:0000} {people[random.Next(3)]}"));
        var categories = ReserveCategoryName.All.Where(_ => random.Next(2) == 0)
            .Select(category => Row(ReserveCategoryName.Of(category)));
        return string.Join('\n', [$"{first}-{first + years - 1}", .. installations, .. categories]);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");

    private static ProcedureRecord Full() => new()
    {
        Id = "p",
        Kind = "accountApplication",
        Number = "З-001",
        Date = new DateOnly(2022, 7, 29),
        IssuerId = "050440556852",
        IssuerName = "ТОО «А»",
        Installation = "KZ-0001",
        Holder = "050440556852",
        Others = ["120140000007"],
        ConfirmsAs = "050440556852",
        Paragraph = "¶14",
        RuleSet = "2021-07-01",
        Stage = ProcedureStage.AwaitingDecision,
        ReceivedAt = Moment,
        Deadline = new StoredDeadline(
            new DateOnly(2022, 8, 3), new DateOnly(2022, 8, 8), 3, true, "1", Moment, Moment, Moment)
        {
            CodeDueOn = new DateOnly(2022, 8, 9),
            BreachOn = new DateOnly(2022, 8, 10),
            NotBefore = Moment,
            MovedFrom = [new StoredMove(new DateOnly(2022, 8, 5), "0", Moment, ["2022-08-01.713"])],
            Rearm = true,
        },
        Awaiting = ["/representatives"],
        Refusal = new StoredRefusal(RefusalCode.RefusedByRegistrar, "¶14", Text),
        Entries = [1, 2],
        History = [new HistoryEvent("received", Moment, Text, "u")],
        Outbox = ["o"],
        DocumentSha256 = "d",
        CanonicalSha256 = "c",
        Supplements = [new StoredSupplement("s", "d", Moment)],
        ApprovalsNeeded = 2,
        Decisions = [new StoredDecision("u", true, "r", Moment)],
        Sender = "u",
        OpenDuty = [2022],
        Deficit = 7,
        OpenSurrenders = ["KZ-0001"],
        Promises = [new StoredPromise("trade-1", "KZ-5-1-42", UnitKind.Quota, 7)],
        Deal = new StoredDeal("k", "n", "trade-1", UnitKind.Quota, 7, 500.5m),
        Quotation = new StoredQuotation(UnitKind.Quota, new DateOnly(2022, 8, 3), 500.5m),
        Announcement = new StoredAnnouncement("a", 505.5m, 5),
        AuctionSales = [new StoredAuctionSale("trade-1", "a", "b", 7, 500.5m)],
        Parts = [new StoredPart("trade-1", [3], null, null, null)],
        SettledBy = "o",
        SignedBy = new StoredSignature("s", "1", "t", "h"),
    };
}
