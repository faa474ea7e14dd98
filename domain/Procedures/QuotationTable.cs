using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A price that an exchange quoted (Order 221 ¶13, 14); indicative for those who trade (¶15).</summary>
/// <param name="UnitKind">Of which kind of unit.</param>
/// <param name="QuotedOn">The trading day.</param>
/// <param name="Price">In tenge for one unit.</param>
/// <param name="Exchange">Who quoted it.</param>
/// <param name="ReceivedAt">When the registry was told.</param>
/// <param name="Procedure">The procedure that recorded it.</param>
public sealed record Quotation(
    UnitKind UnitKind,
    DateOnly QuotedOn,
    decimal Price,
    Party Exchange,
    DateTimeOffset ReceivedAt,
    string Procedure);

/// <summary>
/// The quotations that were recorded (Order 221 ¶13 to ¶16; Code, article 299(9)). Of several for one day the one that
/// came last counts, since it corrects the earlier.
/// </summary>
public sealed class QuotationTable
{
    private readonly List<Quotation> items;

    /// <summary>Makes a table of quotations in any order.</summary>
    public QuotationTable(IEnumerable<Quotation> quotations) => items =
        [.. quotations.OrderBy(item => (item.QuotedOn, item.UnitKind, item.ReceivedAt))
            .ThenBy(item => item.Procedure, StringComparer.Ordinal)];

    /// <summary>All of them by day, kind and receipt.</summary>
    public IReadOnlyList<Quotation> Items => items;

    /// <summary>
    /// The reference price of a day: the quotation of that day, or the last earlier one (Order 221 ¶16, 30); null when
    /// the kind was never quoted up to then.
    /// </summary>
    public Quotation? Reference(UnitKind kind, DateOnly on) =>
        items.FindLast(item => item.UnitKind == kind && item.QuotedOn <= on);
}
