// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>A transaction that the service refused: none of its actions was done.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The original has this one constructor.")]
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Takes over status, error code, message and data.</summary>
    /// <param name="requestFailedException">The failure to describe.</param>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        foreach (DictionaryEntry item in requestFailedException.Data)
            Data.Add(item.Key, item.Value);
        if (Data[TableErrorParser.FailedEntityIndex] is string text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            FailedTransactionActionIndex = index;
    }

    /// <summary>The 0-based position of the action that the service refused, if it named one.</summary>
    public int? FailedTransactionActionIndex { get; }
}
