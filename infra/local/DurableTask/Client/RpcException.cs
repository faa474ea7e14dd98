// An exact subset of the public surface of Grpc.Core.Api, which the real client throws through; nothing public
// stands beside it.
namespace Grpc.Core;

/// <summary>The outcome of a call.</summary>
public enum StatusCode
{
    /// <summary>The other side threw; the Durable extension answers so for an instance that does not run.</summary>
    Unknown = 2,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists = 6,
}

/// <summary>A code with its detail. The default value is not used.</summary>
/// <remarks>The original is not declared as readonly, and a subset keeps its shape.</remarks>
public struct Status
{
    /// <summary>Makes a status.</summary>
    public Status(StatusCode statusCode, string detail)
    {
        StatusCode = statusCode;
        Detail = detail;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The detail, for people.</summary>
    public string Detail { get; }
}

/// <summary>A call that failed.</summary>
public class RpcException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RpcException(Status status)
        : this(status, status.Detail)
    {
    }

    /// <summary>Makes the exception with its own message.</summary>
    public RpcException(Status status, string message)
        : base(message) => Status = status;

    /// <summary>The status.</summary>
    public Status Status { get; }

    /// <summary>The status' code.</summary>
    public StatusCode StatusCode => Status.StatusCode;
}
