using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Intake;

/// <summary>What the door says to a document: a closed set.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>The document is in, now or since earlier.</summary>
    /// <param name="Procedure">The procedure that it started.</param>
    /// <param name="AlreadyReceived">True when the same document was in before.</param>
    public sealed record LetIn(string Procedure, bool AlreadyReceived) : IntakeResult;

    /// <summary>The number stands on another document.</summary>
    /// <param name="Procedure">The procedure that the first document started.</param>
    /// <param name="Fields">JSON pointers of what differs.</param>
    public sealed record NumberReused(string Procedure, IReadOnlyList<string> Fields) : IntakeResult;

    /// <summary>The document cannot be let in.</summary>
    public sealed record Refused(IReadOnlyList<Issue> Issues) : IntakeResult;

    /// <summary>The document waits for its signature.</summary>
    public sealed record AwaitsSignature : IntakeResult;

    /// <summary>The signed-in person may not send this document.</summary>
    public sealed record NotTheirs : IntakeResult;
}
