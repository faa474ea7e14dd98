// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does to its entity.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds the entity; fails with 409 if it exists.</summary>
    Add = 0,

    /// <summary>Merges into the entity that has the action's ETag.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces the entity that has the action's ETag.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the entity, whatever its version if the action has no ETag.</summary>
    Delete = 3,

    /// <summary>Adds the entity or merges into it.</summary>
    UpsertMerge = 4,

    /// <summary>Adds the entity or replaces it.</summary>
    UpsertReplace = 5,
}
