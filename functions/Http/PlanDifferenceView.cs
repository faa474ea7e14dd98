using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Functions.Http;

/// <summary>What changes between two plans, as it is answered.</summary>
internal static class PlanDifferenceView
{
    /// <summary>The view.</summary>
    /// <param name="difference">What changes.</param>
    /// <param name="nameOf">How a person is named: by BIN or IIN, or by an opaque id where the public reads.</param>
    public static object Of(PlanDifference difference, Func<IdentificationNumber, string> nameOf) => new
    {
        Added = difference.Added.Select(line => LineOf(line, nameOf)),
        Removed = difference.Removed.Select(line => LineOf(line, nameOf)),
        Changed = difference.Changed.Select(change => new
        {
            change.After.Code,
            change.Fields,
            Before = LineOf(change.Before, nameOf),
            After = LineOf(change.After, nameOf),
            change.Years,
        }),
        Reserve = difference.Reserve.Select(change => new
        {
            Category = ReserveCategoryName.Of(change.Category),
            change.Years,
        }),
        difference.Years,
        Total = new { difference.Before, difference.After },
    };

    private static object LineOf(PlanInstallation line, Func<IdentificationNumber, string> nameOf)
    {
        var name = nameOf(line.Operator.Id);
        var isOpaque = name != line.Operator.Id.Text;
        return new
        {
            line.Code,
            line.Name,
            Operator = PartyView.Of(name, isOpaque ? "—" : line.Operator.Name),
            line.Sector,
            line.Region,
            line.Total,
        };
    }
}
