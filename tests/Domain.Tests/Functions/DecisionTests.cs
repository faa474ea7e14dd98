using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Timers;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>What registrars' decisions come to, and who may not take one.</summary>
public sealed class DecisionTests
{
    [Theory]
    [InlineData(2, "", Verdict.Open)]
    [InlineData(0, "", Verdict.Approved)]
    [InlineData(1, "+a", Verdict.Approved)]
    [InlineData(2, "+a", Verdict.Open)]
    [InlineData(2, "+a +a", Verdict.Open)]
    [InlineData(2, "+a +A", Verdict.Approved)]
    [InlineData(2, "+a +b", Verdict.Approved)]
    [InlineData(2, "-a", Verdict.Refused)]
    [InlineData(2, "+a +b -c", Verdict.Refused)]
    [InlineData(0, "-a", Verdict.Refused)]
    public void Tally_OfDecisions_NeedsDifferentApproversAndNoRefusal(int needed, string decisions, Verdict verdict) =>
        Assert.Equal(verdict, CountDecisions.Tally(Awaiting(decisions) with { ApprovalsNeeded = needed }));

    [Theory]
    [InlineData(1, "+a", "", Verdict.Open)]
    [InlineData(1, "", "+h", Verdict.Open)]
    [InlineData(2, "+a", "+h", Verdict.Open)]
    [InlineData(1, "+a", "+h", Verdict.Approved)]
    [InlineData(1, "+a", "-h", Verdict.Refused)]
    public void Tally_WhereTheHolderConfirms_NeedsItsWordBesideTheRegistrars(
        int needed, string ofRegistrars, string ofHolder, Verdict verdict)
    {
        var record = Awaiting(ofRegistrars) with { ApprovalsNeeded = needed, ConfirmsAs = "050440556852" };
        if (ofHolder != "")
            record = record with
            {
                Decisions = [.. record.Decisions, Decision(ofHolder) with { OfHolder = true }],
            };

        Assert.Equal(verdict, CountDecisions.Tally(record));
    }

    [Theory]
    [InlineData("", "+a", null)]
    [InlineData("+a", "+b", null)]
    [InlineData("+a", "-b", null)]
    [InlineData("+a", "+a", "DecidedAlready")]
    [InlineData("+a", "-a", "DecidedAlready")]
    [InlineData("", "+sender", "OwnDocument")]
    [InlineData("", "-sender", "OwnDocument")]
    [InlineData("+a +b", "+c", "NothingToDecide")]
    [InlineData("-a", "+c", "NothingToDecide")]
    [InlineData("-a", "+sender", "NothingToDecide")]
    public void ObjectionTo_ADecision_NamesTheFirstReason(string before, string decision, string? objection)
    {
        var record = Awaiting(before) with { Kind = "accountApplication", Paragraph = "¶14" };

        Assert.Equal(Named(objection), Decisions.ObjectionTo(record, Decision(decision))?.Text);
    }

    [Theory]
    [InlineData("accountApplication", false)]
    [InlineData("planInForce", true)]
    [InlineData("monitoringPlanDefault", true)]
    [InlineData("monitoringPlanAccepted", true)]
    [InlineData("installationLiquidation", true)]
    [InlineData("reserveAssignment", true)]
    public void ObjectionTo_ARefusalWhereTheLawLeavesNoChoice_CitesTheParagraph(string kind, bool objects)
    {
        var record = Awaiting("") with { Kind = kind };

        var objection = Decisions.ObjectionTo(record, Decision("-a"))?.Text;

        Assert.Equal(objects, objection is not null);
        Assert.Null(Decisions.ObjectionTo(record, Decision("+a")));
        if (objects)
            Assert.All([objection!.Kk, objection.Ru, objection.En], text => Assert.Contains("¶22", text));
    }

    [Fact]
    public void ObjectionTo_AnyOtherStage_HasNothingToDecide() => Assert.All(
        Enum.GetValues<ProcedureStage>().Where(stage => stage != ProcedureStage.AwaitingDecision),
        stage => Assert.Equal(
            new Objection("nothingToDecide", Sentences.NothingToDecide),
            Decisions.ObjectionTo(Awaiting("") with { Stage = stage }, Decision("+a"))));

    [Theory]
    [InlineData("""{"decision":"approve"}""", true, null)]
    [InlineData("""{"decision":"approve","reason":"clear","more":1}""", true, "clear")]
    [InlineData("""{"decision":"refuse","reason":"no seal"}""", false, "no seal")]
    public void Read_ADecision_IsUnderstood(string body, bool approved, string? reason)
    {
        var decision = Decisions.Read(Bytes(body), "user-1", FlowPlay.Received, out _);

        Assert.Equal(new StoredDecision("user-1", approved, reason, FlowPlay.Received), decision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"decision":"Approve"}""")]
    [InlineData("""{"decision":true}""")]
    [InlineData("""{"decision":"refuse"}""")]
    [InlineData("""{"decision":"refuse","reason":"  "}""")]
    [InlineData("""{"decision":"refuse","reason":5}""")]
    [InlineData("""{"decision":"\ud800"}""")]
    [InlineData("""{"decision":"approve","reason":"\ud800"}""")]
    public void Read_AnythingElse_HasAnIssue(string body)
    {
        Assert.Null(Decisions.Read(Bytes(body), "user-1", FlowPlay.Received, out var issues));
        Assert.Single(issues);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Read_AReason_MayHaveAThousandCharacters(int length, bool fits)
    {
        var body = $$"""{"decision":"refuse","reason":"{{new string('x', length)}}"}""";

        Assert.Equal(fits, Decisions.Read(Bytes(body), "user-1", FlowPlay.Received, out _) is not null);
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_HaveAnIssue() => Assert.Null(Decisions.Read(
        [.. Bytes("""{"decision":"approve","reason":" """)[..^1], 0xFF, .. "\"}"u8], "u", FlowPlay.Received, out _));

    [Theory]
    [InlineData(ProcedureStage.AwaitingDecision, "+a +b", "", false, true)]
    [InlineData(ProcedureStage.AwaitingDecision, "-a", "", false, true)]
    [InlineData(ProcedureStage.AwaitingDecision, "+a", "", true, false)]
    [InlineData(ProcedureStage.Received, "", "planInForce", true, true)]
    [InlineData(ProcedureStage.Received, "", "planInForce", false, false)]
    [InlineData(ProcedureStage.Received, "", "inForceOn", true, false)]
    [InlineData(ProcedureStage.AwaitingDocuments, "", "/representatives", true, false)]
    [InlineData(ProcedureStage.Executing, "+a +b", "", true, false)]
    [InlineData(ProcedureStage.Executed, "+a +b", "", true, false)]
    [InlineData(ProcedureStage.Refused, "-a", "", true, false)]
    [InlineData(ProcedureStage.Failed, "", "", true, false)]
    public void IsStuck_AProcedure_WhenAllThatItWaitsForHasHappened(
        ProcedureStage stage, string decisions, string awaiting, bool planCarriedOut, bool stuck)
    {
        var record = Awaiting(decisions) with
        {
            Stage = stage,
            Awaiting = awaiting == "" ? [] : [awaiting],
            Installation = "A",
        };

        var carriedOut = planCarriedOut ? new[] { Procedures.PlanTable.Read(Procedures.PlanTable.Usual) } : [];

        Assert.Equal(stuck, Sweep.IsStuck(record, carriedOut));
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static ProcedureRecord Awaiting(string decisions) => SomeRecords.Of("p") with
    {
        Sender = "sender",
        Decisions = [.. decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Decision)],
    };

    private static StoredDecision Decision(string text) => SomeRecords.Decision(text[1..], text[0] == '+');

    private static LocalizedText? Named(string? objection) => objection switch
    {
        null => null,
        "DecidedAlready" => Sentences.DecidedAlready,
        "OwnDocument" => Sentences.OwnDocument,
        _ => Sentences.NothingToDecide,
    };
}
