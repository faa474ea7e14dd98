using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CarbonRegistry.Local.Functions;

/// <summary>Runs functions through the application's pipeline, each in a scope of its own.</summary>
internal sealed class FunctionRunner
{
    private readonly IServiceProvider root;
    private readonly FunctionExecutionDelegate pipeline;
    private readonly Func<ParameterInfo, object?> client;

    /// <param name="root">The application's services.</param>
    /// <param name="middleware">The steps around each run, the outermost first.</param>
    /// <param name="client">Makes the value of a parameter that asks for the client of the orchestrations.</param>
    public FunctionRunner(
        IServiceProvider root,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        Func<ParameterInfo, object?> client)
    {
        this.root = root;
        this.client = client;
        pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, step) => step(next));
    }

    /// <summary>Runs a function in a new scope and gives what it returned.</summary>
    public async Task<object?> RunAsync(FunctionMethod function, FunctionInputs inputs, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = root.CreateAsyncScope();
        return await RunAsync(new LocalFunctionContext(function, inputs, scope.ServiceProvider, cancellation));
    }

    /// <summary>Runs a function in the scope that its context names.</summary>
    public async Task<object?> RunAsync(LocalFunctionContext context)
    {
        await pipeline(context);
        return context.Result;
    }

    /// <summary>Runs a function without the pipeline, for code that must not await anything foreign.</summary>
    public async Task<object?> RunBareAsync(LocalFunctionContext context)
    {
        await ExecuteAsync(context);
        return context.Result;
    }

    private async Task ExecuteAsync(FunctionContext context)
    {
        LocalFunctionContext run = (LocalFunctionContext)context;
        object?[] arguments = new object?[run.Function.Parameters.Count];
        for (int at = 0; at < arguments.Length; at++)
            arguments[at] = await BindAsync(run.Function.Parameters[at], run);
        object? instance = run.Function.InstanceType is { } type
            ? ActivatorUtilities.CreateInstance(run.InstanceServices, type)
            : null;
        try
        {
            run.Result = await run.Function.CallAsync(instance, arguments);
        }
        finally
        {
            if (instance is IAsyncDisposable later) await later.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }

    private async ValueTask<object?> BindAsync(ParameterInfo parameter, LocalFunctionContext run)
    {
        if (parameter == run.Function.TriggerParameter)
            return await run.Inputs.Trigger(parameter, run.CancellationToken);
        if (parameter.ParameterType == typeof(FunctionContext)) return run;
        if (parameter.ParameterType == typeof(CancellationToken)) return run.CancellationToken;
        if (parameter.ParameterType == typeof(HttpRequest)) return run.GetHttpContext()?.Request;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null) return client(parameter);
        return run.Inputs.Known(parameter.ParameterType) ?? ByName(parameter, run);
    }

    private static object? ByName(ParameterInfo parameter, LocalFunctionContext run)
    {
        if (run.Inputs.Data.TryGetValue(parameter.Name!, out object? value) && value is not null)
            return Convert(value, parameter, run.Function.Name);
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        bool optional = !parameter.ParameterType.IsValueType
            || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;
        return optional
            ? null
            : throw new InvalidOperationException(
                $"Parameter {parameter.Name} of function {run.Function.Name} has no value.");
    }

    private static object? Convert(object value, ParameterInfo parameter, string function)
    {
        if (parameter.ParameterType.IsInstanceOfType(value)) return value;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        try
        {
            string text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"Parameter {parameter.Name} of function {function} is a {type.Name}, and \"{value}\" is not.", e);
        }
    }
}
