using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using Microsoft.DurableTask;

namespace CarbonRegistry.Domain.Tests.Flow;

/// <summary>The shared body of every procedure, from receipt to end, on a virtual clock.</summary>
public sealed class ProcedureFlowTests
{
    private const RegulatedAct NoDiscretion = RegulatedAct.InstallationLiquidation;
    private const RegulatedAct Discretion = RegulatedAct.AccountApplication;

    private static readonly StartState Waiting = new(false, false, null, []);

    private static DateTimeOffset After(double hours) => FlowPlay.Received.AddHours(hours);

    [Fact]
    public void Run_TwoApprovals_CarriesOutAtTheSecond()
    {
        var play = new FlowPlay(NoDiscretion).Decide(After(1), "r-1").Decide(After(5), "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(["10-20 15:00:00 CarryOut Approved", "10-20 15:00:00 Announce"], play.Deeds);
        Assert.Equal(3, play.Calls(nameof(CountDecisions)));
    }

    [Fact]
    public void Run_NobodyDecidesWithoutDiscretion_CarriesOutAtFiveOnTheDueDay()
    {
        var play = new FlowPlay(NoDiscretion);

        Assert.Equal("Executed", play.Run());
        Assert.Equal(10, play.Deadline.WorkingDays);
        Assert.Equal(
        [
            $"{play.Deadline.RemindAt:MM-dd} 09:00:00 TellOfDeadline Remind",
            $"{play.Deadline.DueOn:MM-dd} 17:00:00 CarryOut CarriedByDeadline",
            $"{play.Deadline.DueOn:MM-dd} 17:00:00 Announce",
        ], play.Deeds);
    }

    [Fact]
    public void Run_ApprovalsAfterTheReminder_CarryOutAtOnce()
    {
        var play = new FlowPlay(NoDiscretion);
        play.Decide(After(1), "r-1").Decide(play.Deadline.RemindAt!.Value.AddHours(1), "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(
            ["TellOfDeadline Remind", "CarryOut Approved", "Announce"], play.Deeds.Select(call => call[15..]));
    }

    [Fact]
    public void Run_NobodyDecidesWithDiscretion_EscalatesThenIsOverdueThenTakesALateApproval()
    {
        var play = new FlowPlay(Discretion);
        var late = play.Deadline.OverdueFrom.AddDays(2);
        play.Decide(late, "r-1").Decide(late, "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(
        [
            $"{play.Deadline.RemindAt:MM-dd} 09:00:00 TellOfDeadline Remind",
            $"{play.Deadline.DueOn:MM-dd} 17:00:00 TellOfDeadline Escalate",
            $"{play.Deadline.OverdueFrom:MM-dd} 00:00:00 TellOfDeadline Overdue",
            $"{late:MM-dd} 00:00:00 CarryOut Approved",
            $"{late:MM-dd} 00:00:00 Announce",
        ], play.Deeds);
    }

    [Fact]
    public void Run_NobodyEverDecidesWithDiscretion_WaitsWithoutATimer()
    {
        var play = new FlowPlay(Discretion);

        Assert.Null(play.Run());
        Assert.Equal(["Remind", "Escalate", "Overdue"], play.Deeds.Select(call => call.Split(' ')[3]));
        Assert.Equal(0, play.Context.TimersPending);
    }

    [Fact]
    public void Run_OneRefusal_EndsIt()
    {
        var play = new FlowPlay(Discretion).Decide(After(1), "r-1").Decide(After(2), "r-2", approved: false);

        Assert.Equal("Refused", play.Run());
        Assert.Equal(["10-20 12:00:00 CarryOut Refused", "10-20 12:00:00 Announce"], play.Deeds);
    }

    [Fact]
    public void Run_NoApprovalsNeeded_CarriesOutAtOnceWithoutATimer()
    {
        var play = new FlowPlay(NoDiscretion, approvals: 0);

        Assert.Equal("Executed", play.Run());
        Assert.Equal(["10-20 10:00:00 CarryOut Approved", "10-20 10:00:00 Announce"], play.Deeds);
        Assert.Equal(0, play.Context.TimersCreated);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void Run_TimerThatFiresEarly_IsArmedAgainForTheRest(double secondsEarly)
    {
        var play = new FlowPlay(NoDiscretion);
        for (var timer = 0; timer < 2; timer++)
        {
            play.Context.Earliness.Enqueue(TimeSpan.FromSeconds(secondsEarly));
            play.Context.Earliness.Enqueue(TimeSpan.Zero);
        }

        Assert.Equal("Executed", play.Run());
        Assert.Contains($"{play.Deadline.DueOn:MM-dd} 17:00:00 CarryOut CarriedByDeadline", play.Deeds);
        Assert.Equal(play.Deadline.ExecuteAt, play.Context.Now);
        Assert.Equal(4, play.Context.TimersCreated);
    }

    [Fact]
    public void Run_TimersThatLost_AreCancelled()
    {
        var play = new FlowPlay(NoDiscretion).Nudge(After(1)).Decide(After(2), "r-1").Decide(After(3), "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(3, play.Context.TimersCreated);
        Assert.Equal(0, play.Context.TimersPending);
    }

    [Fact]
    public void Run_NudgesForNothing_MoveNoStepOfTheDeadline()
    {
        var play = new FlowPlay(NoDiscretion);
        for (var hour = 0; hour < 400; hour++)
            play.Nudge(After(hour));

        Assert.Equal("Executed", play.Run());
        Assert.Equal(["Remind", "CarriedByDeadline", ""], play.Deeds.Select(call => call.Split(' ')).Select(
            words => words.Length > 3 ? words[3] : ""));
        Assert.Equal(play.Deadline.ExecuteAt, play.Context.Now);
        Assert.Equal(1, play.Context.MostWaiters);
    }

    [Fact]
    public void Run_NudgesBeforeTheWait_AreNotLost()
    {
        var play = new FlowPlay(NoDiscretion);
        play.Context.Raise();
        play.Context.Raise();
        var counted = 0;
        var tally = play.Context.Activities[nameof(CountDecisions)];
        play.Context.Activities[nameof(CountDecisions)] = procedure =>
        {
            var verdict = tally(procedure);
            if (++counted == 3)
            {
                // Both registrars decide just after the rows were read, while nobody waits.
                play.Write("r-1");
                play.Write("r-2");
                play.Context.Raise();
            }
            return verdict;
        };

        Assert.Equal("Executed", play.Run());
        Assert.Equal(4, counted);
        Assert.Equal(["10-20 10:00:00 CarryOut Approved", "10-20 10:00:00 Announce"], play.Deeds);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    public void Run_NudgesLostOrTwice_ComeToTheSame(int first, int second)
    {
        var play = new FlowPlay(NoDiscretion)
            .Decide(After(1), "r-1", nudges: first).Decide(After(2), "r-2", nudges: second);

        Assert.Equal("Executed", play.Run());
        Assert.Equal(["10-20 12:00:00 CarryOut Approved", "10-20 12:00:00 Announce"], play.Deeds);
    }

    [Fact]
    public void Run_SameRegistrarTwice_IsOneApproval()
    {
        var play = new FlowPlay(NoDiscretion).Decide(After(1), "r-1").Decide(After(2), "r-1");

        Assert.Equal("Executed", play.Run());
        Assert.Contains("CarriedByDeadline", string.Concat(play.Deeds));
    }

    [Fact]
    public void Run_ApprovalAtTheVeryMomentOfTheDeadline_CarriesOutOnce()
    {
        var play = new FlowPlay(NoDiscretion);
        play.Decide(play.Deadline.ExecuteAt, "r-1").Decide(play.Deadline.ExecuteAt, "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(1, play.Calls(nameof(CarryOut)));
        Assert.Equal(play.Deadline.ExecuteAt, play.Context.Now);
    }

    [Fact]
    public void Run_ThatSleptThroughItsDeadline_CarriesOutWhenItWakes()
    {
        var woke = After(24 * 60);
        var play = new FlowPlay(NoDiscretion, woke);

        Assert.Equal("Executed", play.Run());
        Assert.Equal(0, play.Context.TimersCreated);
        Assert.Contains($"{woke:MM-dd} 10:00:00 CarryOut CarriedByDeadline", play.Deeds);
    }

    [Fact]
    public void Run_MissingPapers_WaitWithoutATimerUntilTheSupplement()
    {
        var play = new FlowPlay(Discretion, approvals: 0).First(Waiting, Waiting).Nudge(After(30)).Nudge(After(50));

        Assert.Equal("Executed", play.Run());
        Assert.Equal(3, play.Calls(nameof(PrepareProcedure)));
        Assert.Equal(["10-22 12:00:00 CarryOut Approved", "10-22 12:00:00 Announce"], play.Deeds);
        Assert.Equal(0, play.Context.TimersCreated);
    }

    [Fact]
    public void Run_PlanThatIsNeverCarriedOut_KeepsItWaiting()
    {
        var play = new FlowPlay(Discretion).First(Waiting, Waiting, Waiting).Nudge(After(1)).Nudge(After(2));

        Assert.Null(play.Run());
        Assert.Equal(3, play.Calls(nameof(PrepareProcedure)));
        Assert.Equal(0, play.Context.TimersCreated);
    }

    [Fact]
    public void Run_PlanBeforeItsDayOfForce_LooksAgainThatDay()
    {
        var day = After(24 * 14 - 10);
        var play = new FlowPlay(NoDiscretion, approvals: 0)
            .First(Waiting with { LookAgainAt = day }, Waiting with { LookAgainAt = day })
            .Nudge(After(1));

        Assert.Equal("Executed", play.Run());
        Assert.Equal(day, play.Context.Now);
        Assert.Equal(3, play.Calls(nameof(PrepareProcedure)));
        Assert.Equal((2, 0), (play.Context.TimersCreated, play.Context.TimersPending));
    }

    [Fact]
    public void Run_CalendarThatDoesNotReach_LooksOnceADay()
    {
        var play = new FlowPlay(NoDiscretion, approvals: 0);
        play.First([.. Enumerable.Range(1, 30).Select(day => Waiting with { LookAgainAt = After(24 * day) })]);

        Assert.Equal("Executed", play.Run());
        Assert.Equal(31, play.Calls(nameof(PrepareProcedure)));
        Assert.Equal(After(24 * 30), play.Context.Now);
    }

    [Fact]
    public void Run_EndedAtTheStart_OnlyAnnounces()
    {
        var play = new FlowPlay(NoDiscretion).First(new StartState(false, true, null, []));

        play.Run();

        Assert.Equal(["10-20 10:00:00 PrepareProcedure", "10-20 10:00:00 Announce"], play.Context.Trace);
    }

    [Theory]
    [InlineData(nameof(PrepareProcedure))]
    [InlineData(nameof(CountDecisions))]
    [InlineData(nameof(TellOfDeadline))]
    [InlineData(nameof(CarryOut))]
    [InlineData(nameof(Announce))]
    public void Run_StepThatFailsForGood_IsRecordedAsAFault(string step)
    {
        var play = new FlowPlay(NoDiscretion);
        play.Context.Activities[step] = _ => throw new InvalidOperationException("the disk is full");

        Assert.Equal("Failed", play.Run());
        Assert.EndsWith("RecordFault the disk is full", play.Context.Trace[^1]);
        Assert.Equal(step, play.Context.Trace[^2].Split(' ')[2]);
        Assert.Equal(0, play.Context.TimersPending);
    }

    [Fact]
    public void Run_FaultThatCannotBeRecorded_FailsTheInstance()
    {
        var play = new FlowPlay(NoDiscretion);
        play.Context.Activities[nameof(PrepareProcedure)] = _ => throw new InvalidOperationException("first");
        play.Context.Activities[nameof(RecordFault)] = _ => throw new InvalidOperationException("second");

        Assert.Contains("second", Assert.Throws<TaskFailedException>(play.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EveryStep_IsTriedForHalfAnHourBeforeTheBoardShowsTheFault()
    {
        var play = new FlowPlay(Discretion).First(Waiting with { LookAgainAt = After(1) });
        play.Decide(play.Deadline.OverdueFrom.AddDays(1), "r-1", approved: false);
        play.Run();

        Assert.Equal(9, play.Context.Options.Count);
        Assert.All(play.Context.Options, options =>
        {
            var policy = options!.Retry!.Policy!;
            // 1 + 2 + 4 + … + 512 seconds between eleven tries, and ten minutes before the last.
            Assert.Equal(12, policy.MaxNumberOfAttempts);
            Assert.Equal(TimeSpan.FromSeconds(1), policy.FirstRetryInterval);
            Assert.Equal(2, policy.BackoffCoefficient);
            Assert.Equal(TimeSpan.FromMinutes(10), policy.MaxRetryInterval);
            Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
        });
    }

    /// <summary>Whatever is nudged and whenever registrars decide, a procedure is carried out exactly once.</summary>
    [Fact]
    public void Run_AnyOrderOfDecisionsAndNudges_CarriesOutOnceByTheDeadline()
    {
        var random = new Random(251);
        for (var round = 0; round < 300; round++)
        {
            var play = new FlowPlay(NoDiscretion);
            for (var registrar = random.Next(4); registrar > 0; registrar--)
                play.Decide(After(random.Next(500)), $"r-{registrar}", nudges: random.Next(3));
            for (var nudge = random.Next(6); nudge > 0; nudge--)
                play.Nudge(After(random.Next(500)));

            Assert.Equal("Executed", play.Run());
            Assert.Equal(1, play.Calls(nameof(CarryOut)));
            Assert.True(play.Context.Now <= play.Deadline.ExecuteAt);
            Assert.Equal((1, 0), (Math.Max(1, play.Context.MostWaiters), play.Context.TimersPending));
        }
    }
}
