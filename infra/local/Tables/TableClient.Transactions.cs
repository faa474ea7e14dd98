// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using Azure.Core;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <content>Transactions.</content>
public partial class TableClient
{
    /// <summary>Does all actions, at most 100 in one partition, or none.</summary>
    /// <returns>One answer for each action, in their order, with the new ETag in its headers.</returns>
    /// <exception cref="TableTransactionFailedException">An action was refused; nothing was written.</exception>
    /// <exception cref="ArgumentException">A limit of the service is exceeded; nothing was sent.</exception>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(SubmitAsync(transactionActions, false, cancellationToken));

    /// <summary>Does all actions, at most 100 in one partition, or none.</summary>
    /// <returns>One answer for each action, in their order, with the new ETag in its headers.</returns>
    /// <exception cref="TableTransactionFailedException">An action was refused; nothing was written.</exception>
    /// <exception cref="ArgumentException">A limit of the service is exceeded; nothing was sent.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        await SubmitAsync(transactionActions, true, cancellationToken).ConfigureAwait(false);

    private async ValueTask<Response<IReadOnlyList<Response>>> SubmitAsync(
        IEnumerable<TableTransactionAction> transactionActions, bool async, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        using var message = connection.Request(RequestMethod.Post, "$batch");
        message.Request.Content = TransactionWriter.Write(connection, Name, actions);
        message.Request.Headers.Add("Content-Type", TransactionWriter.ContentType);
        try
        {
            var answer = await connection.SendAsync(message, async, cancellation).ConfigureAwait(false);
            return Response.FromValue(TransactionReader.Read(answer, actions.Count), answer);
        }
        catch (RequestFailedException failure) when (failure is not TableTransactionFailedException)
        {
            throw Failed(failure);
        }
    }

    // A refusal of the whole batch is also one of a transaction, if the service says so in its own error format.
    private static RequestFailedException Failed(RequestFailedException failure) =>
        failure.ErrorCode == null ? failure : new TableTransactionFailedException(failure);
}
