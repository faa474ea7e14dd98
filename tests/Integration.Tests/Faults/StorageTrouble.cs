namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>What goes wrong with a call to the storage.</summary>
internal enum StorageTrouble
{
    /// <summary>The connection breaks before the request leaves.</summary>
    DropRequest,

    /// <summary>The request is carried out and its answer is lost.</summary>
    DropAnswer,

    /// <summary>The answer comes late, behind calls that were made after it.</summary>
    Delay,

    /// <summary>412, although no other writer exists; nothing is carried out.</summary>
    Answer412,

    /// <summary>429 with Retry-After; nothing is carried out.</summary>
    Answer429,

    /// <summary>500; nothing is carried out.</summary>
    Answer500,

    /// <summary>503 with Retry-After; nothing is carried out.</summary>
    Answer503,

    /// <summary>The process dies before the request leaves: this call and all later ones fail.</summary>
    KillBefore,

    /// <summary>The process dies between the request and its answer: the later calls fail too.</summary>
    KillAfter,
}
