using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What can be wrong with a decision that a registrar sends.</summary>
internal static class DecisionIssues
{
    /// <summary>The body is no decision.</summary>
    public static Issue NotADecision() => new("malformedDecision", new LocalizedText(
        "{\"decision\": \"approve\" немесе \"refuse\", \"reason\": мәтін} күтіледі.",
        "Ожидается {\"decision\": \"approve\" или \"refuse\", \"reason\": текст}.",
        "Expected {\"decision\": \"approve\" or \"refuse\", \"reason\": text}."))
    { Field = "/decision" };

    /// <summary>Whoever refuses says why.</summary>
    public static Issue ReasonMissing() => new("reasonMissing", new LocalizedText(
        "Бас тартудың себебін көрсетіңіз.",
        "Укажите причину отказа.",
        "Give the reason for the refusal."))
    { Field = "/reason" };
}
