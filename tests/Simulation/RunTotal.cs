namespace CarbonRegistry.Simulation;

/// <summary>What all runs together have met with: a simulation in which nothing happens would prove nothing.</summary>
internal sealed class RunTotal
{
    private const int FewestSeeds = 100;

    private readonly Dictionary<string, int> kinds = [];
    private int seeds;
    private int deaths;
    private int uncertain;
    private int acknowledged;
    private int refused;
    private int troubled;

    /// <summary>Adds a run.</summary>
    public void Add(World world)
    {
        seeds++;
        deaths += world.Count.Deaths;
        uncertain += world.Count.Uncertain;
        acknowledged += world.Count.Acknowledged;
        refused += world.Count.Refused;
        troubled += world.Storage.Troubled;
        foreach (var (kind, count) in world.Judge.Kinds)
            kinds[kind] = kinds.GetValueOrDefault(kind) + count;
    }

    /// <summary>Every kind of act was posted, and every kind of trouble was met.</summary>
    public void CheckThatNothingIsIdle()
    {
        if (seeds < FewestSeeds)
            return;
        string[] codes = [.. Enumerable.Range(1, 28).Where(code => code != 24).Select(code => $"T{code:00}")];
        string[] acts = ["accountOpened", "accountBlocked", "accountUnblocked", "holderChanged", "accountClosed"];
        Assert.All(codes.Concat(acts), kind => Assert.True(kinds.ContainsKey(kind), $"{kind} was never posted."));
        Assert.True(deaths > seeds, $"{deaths} deaths in {seeds} seeds");
        Assert.True(uncertain > seeds, $"{uncertain} uncertain deliveries in {seeds} seeds");
        Assert.True(troubled > 10 * seeds, $"{troubled} calls to the storage met trouble in {seeds} seeds");
        Assert.True(acknowledged > 50 * seeds, $"{acknowledged} papers were carried out in {seeds} seeds");
        Assert.True(refused > 20 * seeds, $"{refused} papers were refused in {seeds} seeds");
    }
}
