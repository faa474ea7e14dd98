using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Notices;

/// <summary>What a registered user may be (requirements, C3): there are no brokers who hold units.</summary>
public enum RegisteredRole
{
    /// <summary>Acts for a company that holds, or will hold, accounts.</summary>
    Holder = 1,

    /// <summary>A company without holdings; admitted only where the registry's settings say so.</summary>
    Delegate = 2,
}

/// <summary>How a company is reached.</summary>
/// <param name="Person">Whom to ask for.</param>
/// <param name="Email">The address for letters.</param>
/// <param name="Phone">The telephone number; null when it is not given.</param>
/// <param name="Address">The postal address; null when it is not given.</param>
public sealed record CompanyContact(string Person, string Email, string? Phone, string? Address);

/// <summary>A company registers itself as a user of the registry.</summary>
/// <param name="Company">BIN and name.</param>
/// <param name="Contact">How it is reached.</param>
/// <param name="Role">As what.</param>
/// <param name="Text">Free text; null when there is none.</param>
public sealed record Registration(Party Company, CompanyContact Contact, RegisteredRole Role, string? Text);

/// <summary>What was understood of a registration, with every issue.</summary>
/// <param name="Registration">Null when there is an issue.</param>
/// <param name="Issues">In the order in which they were found.</param>
/// <param name="Sha256">Hash of the canonical form; null when there is none.</param>
public sealed record RegistrationReading(Registration? Registration, IReadOnlyList<Issue> Issues, string? Sha256);

/// <summary>Reads registrations (JSON). Reading never fails: it gives what was understood and every issue.</summary>
public static class RegistrationReader
{
    /// <summary>The largest registration, in bytes: anybody may send one.</summary>
    public const int MaximumBytes = 16 * 1024;

    /// <summary>Reads one registration.</summary>
    public static RegistrationReading Read(ReadOnlyMemory<byte> utf8)
    {
        var issues = new IssueList();
        using var json = JsonText.Parse(utf8, issues);
        if (json is null)
            return new RegistrationReading(null, issues.Items, null);
        var sha256 = JsonText.IsUnambiguous(json.RootElement, JsonPointer.Root, issues)
            ? Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Canonicalize(json.RootElement)))
            : null;
        var reader = new ObjectReader(json.RootElement, JsonPointer.Root, issues);
        var company = PartyReading.Company(reader, "company");
        var contact = Contact(reader);
        var role = reader.Has("role") ? FieldReading.OneOf<RegisteredRole>(reader, "role") : RegisteredRole.Holder;
        var text = reader.Text("text", optional: true);
        reader.RefuseUnknown();
        var read = issues.Items.Count == 0 && company is not null && contact is not null && role is { } known
            ? new Registration(company, contact, known, text)
            : null;
        return new RegistrationReading(read, issues.Items, sha256);
    }

    private static CompanyContact? Contact(ObjectReader reader)
    {
        if (reader.Object("contact") is not { } contact)
            return null;
        var person = contact.Line("person");
        var email = contact.Line("email");
        var phone = contact.Line("phone", optional: true);
        var address = contact.Line("address", optional: true);
        contact.RefuseUnknown();
        return person is not null && email is not null ? new CompanyContact(person, email, phone, address) : null;
    }
}
