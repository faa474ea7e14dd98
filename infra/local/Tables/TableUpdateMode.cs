// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
namespace Azure.Data.Tables;

/// <summary>How an update treats the properties that the sent entity does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay as they are.</summary>
    Merge = 0,

    /// <summary>They are removed.</summary>
    Replace = 1,
}
