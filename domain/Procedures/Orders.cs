using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What a procedure comes to when it is carried out: a closed set.</summary>
public abstract record Orders
{
    private Orders()
    {
    }

    /// <summary>These acts stand or fall together.</summary>
    public sealed record Post(IReadOnlyList<Order> Acts) : Orders;

    /// <summary>
    /// Another procedure has moved the units of the same deal: this one ends as carried out too, with the same entries,
    /// and posts nothing (requirements C1).
    /// </summary>
    /// <param name="Procedure">The other procedure's id.</param>
    /// <param name="Entries">Numbers of its entries.</param>
    public sealed record Settled(string Procedure, IReadOnlyList<long> Entries) : Orders;

    /// <summary>It ends with a reason; the ledger is not touched.</summary>
    public sealed record Refuse(Refusal Refusal) : Orders;
}

/// <summary>One act of a procedure.</summary>
/// <param name="Name">The last part of the instruction's id, such as <c>allocate</c>.</param>
/// <param name="Paragraph">The provision that asks for this act.</param>
/// <param name="Act">What is posted.</param>
public sealed record Order(string Name, string Paragraph, Act Act);
