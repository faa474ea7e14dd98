// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known about one run of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Unique to the function and the same for all its runs.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The values that came with the trigger, by name.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this run.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values shared within this run.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of this run, by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signalled when the host stops or the caller has gone.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}

/// <summary>The values that came with a trigger.</summary>
public abstract class BindingContext
{
    /// <summary>The values by name: route and query parameters, tokens of a blob's path.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>A function as the host found it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The file of the assembly that holds the method.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method: type and name.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Unique to the function and the same for all its runs.</summary>
    public abstract string Id { get; }

    /// <summary>The name that <see cref="FunctionAttribute"/> gives.</summary>
    public abstract string Name { get; }
}

/// <summary>Features of one run of a function, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Keeps an instance under its type.</summary>
    void Set<T>(T instance);

    /// <summary>The instance kept under the type, or null.</summary>
    T? Get<T>();
}
