// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>An entity whose properties are named at run time.</summary>
/// <remarks>Values are of the types that the service knows: string, byte[], bool, int, long, double, Guid, and dates,
/// which are read as <see cref="DateTimeOffset"/>. Not safe for use by several threads.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "The original's name.")]
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    private readonly Dictionary<string, object> properties;

    /// <summary>An entity without keys.</summary>
    public TableEntity()
        : this(null)
    {
    }

    /// <summary>An entity with keys and no other properties.</summary>
    /// <param name="partitionKey">The partition key.</param>
    /// <param name="rowKey">The row key.</param>
    public TableEntity(string partitionKey, string rowKey)
        : this(null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>An entity with a copy of these properties, keys among them.</summary>
    /// <param name="values">Names and values; null for none.</param>
    public TableEntity(IDictionary<string, object> values)
    {
        properties = values == null ? [] : new Dictionary<string, object>(values);
    }

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(PartitionKeyName);
        set => properties[PartitionKeyName] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(RowKeyName);
        set => properties[RowKeyName] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TimestampName);
        set => properties[TimestampName] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(ETagName));
        set => properties[ETagName] = value.ToString();
    }

    /// <summary>The number of properties, keys, Timestamp and odata.etag counted.</summary>
    public int Count => properties.Count;

    /// <summary>The names of the properties.</summary>
    public ICollection<string> Keys => properties.Keys;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    /// <summary>A property, or null if there is none of this name.</summary>
    /// <param name="key">The name of the property.</param>
    /// <exception cref="InvalidOperationException">The value set has another type than the one there, and is no
    /// number that widens to it.</exception>
    public object this[string key]
    {
        get => GetValue(key, null);
        set => SetValue(key, value);
    }

    /// <summary>The text property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public string GetString(string key) => (string)GetValue(key, typeof(string));

    /// <summary>The binary property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public byte[] GetBinary(string key) =>
        GetValue(key, null) is BinaryData data ? data.ToArray() : (byte[])GetValue(key, typeof(byte[]));

    /// <summary>The binary property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public BinaryData GetBinaryData(string key) => GetValue(key, null) switch
    {
        byte[] bytes => new BinaryData(bytes),
        _ => (BinaryData)GetValue(key, typeof(BinaryData)),
    };

    /// <summary>The logical property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public bool? GetBoolean(string key) => (bool?)GetValue(key, typeof(bool?));

    /// <summary>The instant of this name in UTC, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTime? GetDateTime(string key) => GetValue(key, null) switch
    {
        DateTimeOffset instant => instant.UtcDateTime,
        _ => (DateTime?)GetValue(key, typeof(DateTime?)),
    };

    /// <summary>The instant of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => GetValue(key, null) switch
    {
        DateTime time => new DateTimeOffset(time),
        _ => (DateTimeOffset?)GetValue(key, typeof(DateTimeOffset?)),
    };

    /// <summary>The floating point property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public double? GetDouble(string key) => (double?)GetValue(key, typeof(double?));

    /// <summary>The Guid property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public Guid? GetGuid(string key) => (Guid?)GetValue(key, typeof(Guid?));

    /// <summary>The 32-bit property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public int? GetInt32(string key) => (int?)GetValue(key, typeof(int?));

    /// <summary>The 64-bit property of this name, or null.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public long? GetInt64(string key) => (long?)GetValue(key, typeof(long?));

    /// <inheritdoc/>
    public void Add(string key, object value) => SetValue(key, value);

    /// <inheritdoc/>
    public void Clear() => properties.Clear();

    /// <inheritdoc/>
    public bool ContainsKey(string key) => properties.ContainsKey(key);

    /// <inheritdoc/>
    public bool Remove(string key) => properties.Remove(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out object value) => properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) =>
        SetValue(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    internal void SetRead(string name, object value) => properties[name] = value;

    internal Dictionary<string, object> Properties => properties;

    private object GetValue(string key, Type type)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!properties.TryGetValue(key, out var value) || value == null)
            return null;
        if (type != null && !type.IsInstanceOfType(value))
            throw new InvalidOperationException($"Cannot return {type} type for a {value.GetType()} typed property.");
        return value;
    }

    // A property keeps its type: an int set where a long or a double was becomes one, anything else is a mistake.
    private void SetValue(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (value != null && properties.TryGetValue(key, out var existing) && existing != null)
            value = Coerce(existing, value);
        properties[key] = value;
    }

    private static object Coerce(object existing, object value) => (existing, value) switch
    {
        _ when existing.GetType() == value.GetType() => value,
        (int, double or long) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        (DateTimeOffset, DateTime) or (DateTime, DateTimeOffset) => value,
        (byte[], BinaryData) or (BinaryData, byte[]) => value,
        _ => throw new InvalidOperationException(
            $"Value ({existing.GetType()}) {existing} is not convertable to ({value.GetType()}) {value}."),
    };
}
