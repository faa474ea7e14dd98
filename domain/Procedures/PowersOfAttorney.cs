using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A paper that names representatives, as it came.</summary>
/// <param name="Procedure">The procedure of the document that brought it.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Representatives">Those whom it names.</param>
public sealed record RepresentativesPaper(
    string Procedure, DateTimeOffset ReceivedAt, IReadOnlyList<Representative> Representatives);

/// <summary>A representative of a holder, with the power of attorney that counts (¶13.2).</summary>
/// <param name="Iin">The representative's IIN.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Power">The power of attorney that came last.</param>
/// <param name="Procedure">The procedure of the document that brought it.</param>
public sealed record Empowered(IdentificationNumber Iin, string Name, PowerOfAttorney Power, string Procedure)
{
    /// <summary>True from the day on which the power was given through its last day.</summary>
    public bool HoldsOn(DateOnly day) => Power.Date <= day && day <= Power.Expires;
}

/// <summary>¶13.2: who may act for a holder, from all the papers that came. Pure.</summary>
public static class PowersOfAttorney
{
    /// <summary>
    /// One row a representative, by IIN. A later paper for the same person takes the place of the earlier one: a holder
    /// who gives a new power says how long the person may act.
    /// </summary>
    public static IReadOnlyList<Empowered> Of(IEnumerable<RepresentativesPaper> papers)
    {
        var people = new SortedDictionary<string, Empowered>(StringComparer.Ordinal);
        foreach (var paper in papers.OrderBy(paper => paper.ReceivedAt))
        {
            foreach (var person in paper.Representatives)
            {
                if (person.PowerOfAttorney is { } power)
                    people[person.Iin.Text] = new Empowered(person.Iin, person.Name, power, paper.Procedure);
            }
        }
        return [.. people.Values];
    }

    /// <summary>The power that lasts longest; null when there is none at all.</summary>
    public static Empowered? Last(IReadOnlyList<Empowered> people) =>
        people.Count == 0 ? null : people.MaxBy(person => person.Power.Expires);
}
