using System.Globalization;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>A procedure as it is answered, at the boundaries of its term: due on Friday 5 August 2022.</summary>
public sealed class ProcedureViewTests
{
    private static readonly DateOnly Due = new(2022, 8, 5);

    [Theory]
    [InlineData("2022-08-02", 3, false)]
    [InlineData("2022-08-04", 1, false)]
    [InlineData("2022-08-05", 0, false)]
    [InlineData("2022-08-06", -1, true)]
    [InlineData("2022-08-07", -1, true)]
    [InlineData("2022-08-08", -1, true)]
    [InlineData("2022-08-09", -2, true)]
    public void Of_AnOpenProcedure_CountsTheDaysLeft(string today, int left, bool overdue)
    {
        var view = View(Dated(), today);

        Assert.Equal("2022-08-05", (string?)view["dueOn"]);
        Assert.Equal((left, overdue), ((int)view["workingDaysLeft"]!, (bool)view["overdue"]!));
    }

    [Theory]
    [InlineData(ProcedureStage.Executed, false)]
    [InlineData(ProcedureStage.Refused, false)]
    [InlineData(ProcedureStage.Failed, true)]
    [InlineData(ProcedureStage.Executing, true)]
    public void Of_AProcedureAfterItsTerm_IsOverdueUntilItEnds(ProcedureStage stage, bool overdue) =>
        Assert.Equal(overdue, (bool)View(Dated() with { Stage = stage }, "2022-09-01")["overdue"]!);

    [Theory]
    [InlineData("executed", "2022-08-03T10:00:00+06:00", 2)]
    [InlineData("executed", "2022-08-05T23:59:59+06:00", 0)]
    [InlineData("ended", "2022-08-08T10:00:00+06:00", -1)]
    public void Of_AProcedureThatHasEnded_CountsTheDaysThatWereLeftThen(string key, string at, int left)
    {
        var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        var text = new LocalizedText("а", "а", "a");
        var record = Dated() with
        {
            Stage = key == "executed" ? ProcedureStage.Executed : ProcedureStage.Refused,
            History = [new HistoryEvent("received", FlowPlay.Received, text, "u"),
                new HistoryEvent(key, moment, text, "u")],
        };

        Assert.Equal(left, (int)View(record, "2030-01-01")["workingDaysLeft"]!);
        Assert.Equal(left, (int)View(record, "2022-08-09")["workingDaysLeft"]!);
    }

    [Fact]
    public void Of_AnEndOfWhichTheDayIsNotKnown_HasNoDays() =>
        Assert.Null(View(Dated() with { Stage = ProcedureStage.Executed }, "2022-08-09")["workingDaysLeft"]);

    [Theory]
    [InlineData(ProcedureStage.AwaitingDecision, 1, ProcedureStage.AwaitingDecision)]
    [InlineData(ProcedureStage.AwaitingDecision, 2, ProcedureStage.Executing)]
    [InlineData(ProcedureStage.Executed, 2, ProcedureStage.Executed)]
    public void AsDecided_OnceNothingIsLeftToDecide_IsBeingCarriedOut(
        ProcedureStage stage, int approvals, ProcedureStage shown)
    {
        var decisions = Enumerable.Range(1, approvals).Select(number => SomeRecords.Decision($"r{number}"));

        Assert.Equal(shown, Decisions.AsDecided(Dated() with { Stage = stage, Decisions = [.. decisions] }).Stage);
    }

    [Fact]
    public void AsDecided_AfterARefusal_HasNothingLeftToDecide() => Assert.Equal(
        ProcedureStage.Executing,
        Decisions.AsDecided(Dated() with { Decisions = [SomeRecords.Decision("r1", approved: false)] }).Stage);

    [Fact]
    public void Of_AProcedureWithoutAClock_HasNoDaysAndIsNeverOverdue()
    {
        var view = View(SomeRecords.Of("p") with { Awaiting = ["/representatives"] }, "2030-01-01");

        Assert.All(["dueOn", "workingDaysTotal", "workingDaysLeft"], name => Assert.Null(view[name]));
        Assert.False((bool)view["overdue"]!);
        Assert.Equal("/representatives", (string?)view["awaiting"]![0]);
    }

    [Theory]
    [InlineData("kk", "себеп", "не")]
    [InlineData("ru", "причина", "что")]
    [InlineData("en", "reason", "what")]
    public void Of_ARefusal_SpeaksTheCallersLanguage(string language, string message, string what)
    {
        var record = Dated() with
        {
            Refusal = new StoredRefusal(
                RefusalCode.AccountBlocked, "¶15", new LocalizedText("себеп", "причина", "reason")),
            History = [new HistoryEvent("k", FlowPlay.Received, new LocalizedText("не", "что", "what"), "u")],
        };
        var view = View(record, "2022-08-05", language);

        Assert.Equal((306, "accountBlocked", "¶15", message), (
            (int)view["refusal"]!["code"]!, (string?)view["refusal"]!["name"],
            (string?)view["refusal"]!["paragraph"], (string?)view["refusal"]!["message"]));
        Assert.Equal(what, (string?)view["history"]![0]!["what"]);
    }

    [Fact]
    public void Of_AnId_IsEncodedInItsLinks()
    {
        var record = Dated() with { Id = "accountApplication.050440556852.2022.З-001", Outbox = ["2022/x.json"] };
        var links = View(record, "2022-08-05")["links"]!;

        Assert.Equal(
            "/runtime/webhooks/durabletask/instances/accountApplication.050440556852.2022.%D0%97-001",
            (string?)links["durable"]);
        Assert.Equal("outbox/2022/x.json", (string?)links["outbox"]![0]);
        Assert.EndsWith(record.DocumentSha256, (string?)links["document"], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnyProcedure_HasTheNamesOfTheContract()
    {
        var view = View(Dated(), "2022-08-05");

        Assert.All(
            ["id", "kind", "document", "installation", "paragraph", "ruleSet", "stage", "receivedAt", "dueOn",
                "workingDaysTotal", "workingDaysLeft", "overdue", "awaiting", "refusal", "entries", "history", "links"],
            name => Assert.True(view.ContainsKey(name), name));
        Assert.Equal("awaitingDecision", (string?)view["stage"]);
        Assert.Equal("131040012349", (string?)view["document"]!["issuer"]!["bin"]);
    }

    private static ProcedureRecord Dated() => SomeRecords.Of("p") with
    {
        Deadline = new StoredDeadline(
            Due.AddDays(-3), Due, 3, true, "1", FlowPlay.Received, FlowPlay.Received, FlowPlay.Received),
    };

    private static JsonObject View(ProcedureRecord record, string today, string language = "ru")
    {
        var day = DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var json = System.Text.Json.JsonSerializer.SerializeToNode(
            ProcedureView.Of(record, day, language), StorageJson.Options);
        return json!.AsObject();
    }
}
