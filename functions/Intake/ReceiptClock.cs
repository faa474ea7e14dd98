namespace CarbonRegistry.Functions.Intake;

/// <summary>Says when a document was received, the start of most terms of the law.</summary>
public sealed class ReceiptClock(TimeProvider time)
{
    /// <summary>
    /// The storage's own time stamp for a blob. On a virtual clock that stamp belongs to another time line, so the
    /// moment of pick-up counts there.
    /// </summary>
    public DateTimeOffset OfBlob(DateTimeOffset lastModified) =>
        ReferenceEquals(time, TimeProvider.System) ? lastModified : time.GetUtcNow();

    /// <summary>The moment at which a request came.</summary>
    public DateTimeOffset OfRequest() => time.GetUtcNow();
}
