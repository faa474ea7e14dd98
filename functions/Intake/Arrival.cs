using CarbonRegistry.Functions.Access;

namespace CarbonRegistry.Functions.Intake;

/// <summary>How a document reached the door.</summary>
/// <param name="Bytes">As they came.</param>
/// <param name="At">The legal moment of receipt.</param>
/// <param name="Sender">The signed-in person; null for a blob, which speaks for its issuer.</param>
/// <param name="BlobName">The blob's name as listed; null over HTTP.</param>
public sealed record Arrival(ReadOnlyMemory<byte> Bytes, DateTimeOffset At, Caller? Sender, string? BlobName)
{
    /// <summary>The signature that came with it; null when none did.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>True while a signature, or a newer one than came, is waited for.</summary>
    public bool SignatureMayCome { get; init; }

    /// <summary>True for a document that the registry writes itself, which nobody signs.</summary>
    public bool IsOwn { get; init; }
}
