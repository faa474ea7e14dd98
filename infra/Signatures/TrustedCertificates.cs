using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// The authorities whose certificates count, read from files: roots, certificates between them and the signers, and
/// revocation lists. The network is never asked.
/// </summary>
public sealed class TrustedCertificates
{
    private static readonly string[] CertificateEndings = [".pem", ".crt", ".cer"];
    private static readonly string[] ListEndings = [".crl"];

    private readonly string[] paths;
    private readonly X509Certificate2Collection roots = [];
    private readonly X509Certificate2Collection between = [];
    private readonly Lock gate = new();
    private string listsSeen = "";
    private IReadOnlyList<RevocationList> lists = [];

    private TrustedCertificates(string[] paths) => this.paths = paths;

    /// <summary>Reads the certificates.</summary>
    /// <param name="setting">
    /// Files, or folders with <c>.pem</c>, <c>.crt</c>, <c>.cer</c> (PEM or DER) and <c>.crl</c>, separated by
    /// <c>;</c>.
    /// </param>
    /// <exception cref="FormatException">
    /// A file is missing or is not what its name says, or there is no root.
    /// </exception>
    public static TrustedCertificates Load(string setting)
    {
        var loaded = new TrustedCertificates(
            setting.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        foreach (var file in loaded.Files(CertificateEndings))
        {
            foreach (var certificate in CertificatesOf(file))
                (IsRoot(certificate) ? loaded.roots : loaded.between).Add(certificate);
        }
        if (loaded.roots.Count == 0)
            throw new FormatException($"'{setting}' has no certificate of a root authority");
        loaded.lists = loaded.ReadLists(out loaded.listsSeen);
        return loaded;
    }

    /// <summary>Leads a certificate to a root; null when it leads to none.</summary>
    /// <param name="certificate">The signer's.</param>
    /// <param name="enclosed">Certificates that came with the signature.</param>
    /// <param name="moment">When the chain must have been valid.</param>
    internal CertificatePath? PathOf(
        X509Certificate2 certificate, X509Certificate2Collection enclosed, DateTimeOffset moment)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.ExtraStore.AddRange(enclosed);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = moment.UtcDateTime;
        if (!chain.Build(certificate)
            && chain.ChainStatus.Any(status => status.Status != X509ChainStatusFlags.NotTimeValid))
            return null;
        var elements = chain.ChainElements.Select(element => element.Certificate).ToList();
        return new CertificatePath(
            elements.Skip(1).All(one => IsInTime(one, moment)), IsRevoked(elements, moment));
    }

    private bool IsRevoked(List<X509Certificate2> elements, DateTimeOffset moment)
    {
        var known = Lists();
        return elements.Zip(elements.Skip(1))
            .Any(pair => known.Any(list => list.Revokes(pair.First, pair.Second, moment)));
    }

    /// <summary>
    /// The lists as the files have them now: an authority issues a new one each day. A file that is being replaced, or
    /// that no authority signed, leaves what was known.
    /// </summary>
    private IReadOnlyList<RevocationList> Lists()
    {
        lock (gate)
        {
            try
            {
                if (Marks() != listsSeen)
                    lists = ReadLists(out listsSeen);
            }
            catch (Exception unreadable)
                when (unreadable is FormatException or IOException or UnauthorizedAccessException)
            {
                return lists;
            }
            return lists;
        }
    }

    private List<RevocationList> ReadLists(out string seen)
    {
        seen = Marks();
        var authorities = roots.Concat(between).ToList();
        return [.. Files(ListEndings).Select(file => RevocationList.Read(File.ReadAllBytes(file), authorities)
            ?? throw new FormatException($"'{file}' is no revocation list of a trusted authority"))];
    }

    /// <summary>Tells whether a list was added, replaced or taken away.</summary>
    private string Marks() => string.Join('\n', Files(ListEndings).Select(file =>
        $"{file}|{new FileInfo(file).Length}|{File.GetLastWriteTimeUtc(file).Ticks}"));

    private IEnumerable<string> Files(string[] endings)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path) && !File.Exists(path))
                throw new FormatException($"'{path}' is neither a folder nor a file");
            var files = Directory.Exists(path) ? Directory.GetFiles(path) : [path];
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                if (endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                    yield return file;
            }
        }
    }

    private static X509Certificate2Collection CertificatesOf(string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            var bytes = File.ReadAllBytes(file);
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                found.ImportFromPem(System.Text.Encoding.Latin1.GetString(bytes));
            else
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
        }
        catch (Exception unreadable)
            when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"'{file}' is no certificate", unreadable);
        }
        return found.Count > 0 ? found : throw new FormatException($"'{file}' is no certificate");
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority);

    /// <summary>True when the moment lies in the certificate's time, both ends included (RFC 5280, 4.1.2.5).</summary>
    internal static bool IsInTime(X509Certificate2 certificate, DateTimeOffset moment) =>
        certificate.NotBefore.ToUniversalTime() <= moment.UtcDateTime
        && moment.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
}

/// <summary>What was found on the way from a certificate to its root.</summary>
/// <param name="AuthoritiesValid">True when every certificate above it was in its time.</param>
/// <param name="Revoked">True when it, or a certificate above it, had been revoked.</param>
internal sealed record CertificatePath(bool AuthoritiesValid, bool Revoked);
