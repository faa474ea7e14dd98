namespace CarbonRegistry.Simulation.Machine;

/// <summary>What becomes of a call to the storage.</summary>
internal enum Fate
{
    /// <summary>It is carried out and answered.</summary>
    Normal,

    /// <summary>It never arrives, and the caller learns no more than that.</summary>
    RequestLost,

    /// <summary>It is carried out, and the answer never arrives.</summary>
    ReplyLost,

    /// <summary>The caller has given up waiting when it is carried out at last.</summary>
    Late,

    /// <summary>It is not carried out: 429, 500 or 503.</summary>
    Refused,

    /// <summary>It is carried out and answered with 500 all the same.</summary>
    FailedAfter,

    /// <summary>The answer was lost, and the client's own repetition is what gets answered.</summary>
    Repeated,
}

/// <summary>How rough a run is, each as a chance from 0 to 1.</summary>
/// <param name="Trouble">Of a call to the storage to meet another fate than the normal one.</param>
/// <param name="Death">Of a process to die at any step of the storage.</param>
/// <param name="ClockJump">Of a clock to jump, at any step of the calendar.</param>
/// <param name="Restart">Of a process to be restarted in order, at any step of the calendar.</param>
/// <param name="Twice">Of a paper to be delivered twice.</param>
/// <param name="HeldBack">Of a paper to come later than papers written after it.</param>
internal sealed record Weather(
    double Trouble, double Death, double ClockJump, double Restart, double Twice, double HeldBack)
{
    /// <summary>Nothing goes wrong.</summary>
    public static Weather Calm { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>A weather of the seed's own: some runs are nearly calm, others are storms.</summary>
    public static Weather Of(Random random)
    {
        var storm = random.NextDouble();
        return new Weather(
            storm * storm * 0.3,
            storm * storm * 0.006,
            random.NextDouble() * 0.15,
            random.NextDouble() * 0.03,
            random.NextDouble() * 0.4,
            random.NextDouble() * 0.2);
    }
}
