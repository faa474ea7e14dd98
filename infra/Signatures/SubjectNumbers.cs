using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// The persons whom a certificate of the National Certification Authority names: <c>SERIALNUMBER=IIN…</c> is the
/// natural person (or <c>BIN…</c> where an organisation has no person in it), <c>OU=BIN…</c> the organisation.
/// </summary>
internal static class SubjectNumbers
{
    private const string SerialNumber = "2.5.4.5";
    private const string OrganizationalUnit = "2.5.4.11";
    private const string Bin = "BIN";
    private const string Iin = "IIN";

    /// <summary>True when the certificate was issued to the person, or to somebody who acts for it.</summary>
    public static bool Names(X509Certificate2 certificate, IdentificationNumber person)
    {
        var marked = (person.IsNaturalPerson ? Iin : Bin) + person.Text;
        return Values(certificate.SubjectName).Any(part =>
            part.Value == marked && (part.Oid == SerialNumber || (part.Oid == OrganizationalUnit && IsBin(marked))));
    }

    private static bool IsBin(string marked) => marked.StartsWith(Bin, StringComparison.Ordinal);

    private static IEnumerable<(string? Oid, string? Value)> Values(X500DistinguishedName name)
    {
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements)
                yield return (part.GetSingleElementType().Value, ValueOf(part));
        }
    }

    /// <summary>Null for a value that is no text: such a part names nobody.</summary>
    private static string? ValueOf(X500RelativeDistinguishedName part)
    {
        try
        {
            return part.GetSingleElementValue();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
