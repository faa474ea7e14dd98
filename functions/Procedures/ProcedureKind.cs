using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>One row of the table of procedures.</summary>
/// <param name="Name">The document's kind in camelCase, or the name of a procedure that no document starts.</param>
/// <param name="Act">The act of the law that it carries out; a case may name a closer one.</param>
/// <param name="Orchestration">The orchestration's name, the one that stands in every status list.</param>
/// <param name="ActNames">
/// Under which names the acts are posted, in the order of posting (interfaces, section 7, Instruction).
/// </param>
internal sealed record ProcedureKind(
    string Name,
    RegulatedAct Act,
    string Orchestration,
    params IReadOnlyList<string> ActNames)
{
    /// <summary>
    /// True for documents that are only recorded, without a term of their own and without anybody's decision.
    /// </summary>
    public bool RecordedAtOnce { get; init; }

    /// <summary>
    /// False where the law leaves no discretion: the act is carried out on the due day even if nobody decides, and
    /// nobody may refuse (interfaces, section 7).
    /// </summary>
    public bool LeavesDiscretion => !RecordedAtOnce && Terms.For(Act, RuleSet.All[^1].Since).Discretion;
}
