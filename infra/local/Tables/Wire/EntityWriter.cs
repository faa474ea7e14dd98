// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>Writes an entity as one line of JSON, straight into the body, and counts its size on the way.</summary>
internal ref struct EntityWriter
{
    // How the service counts an entity: 4 bytes and its keys in UTF-16; for each property 8 bytes, its name in UTF-16
    // and its value, a text or binary with 4 bytes for its length.
    private const int EntityOverhead = 4;
    private const int PropertyOverhead = 8;
    private const int LengthPrefix = 4;

    // The reader at the other end is a JSON parser, never a page, so only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? threadWriter;

    private readonly Utf8JsonWriter json;
    private int size;
    private int count;

    private EntityWriter(PooledBody body)
    {
        if (threadWriter == null)
            threadWriter = new Utf8JsonWriter(body, Options);
        else
            threadWriter.Reset(body);
        json = threadWriter;
    }

    /// <summary>Appends the entity to the body.</summary>
    /// <exception cref="ArgumentException">A key, a property or the entity exceeds a limit of the service.</exception>
    /// <exception cref="NotSupportedException">A property has a type that the service does not know.</exception>
    public static void Write(PooledBody body, ITableEntity entity)
    {
        TableLimits.CheckKey(entity.PartitionKey, nameof(entity.PartitionKey));
        TableLimits.CheckKey(entity.RowKey, nameof(entity.RowKey));
        new EntityWriter(body).Write(entity);
    }

    private void Write(ITableEntity entity)
    {
        size = EntityOverhead + (entity.PartitionKey.Length + entity.RowKey.Length) * sizeof(char);
        json.WriteStartObject();
        json.WriteString(TableEntity.PartitionKeyName, entity.PartitionKey);
        json.WriteString(TableEntity.RowKeyName, entity.RowKey);
        if (entity is IDictionary<string, object> dictionary)
            WriteDictionary(dictionary);
        else
            WriteShape(entity);
        json.WriteEndObject();
        json.Flush();
        // The writer would keep a rented buffer alive and written to after it went back to its pool.
        json.Reset(Stream.Null);
        if (count > TableLimits.Properties)
            throw new ArgumentException(
                $"Entity has {count} properties; {nameof(TableLimits.Properties)} allows {TableLimits.Properties}.");
        if (size > TableLimits.EntityBytes)
            throw new ArgumentException(
                $"Entity has {size} bytes; {nameof(TableLimits.EntityBytes)} allows {TableLimits.EntityBytes}.");
    }

    private void WriteDictionary(IDictionary<string, object> dictionary)
    {
        // The concrete dictionary's enumerator is a struct; the interface's would be allocated for each entity.
        if (dictionary is TableEntity entity)
        {
            foreach (var (name, value) in entity.Properties)
                WriteProperty(name, value, null);
            return;
        }
        foreach (var (name, value) in dictionary)
            WriteProperty(name, value, null);
    }

    private void WriteShape(ITableEntity entity)
    {
        foreach (var member in EntityShape.Of(entity.GetType()).Members)
        {
            if (member.CanRead)
                WriteProperty(member.Name, member.Get(entity), member.Annotation);
        }
    }

    private void WriteProperty(string name, object? value, string? annotation)
    {
        // The service stores no nulls, and keys, version and time are not its callers' to set.
        if (value == null || EntityShape.IsSystemName(name))
            return;
        count++;
        size += PropertyOverhead + name.Length * sizeof(char);
        switch (value)
        {
            case string text:
                TableLimits.CheckProperty(
                    name, text.Length, TableLimits.TextPropertyCharacters, nameof(TableLimits.TextPropertyCharacters));
                size += LengthPrefix + text.Length * sizeof(char);
                json.WriteString(name, text);
                break;
            case byte[] bytes:
                WriteBinary(name, bytes, annotation);
                break;
            case BinaryData data:
                WriteBinary(name, data.ToMemory().Span, annotation);
                break;
            default:
                TableLimits.CheckProperty(name, 0, 0, "");
                WriteFixed(name, value, annotation);
                break;
        }
    }

    private void WriteBinary(string name, ReadOnlySpan<byte> bytes, string? annotation)
    {
        TableLimits.CheckProperty(
            name, bytes.Length, TableLimits.BinaryPropertyBytes, nameof(TableLimits.BinaryPropertyBytes));
        size += LengthPrefix + bytes.Length;
        json.WriteString(annotation ?? name + Edm.Annotation, Edm.Binary);
        json.WriteBase64String(name, bytes);
    }

    private void WriteFixed(string name, object value, string? annotation)
    {
        annotation ??= name + Edm.Annotation;
        switch (value)
        {
            case bool flag:
                size += 1;
                json.WriteBoolean(name, flag);
                break;
            case int number:
                size += sizeof(int);
                json.WriteNumber(name, number);
                break;
            case long number:
                size += sizeof(long);
                json.WriteString(annotation, Edm.Int64);
                json.WriteString(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                size += sizeof(double);
                json.WriteString(annotation, Edm.Double);
                WriteDouble(name, number);
                break;
            case Guid guid:
                size += 16;
                json.WriteString(annotation, Edm.Guid);
                json.WriteString(name, guid);
                break;
            case DateTimeOffset instant:
                size += 8;
                json.WriteString(annotation, Edm.Date);
                json.WriteString(name, Edm.Text(instant));
                break;
            case DateTime time:
                size += 8;
                json.WriteString(annotation, Edm.Date);
                json.WriteString(name, Edm.Text(time));
                break;
            case Enum member:
                var text = member.ToString();
                size += LengthPrefix + text.Length * sizeof(char);
                json.WriteString(name, text);
                break;
            default:
                throw new NotSupportedException($"Property {name} has type {value.GetType()}, unknown to the service.");
        }
    }

    private readonly void WriteDouble(string name, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }
}
