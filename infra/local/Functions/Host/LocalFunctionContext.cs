using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Local.Functions;

/// <summary>One run of a function: what came with the trigger, and what the method returned.</summary>
internal sealed class LocalFunctionContext(
    FunctionMethod function,
    FunctionInputs inputs,
    IServiceProvider services,
    CancellationToken cancellation) : FunctionContext
{
    public override string InvocationId { get; } = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    public override string FunctionId => function.Id;

    public override BindingContext BindingContext { get; } = new Data(inputs.Data);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new FeatureBag();

    public override CancellationToken CancellationToken => cancellation;

    public FunctionMethod Function => function;

    public FunctionInputs Inputs => inputs;

    public object? Result { get; set; }

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class FeatureBag : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> features = [];

        public void Set<T>(T instance) => features[typeof(T)] = instance!;

        public T? Get<T>() => features.TryGetValue(typeof(T), out object? feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What a trigger brings: the value of its own parameter, and values for others by name.</summary>
internal sealed record FunctionInputs(
    Func<ParameterInfo, CancellationToken, ValueTask<object?>> Trigger, IReadOnlyDictionary<string, object?> Data)
{
    /// <summary>Gives the value of a parameter by its type; null for a type that this trigger does not know.</summary>
    public Func<Type, object?> Known { get; init; } = _ => null;
}
