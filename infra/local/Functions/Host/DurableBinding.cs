using CarbonRegistry.Local.DurableTask;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;

namespace CarbonRegistry.Local.Functions;

/// <summary>Hands orchestrator and activity functions to the engine that runs them.</summary>
internal static class DurableBinding
{
    private static readonly Dictionary<string, object?> NoData = [];

    public static DurableFunctions Bind(
        IReadOnlyList<FunctionMethod> functions, FunctionRunner runner, IServiceProvider services)
    {
        Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrations =
            new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>> activities =
            new(StringComparer.OrdinalIgnoreCase);
        foreach (FunctionMethod function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute trigger:
                    orchestrations[trigger.Orchestration ?? function.Name] =
                        context => OrchestrateAsync(function, runner, services, context);
                    break;
                case ActivityTriggerAttribute trigger:
                    activities[trigger.Activity ?? function.Name] = (context, input, cancellation) =>
                        runner.RunAsync(function, Inputs(context, input), cancellation);
                    break;
                default:
                    break;
            }
        }

        return new DurableFunctions(orchestrations, activities);
    }

    // An orchestrator may await only what its context gives, so no step of the pipeline runs around it.
    private static async Task<object?> OrchestrateAsync(
        FunctionMethod function, FunctionRunner runner, IServiceProvider services, TaskOrchestrationContext context)
    {
        using IServiceScope scope = services.CreateScope();
        FunctionInputs inputs = new((_, _) => ValueTask.FromResult<object?>(context), NoData);
        LocalFunctionContext run = new(function, inputs, scope.ServiceProvider, CancellationToken.None);
        return await runner.RunBareAsync(run);
    }

    private static FunctionInputs Inputs(TaskActivityContext context, string? input) => new(
        (parameter, _) => ValueTask.FromResult(
            parameter.ParameterType == typeof(TaskActivityContext)
                ? context
                : JsonDataConverter.Default.Deserialize(input, parameter.ParameterType)
                    ?? Empty(parameter.ParameterType)),
        NoData)
    { Known = type => type == typeof(TaskActivityContext) ? context : null };

    private static object? Empty(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
