namespace CarbonRegistry.Functions.Demo;

/// <summary>How a step of the story ends.</summary>
internal enum DemoDecision
{
    /// <summary>Two registrars approve.</summary>
    TwoRegistrars,

    /// <summary>One registrar approves; that is enough for a trade sheet (¶27).</summary>
    OneRegistrar,

    /// <summary>Two registrars approve, and the holder whose units go confirms (¶30; Order 221 ¶31).</summary>
    RegistrarsAndHolder,

    /// <summary>Nobody decides; the registry carries it out at 17:00 of the due day.</summary>
    Deadline,

    /// <summary>It is recorded as it comes; nobody has to decide.</summary>
    AtOnce,

    /// <summary>Two registrars approve, and the ledger does not allow it.</summary>
    Refused,

    /// <summary>It waits for papers.</summary>
    PapersMissing,

    /// <summary>The registry begins it ahead of its day, and it waits for that day.</summary>
    Announced,
}

/// <summary>One step of the story.</summary>
/// <param name="At">The moment of the virtual clock.</param>
/// <param name="File">The sample that is dropped; null where the registry writes the document itself.</param>
/// <param name="Procedure">
/// The procedure that it starts; one that ends in <c>~</c> is completed with the digest of its number.
/// </param>
/// <param name="Tells">What happens, for the reader.</param>
internal sealed record DemoStep(string At, string? File, string Procedure, string Tells)
{
    /// <summary>The due date that the law gives; null when no term runs.</summary>
    public string? Due { get; init; }

    /// <summary>How it ends.</summary>
    public required DemoDecision Decided { get; init; }

    /// <summary>The procedure whose clock starts with this paper; null for others.</summary>
    public string? Completes { get; init; }

    /// <summary>
    /// The refusal that must come of it, by name: of the whole, or of one trade of a sheet; null when all is allowed.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>How many units move, where the story says so; null where it does not.</summary>
    public long? Units { get; init; }
}
