// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>Texts are JSON by System.Text.Json.</summary>
public class JsonDataConverter : DataConverter
{
    // WARNING: instances that sleep for months are read back with these options; a change of them is a change of
    // every stored history.
    private static readonly JsonSerializerOptions Stored = new() { IncludeFields = true };

    private readonly JsonSerializerOptions options;

    /// <summary>A converter; unless options are given, names are as declared and fields are included.</summary>
    public JsonDataConverter(JsonSerializerOptions? options = null) => this.options = options ?? Stored;

    /// <summary>The converter used unless another is given.</summary>
    public static JsonDataConverter Default { get; } = new();

    /// <inheritdoc/>
    public override string? Serialize(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, options);

    /// <inheritdoc/>
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
