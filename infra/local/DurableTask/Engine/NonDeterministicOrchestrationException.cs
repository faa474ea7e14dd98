namespace CarbonRegistry.Local.DurableTask;

/// <summary>The code of an orchestrator does not repeat what its history says that it did.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(
    message + " The orchestrator was changed while instances of it were running, or it uses a clock, a random "
    + "number, a thread or input/output of its own. Everything of that kind belongs in an activity.");
