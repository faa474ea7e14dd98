using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Flow;

/// <summary>A procedure whose term an act of the calendar moves while it waits.</summary>
public sealed class RedatedFlowTests
{
    private const RegulatedAct NoDiscretion = RegulatedAct.InstallationLiquidation;

    private bool moved;

    [Fact]
    public void Run_MovedAndWoken_CarriesOutOnTheNewDay()
    {
        var (play, later) = Play();
        play.Context.At(FlowPlay.Received.AddDays(3), () => Move(play, woken: true));

        Assert.Equal("Executed", play.Run());
        Assert.Equal(
            [$"{later:MM-dd} 17:00:00 CarryOut CarriedByDeadline", $"{later:MM-dd} 17:00:00 Announce"], play.Deeds);
        Assert.Equal((2, 0), (play.Calls(nameof(PrepareProcedure)), play.Context.TimersPending));
    }

    /// <summary>The process died before it could wake the procedure: the old hour must not carry it out.</summary>
    [Fact]
    public void Run_MovedAndNeverWoken_IsNotCarriedOutAtTheOldHour()
    {
        var (play, later) = Play();
        play.Context.At(FlowPlay.Received.AddDays(3), () => Move(play, woken: false));

        Assert.Equal("Executed", play.Run());
        Assert.Contains($"{later:MM-dd} 17:00:00 CarryOut CarriedByDeadline", play.Deeds);
        Assert.Equal(1, play.Calls(nameof(CarryOut)));
    }

    [Fact]
    public void Run_MovedAndWokenThrice_ReadsItsStepsOnce()
    {
        var (play, _) = Play();
        play.Context.At(FlowPlay.Received.AddDays(3), () => Move(play, woken: true));
        play.Nudge(FlowPlay.Received.AddDays(4)).Nudge(FlowPlay.Received.AddDays(5));

        Assert.Equal("Executed", play.Run());
        Assert.Equal(2, play.Calls(nameof(PrepareProcedure)));
    }

    [Fact]
    public void Run_ApprovedAfterTheMove_CarriesOutAtTheSecondApproval()
    {
        var (play, _) = Play();
        play.Context.At(FlowPlay.Received.AddDays(1), () => Move(play, woken: true));
        play.Decide(FlowPlay.Received.AddDays(2), "r-1").Decide(FlowPlay.Received.AddDays(2.5), "r-2");

        Assert.Equal("Executed", play.Run());
        Assert.Equal(["10-22 22:00:00 CarryOut Approved", "10-22 22:00:00 Announce"], play.Deeds);
    }

    [Theory]
    [InlineData(0, true, Verdict.Redated)]
    [InlineData(1, true, Verdict.Redated)]
    [InlineData(2, true, Verdict.Approved)]
    [InlineData(1, false, Verdict.Open)]
    public void VerdictOn_AMovedTerm_IsToldWhileNothingIsDecided(int approvals, bool rearm, Verdict expected)
    {
        var record = SomeRecords.Of("p") with
        {
            Deadline = new StoredDeadline(
                new(2022, 10, 20), new(2022, 11, 4), 10, true, "v", default, null, default)
            { Rearm = rearm },
            Decisions = [.. Enumerable.Range(1, approvals).Select(number => SomeRecords.Decision($"r-{number}"))],
        };

        Assert.Equal(expected, CountDecisions.VerdictOn(record));
    }

    private (FlowPlay Play, DateTimeOffset Later) Play()
    {
        var play = new FlowPlay(NoDiscretion);
        var later = play.Deadline.ExecuteAt.AddDays(3);
        var old = play.Running with { Steps = [new DeadlineStep(play.Deadline.ExecuteAt, DeadlineStepKind.CarryOut)] };
        var anew = old with { Steps = [new DeadlineStep(later, DeadlineStepKind.CarryOut)] };
        var looks = 0;
        play.Context.Activities[nameof(PrepareProcedure)] = _ =>
        {
            moved = false;
            return looks++ == 0 ? old : anew;
        };
        play.Context.Activities[nameof(CountDecisions)] = _ =>
            CountDecisions.Tally(play.Record) is var tally && tally == Verdict.Open && moved ? Verdict.Redated : tally;
        return (play, later);
    }

    private void Move(FlowPlay play, bool woken)
    {
        moved = true;
        if (woken)
            play.Context.Raise();
    }
}
