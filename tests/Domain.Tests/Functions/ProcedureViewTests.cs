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
