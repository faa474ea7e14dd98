namespace CarbonRegistry.Domain.Units;

/// <summary>
/// What the registry knows of a block beyond its number. Units with different attributes never merge into one block.
/// </summary>
/// <param name="AllocationYear">
/// The year of the plan for which the units were allocated; 0 when they belong to no year. Without it borrowing from
/// a later year could not be seen at surrender (ICAP factsheet; requirements C6).
/// </param>
/// <param name="Line">
/// The line of the plan: an installation's code or a reserve category in camelCase; null for units outside a plan.
/// </param>
/// <param name="Project">The code of the offset project; null for others.</param>
/// <param name="NotForSale">
/// True for units freed by a decrease of capacity, until they are back in the reserve (Code, article 295(8)).
/// </param>
public sealed record UnitAttributes(int AllocationYear, string? Line, string? Project, bool NotForSale);
