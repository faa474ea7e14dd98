using Azure;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>A call to the storage that is under way.</summary>
/// <param name="Caller">The process that waits for it.</param>
/// <param name="Arrive">Carries the call out and keeps the answer.</param>
/// <param name="Fail">Keeps a failure as the answer.</param>
/// <param name="Deliver">Gives the kept answer to the caller.</param>
internal sealed record Flight(Lane Caller, Action Arrive, Action<int> Fail, Action Deliver)
{
    /// <summary>True once the call has been carried out, or never will be.</summary>
    public bool HasArrived { get; set; }

    /// <summary>True when the caller has its answer already and the call itself is still under way.</summary>
    public bool IsAnswered { get; set; }
}

/// <summary>
/// The storage account that all simulated processes share. Calls arrive and answers come back in the order that the
/// seed draws, and each may meet any of the fates of a network.
/// </summary>
internal sealed class SimulatedStorage(Random random)
{
    private static readonly Fate[] Troubles =
        [Fate.RequestLost, Fate.ReplyLost, Fate.Late, Fate.Refused, Fate.FailedAfter, Fate.Repeated];

    private static readonly int[] Refusals = [429, 500, 503];

    private readonly List<Flight> flights = [];

    /// <summary>The chance of a call to meet trouble.</summary>
    public double Trouble { get; set; }

    /// <summary>The rows of the journal's table.</summary>
    public SimulatedRows Rows { get; } = new();

    /// <summary>The blobs of the journal's container.</summary>
    public SortedDictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>How many calls have met trouble.</summary>
    public int Troubled { get; private set; }

    /// <summary>Sends a call.</summary>
    public Task<T> Send<T>(Lane caller, Func<T> call)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T? kept = default;
        Exception? failure = null;
        flights.Add(new Flight(
            caller,
            () =>
            {
                failure = null;
                try
                {
                    kept = call();
                }
                catch (RequestFailedException refused)
                {
                    failure = refused;
                }
            },
            status => failure = new RequestFailedException(status, "The simulated storage answers so."),
            () =>
            {
                if (failure is not null)
                    answer.TrySetException(failure);
                else
                    answer.TrySetResult(kept!);
            }));
        return answer.Task;
    }

    /// <summary>True when a blob's call meets trouble; blobs are read and written in one step.</summary>
    public bool BlobFails()
    {
        if (random.NextDouble() >= Trouble)
            return false;
        Troubled++;
        return true;
    }

    /// <summary>Lets one call go on by one step; false when none is under way.</summary>
    public bool TryGoOn()
    {
        if (flights.Count == 0)
            return false;
        var flight = flights[random.Next(flights.Count)];
        if (flight.HasArrived)
        {
            flights.Remove(flight);
            if (!flight.IsAnswered && !flight.Caller.IsDead)
                flight.Deliver();
        }
        else if (flight.IsAnswered)
        {
            flights.Remove(flight);
            flight.Arrive();
        }
        else if (flight.Caller.IsDead && random.Next(2) == 0)
            flights.Remove(flight);
        else
            Arrive(flight);
        return true;
    }

    private void Arrive(Flight flight)
    {
        flight.HasArrived = true;
        switch (Draw())
        {
            case Fate.Normal:
                flight.Arrive();
                break;
            case Fate.RequestLost:
                flight.Fail(0);
                break;
            case Fate.ReplyLost:
                flight.Arrive();
                flight.Fail(0);
                break;
            case Fate.Late:
                flight.HasArrived = false;
                flight.IsAnswered = true;
                flight.Fail(0);
                if (!flight.Caller.IsDead)
                    flight.Deliver();
                break;
            case Fate.Refused:
                flight.Fail(Refusals[random.Next(Refusals.Length)]);
                break;
            case Fate.FailedAfter:
                flight.Arrive();
                flight.Fail(500);
                break;
            case Fate.Repeated:
                flight.Arrive();
                flight.Arrive();
                break;
            default:
                throw new InvalidOperationException("Fates are a closed set.");
        }
    }

    private Fate Draw()
    {
        if (random.NextDouble() >= Trouble)
            return Fate.Normal;
        Troubled++;
        return Troubles[random.Next(Troubles.Length)];
    }
}
