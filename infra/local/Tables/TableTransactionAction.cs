// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An action without an ETag: an update then has no condition.</summary>
    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The entity to do it to.</param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An action that an update or a delete does only to the version with this ETag.</summary>
    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The entity to do it to.</param>
    /// <param name="etag">The version that must be there; the default value sets no condition.</param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What to do.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The entity to do it to.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that must be there; the default value sets no condition.</summary>
    public ETag ETag { get; }
}
