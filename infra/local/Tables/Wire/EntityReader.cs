// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads entities from the JSON of an answer.</summary>
internal static class EntityReader
{
    private const string MetadataPrefix = "odata.";

    /// <summary>The entity of an answer to a query by its keys.</summary>
    public static T ReadOne<T>(Response response)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(response.Content.ToMemory().Span);
        reader.Read();
        return ReadEntity<T>(ref reader);
    }

    /// <summary>The entities of one page.</summary>
    public static List<T> ReadMany<T>(Response response)
        where T : class, ITableEntity
    {
        var list = new List<T>();
        var reader = new Utf8JsonReader(response.Content.ToMemory().Span);
        if (!SeekValueArray(ref reader))
            return list;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            list.Add(ReadEntity<T>(ref reader));
        return list;
    }

    /// <summary>Moves to the start of the array that holds the rows; false if the answer has none.</summary>
    public static bool SeekValueArray(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isRows)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static T ReadEntity<T>(ref Utf8JsonReader reader)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        var untyped = entity as IDictionary<string, object>;
        var shape = untyped == null ? EntityShape.Of(typeof(T)) : null;
        Dictionary<string, string>? types = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(Edm.Annotation, StringComparison.Ordinal))
            {
                var property = name[..^Edm.Annotation.Length];
                var type = reader.GetString()!;
                (types ??= [])[property] = type;
                Retype(untyped, property, type);
            }
            else if (!SetSystem(entity, name, ref reader))
                SetProperty(entity, untyped, shape, name, types?.GetValueOrDefault(name), ref reader);
        }
        return entity;
    }

    private static bool SetSystem(ITableEntity entity, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case TableEntity.PartitionKeyName:
                entity.PartitionKey = reader.GetString()!;
                return true;
            case TableEntity.RowKeyName:
                entity.RowKey = reader.GetString()!;
                return true;
            case TableEntity.TimestampName:
                entity.Timestamp = reader.GetString() is { } text ? Edm.Instant(text) : null;
                return true;
            case TableEntity.ETagName:
                entity.ETag = new ETag(reader.GetString()!);
                return true;
            default:
                if (!name.StartsWith(MetadataPrefix, StringComparison.Ordinal))
                    return false;
                reader.Skip();
                return true;
        }
    }

    private static void SetProperty(
        ITableEntity entity,
        IDictionary<string, object>? untyped,
        EntityShape? shape,
        string name,
        string? type,
        ref Utf8JsonReader reader)
    {
        if (untyped != null)
        {
            var value = ReadUntyped(ref reader, type);
            if (entity is TableEntity table)
                table.SetRead(name, value!);
            else
                untyped[name] = value!;
        }
        else if (shape!.Find(name) is { CanWrite: true } member)
            member.Set(entity, ReadAs(ref reader, member.Type, name));
        else
            reader.Skip();
    }

    // OData lets an annotation follow its property; the text that was read is then typed afterwards.
    private static void Retype(IDictionary<string, object>? untyped, string property, string type)
    {
        if (untyped == null || !untyped.TryGetValue(property, out var read) || EntityShape.IsSystemName(property))
            return;
        var typed = read switch
        {
            string text => Edm.FromText(text, type),
            int number when type == Edm.Double => (double)number,
            _ => read,
        };
        if (untyped is TableEntity table)
            table.SetRead(property, typed);
        else
            untyped[property] = typed;
    }

    private static object? ReadUntyped(ref Utf8JsonReader reader, string? type) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.Number => ReadNumber(ref reader, type),
        JsonTokenType.String when type == Edm.Binary => reader.GetBytesFromBase64(),
        JsonTokenType.String => Edm.FromText(reader.GetString()!, type),
        _ => throw new FormatException($"Token {reader.TokenType} is no value of an entity."),
    };

    private static object ReadNumber(ref Utf8JsonReader reader, string? type)
    {
        if (type == Edm.Double)
            return reader.GetDouble();
        if (reader.TryGetInt32(out var small))
            return small;
        return reader.TryGetInt64(out var large) ? large : reader.GetDouble();
    }

    private static object? ReadAs(ref Utf8JsonReader reader, Type type, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (type == typeof(byte[]))
            return reader.GetBytesFromBase64();
        if (type == typeof(BinaryData))
            return BinaryData.FromBytes(reader.GetBytesFromBase64());
        if (type == typeof(string))
            return reader.GetString();
        if (type == typeof(bool))
            return reader.GetBoolean();
        if (type == typeof(int))
            return reader.GetInt32();
        if (type == typeof(long))
            return reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : long.Parse(TextOf(ref reader), null);
        if (type == typeof(double))
            return reader.TokenType == JsonTokenType.Number
                ? reader.GetDouble()
                : double.Parse(TextOf(ref reader), CultureInfo.InvariantCulture);
        if (type == typeof(Guid))
            return reader.GetGuid();
        if (type == typeof(DateTimeOffset))
            return Edm.Instant(reader.GetString()!);
        if (type == typeof(DateTime))
            return Edm.Instant(reader.GetString()!).UtcDateTime;
        if (type.IsEnum)
            return Enum.Parse(type, reader.GetString()!);
        throw new NotSupportedException($"Property {name} has type {type}, unknown to the service.");
    }

    private static string TextOf(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);
}
