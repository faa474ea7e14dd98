using CarbonRegistry.Functions.Access;

namespace CarbonRegistry.Functions.Intake;

/// <summary>How a document reached the door.</summary>
/// <param name="Bytes">As they came.</param>
/// <param name="At">The legal moment of receipt.</param>
/// <param name="Sender">The signed-in person; null for a blob, which speaks for its issuer.</param>
/// <param name="BlobName">The blob's name as listed; null over HTTP.</param>
public sealed record Arrival(ReadOnlyMemory<byte> Bytes, DateTimeOffset At, Caller? Sender, string? BlobName);
