using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace CarbonRegistry.Local.Functions;

/// <summary>A method that the application offers as a function.</summary>
internal sealed class FunctionMethod : FunctionDefinition
{
    private readonly MethodInfo method;

    private FunctionMethod(string name, MethodInfo method, ParameterInfo parameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        this.method = method;
        TriggerParameter = parameter;
        Trigger = trigger;
        Parameters = method.GetParameters();
    }

    public override string Name { get; }

    public override string Id => EntryPoint;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public TriggerBindingAttribute Trigger { get; }

    public ParameterInfo TriggerParameter { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>The class to build for a run; null for a static method.</summary>
    public Type? InstanceType => method.IsStatic ? null : method.DeclaringType;

    /// <summary>The functions among the public methods of some types.</summary>
    /// <exception cref="StartFailure">A function has no trigger, or two have one name.</exception>
    public static IReadOnlyList<FunctionMethod> Find(IEnumerable<Type> types)
    {
        const BindingFlags Public =
            BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        List<FunctionMethod> found = [];
        foreach (MethodInfo method in types.SelectMany(type => type.GetMethods(Public)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function) found.Add(Of(function.Name, method));
        }

        IEnumerable<IGrouping<string, FunctionMethod>> names =
            found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase);
        return names.FirstOrDefault(name => name.Count() > 1) is { } twice
            ? throw new StartFailure($"Two functions have the name {twice.Key}.")
            : found;
    }

    /// <summary>Runs the method and awaits what it returns.</summary>
    public async Task<object?> CallAsync(object? instance, object?[] arguments)
    {
        object? returned = method.Invoke(
            instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        if (returned is ValueTask plain) returned = plain.AsTask();
        if (returned is not Task task) return returned;
        await task;
        Type? result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
        return result is null ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }

    private static FunctionMethod Of(string name, MethodInfo method)
    {
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<TriggerBindingAttribute>() is { } trigger)
                return new FunctionMethod(name, method, parameter, trigger);
        }

        throw new StartFailure($"The function {name} has no parameter with a trigger.");
    }
}
