namespace CarbonRegistry.Domain.Notices;

/// <summary>The forms of JSON value that fields of documents have.</summary>
internal enum JsonForm
{
    Text,
    Number,
    Object,
    List,
}
