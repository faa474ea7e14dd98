using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Infra.Access;

/// <summary>Where a registration stands; the names are stored.</summary>
public enum RegistrationStatus
{
    /// <summary>Nobody has looked at it.</summary>
    Pending,

    /// <summary>Confirmed; the key was handed out and not used.</summary>
    Confirmed,

    /// <summary>Declined with a reason.</summary>
    Declined,

    /// <summary>The key was used: a user acts for the company.</summary>
    Enrolled,
}

/// <summary>
/// A company's registration as it is stored. New members must have a default that is right for old rows.
/// </summary>
public sealed record RegistrationRecord
{
    /// <summary>The beginning of the hash of its content: the same registration twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>BIN of the company.</summary>
    public required string Bin { get; init; }

    /// <summary>The company's name as written.</summary>
    public required string Name { get; init; }

    /// <summary>How it is reached.</summary>
    public required CompanyContact Contact { get; init; }

    /// <summary>As what it registers.</summary>
    public RegisteredRole Role { get; init; } = RegisteredRole.Holder;

    /// <summary>Free text; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The archived bytes of a signed application; null for one without a signature.</summary>
    public string? DocumentSha256 { get; init; }

    /// <summary>Who signed it; null where nobody did.</summary>
    public StoredSignature? SignedBy { get; init; }

    /// <summary>Where it stands.</summary>
    public RegistrationStatus Status { get; init; } = RegistrationStatus.Pending;

    /// <summary>Who confirmed or declined; null while nobody did.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was confirmed or declined.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why; always there when it was declined.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the one-time key in hex; the key itself is never stored.</summary>
    public string? KeyHash { get; init; }

    /// <summary>When the key ends.</summary>
    public DateTimeOffset? KeyExpires { get; init; }

    /// <summary>The user who used the key.</summary>
    public string? EnrolledAs { get; init; }

    /// <summary>When the key was used.</summary>
    public DateTimeOffset? EnrolledAt { get; init; }
}

/// <summary>What the registry itself knows of a user, beside what the identity provider says.</summary>
public sealed record UserRecord
{
    /// <summary>The user's id, as the identity provider gives it.</summary>
    public required string Id { get; init; }

    /// <summary>BIN of the company for which the user was enrolled; null when it was not.</summary>
    public string? Bin { get; init; }

    /// <summary>As what it was enrolled.</summary>
    public RegisteredRole Role { get; init; } = RegisteredRole.Holder;

    /// <summary>The registration whose key the user used.</summary>
    public string? Registration { get; init; }

    /// <summary>True while the user has no access at all.</summary>
    public bool Blocked { get; init; }

    /// <summary>What happened to the user's access, in order.</summary>
    public IReadOnlyList<UserEvent> History { get; init; } = [];
}

/// <summary>That a holder lets another company read what is its own (requirements C3).</summary>
public sealed record AppointmentRecord
{
    /// <summary>BIN or IIN of the holder.</summary>
    public required string Holder { get; init; }

    /// <summary>BIN of the delegate.</summary>
    public required string Delegate { get; init; }

    /// <summary>True from an appointment to its revocation.</summary>
    public bool Active { get; init; }

    /// <summary>What happened to it, in order: <c>appointed</c> and <c>revoked</c>.</summary>
    public IReadOnlyList<UserEvent> History { get; init; } = [];
}

/// <summary>Something that happened to a user's access.</summary>
/// <param name="At">When.</param>
/// <param name="What"><c>enrolled</c>, <c>blocked</c> or <c>unblocked</c>.</param>
/// <param name="Who">A user's id.</param>
/// <param name="Reason">Why; null where none was asked for.</param>
public sealed record UserEvent(DateTimeOffset At, string What, string Who, string? Reason);
