using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Access;

/// <summary>The app roles of the registry (interfaces, section 6).</summary>
public enum Role
{
    /// <summary>The authorised body.</summary>
    Authority,

    /// <summary>Staff of the operator of the trading system who decide on procedures.</summary>
    Registrar,

    /// <summary>An operator of installations, or an applicant of an offset project.</summary>
    Holder,

    /// <summary>A commodity exchange.</summary>
    Exchange,

    /// <summary>Reads everything, writes nothing.</summary>
    Auditor,

    /// <summary>Runs the system.</summary>
    Admin,

    /// <summary>
    /// A company without holdings, which reads for holders who appoint it, where the settings admit it.
    /// </summary>
    Delegate,
}

/// <summary>
/// Who is asking, as App Service authentication says it. The header is set by the platform, which drops one that
/// comes from outside; so does the local host.
/// https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
/// </summary>
public sealed class Caller
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    private const string ObjectIdClaim = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static readonly string[] RoleClaims =
        ["roles", "role", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    private readonly HashSet<Role> roles;

    private Caller(string id, string name, string? party, HashSet<Role> roles)
    {
        Id = id;
        Name = name;
        Party = party;
        this.roles = roles;
    }

    /// <summary>The user's opaque id, the one that stands in the journal.</summary>
    public string Id { get; }

    /// <summary>The user's name for people.</summary>
    public string Name { get; }

    /// <summary>BIN or IIN of the person for whom the user acts; null when the token has none.</summary>
    public string? Party { get; }

    /// <summary>
    /// BIN or IIN of the holders who appointed the user's company as their delegate: it reads what is theirs, and has
    /// no other right of theirs (requirements C3).
    /// </summary>
    public IReadOnlyList<string> Principals { get; private init; } = [];

    /// <summary>True when the user has the role.</summary>
    public bool Is(Role role) => roles.Contains(role);

    /// <summary>True when the user has one of the roles.</summary>
    public bool IsAny(params ReadOnlySpan<Role> wanted)
    {
        foreach (var role in wanted)
        {
            if (roles.Contains(role))
                return true;
        }
        return false;
    }

    /// <summary>
    /// True when the user has one of the roles and may use it to change something: an auditor writes nothing, whatever
    /// other role the user was given by mistake.
    /// </summary>
    public bool MayAct(params ReadOnlySpan<Role> wanted) => !Is(Role.Auditor) && IsAny(wanted);

    /// <summary>True for those who see every procedure and account.</summary>
    public bool SeesAll => IsAny(Role.Authority, Role.Registrar, Role.Auditor, Role.Admin);

    /// <summary>True when the user may see what concerns one of the parties.</summary>
    public bool Sees(string? issuer, string? holder) =>
        SeesAll || (Party is { } own && (own == issuer || own == holder))
        || Principals.Any(principal => principal == issuer || principal == holder);

    /// <summary>True when the user may see what concerns these persons.</summary>
    public bool SeesAny(IEnumerable<string> persons) =>
        SeesAll || persons.Any(person => person == Party || Principals.Contains(person));

    /// <summary>
    /// Whose procedures the user's board shows: null for all. A delegate sees those of one holder at a time, of the
    /// named one or the first who appointed it.
    /// </summary>
    /// <param name="holder">The holder that a delegate asks for; null for the first.</param>
    public string? BoardOf(string? holder) => SeesAll ? null
        : holder is null ? (Principals is [var first, ..] ? first : Party)
        : Principals.Contains(holder) ? holder
        : Party;

    /// <summary>The caller of a request; null when nobody is signed in or the header cannot be read.</summary>
    public static Caller? Of(HttpRequest request)
    {
        string? header = request.Headers[PrincipalHeader];
        if (string.IsNullOrEmpty(header))
            return null;
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            var caller = FromPrincipal(principal.RootElement, request.Headers[PrincipalHeader + "-ID"]);
            return caller?.With(request.HttpContext.Items[typeof(Enrolment)] as Enrolment)
                .Representing(request.HttpContext.Items[typeof(Appointments)] as Appointments);
        }
        catch (Exception unreadable)
            when (unreadable is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True for somebody whom the identity provider gives a role other than a holder's.</summary>
    public bool HasOffice => roles.Any(role => role is not (Role.Holder or Role.Delegate));

    /// <summary>
    /// The caller with what enrolment adds. What the identity provider says comes first: who holds an office, or acts
    /// for another company by its word, is not changed.
    /// </summary>
    private Caller With(Enrolment? enrolment)
    {
        if (enrolment is null || HasOffice || (Party is { } party && party != enrolment.Bin))
            return this;
        return new Caller(Id, Name, enrolment.Bin, [.. roles, enrolment.Role]);
    }

    private Caller Representing(Appointments? appointments) => appointments is null || !Is(Role.Delegate)
        ? this
        : new Caller(Id, Name, Party, roles) { Principals = appointments.Holders };

    private static Caller? FromPrincipal(JsonElement principal, string? headerId)
    {
        if (principal.ValueKind != JsonValueKind.Object || !principal.TryGetProperty("claims", out var claims))
            return null;
        var roleType = principal.TryGetProperty("role_typ", out var typed) ? typed.GetString() : null;
        string? id = headerId, name = null, party = null;
        var roles = new HashSet<Role>();
        foreach (var claim in claims.EnumerateArray())
        {
            var type = claim.GetProperty("typ").GetString();
            var value = claim.GetProperty("val").GetString() ?? "";
            if (type == roleType || RoleClaims.Contains(type))
                AddRole(roles, value);
            else if (type is "bin" or "iin")
                party = value;
            else if (type is "oid" or ObjectIdClaim)
                id = value;
            else if (type == "name")
                name = value;
        }
        return string.IsNullOrEmpty(id) ? null : new Caller(id, name ?? id, party, roles);
    }

    private static void AddRole(HashSet<Role> roles, string value)
    {
        // Only a name is a role: a number would parse as one, and so would a list of names, as another role's number.
        if (value.All(char.IsAsciiLetter) && Enum.TryParse<Role>(value, false, out var role))
            roles.Add(role);
    }
}

/// <summary>The holders who appointed a company as their delegate.</summary>
/// <param name="Holders">BIN or IIN of each.</param>
public sealed record Appointments(IReadOnlyList<string> Holders);

/// <summary>What a user became by a registration key.</summary>
/// <param name="Bin">The company for which the user acts.</param>
/// <param name="Role">As what.</param>
public sealed record Enrolment(string Bin, Role Role);
