// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>A failure in a form that outlives the process.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="InnerFailure">What caused it.</param>
/// <param name="Properties">What else was told of it; nothing is told here.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <inheritdoc/>
    public override string ToString() => ErrorType + ": " + ErrorMessage;

    /// <summary>Whether the failure was an exception of this type or of one derived from it.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure was an exception of this type or of one derived from it.</summary>
    /// <exception cref="ArgumentException">The type is not an exception.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException(
                $"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        if (string.IsNullOrEmpty(ErrorType))
        {
            return false;
        }

        var thrown = targetBaseExceptionType.Assembly.GetType(ErrorType) ?? Type.GetType(ErrorType)
            ?? AppDomain.CurrentDomain.GetAssemblies().Select(LoadedType).FirstOrDefault(type => type is not null);
        return thrown is not null && targetBaseExceptionType.IsAssignableFrom(thrown);
    }

    /// <summary>The details of an exception and of its causes.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return From(exception);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The host is never trimmed.")]
    private Type? LoadedType(System.Reflection.Assembly assembly) => assembly.GetType(ErrorType);

    private static TaskFailureDetails From(Exception exception)
    {
        // A failed call is reported as the failure that it carries, so that the first cause stays visible.
        var inner = exception is TaskFailedException failed
            ? failed.FailureDetails
            : exception.InnerException is null ? null : From(exception.InnerException);
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }
}
