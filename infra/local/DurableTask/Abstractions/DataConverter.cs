// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Turns inputs, outputs and events into text and back.</summary>
public abstract class DataConverter
{
    /// <summary>The text of a value; null for null.</summary>
    [return: NotNullIfNotNull("value")]
    public abstract string? Serialize(object? value);

    /// <summary>The value of a text; null for null.</summary>
    [return: NotNullIfNotNull("data")]
    public abstract object? Deserialize(string? data, Type targetType);

    /// <summary>The value of a text; the type's default for null.</summary>
    [return: NotNullIfNotNull("data")]
    public virtual T? Deserialize<T>(string? data) => Deserialize(data, typeof(T)) is T value ? value : default;
}
