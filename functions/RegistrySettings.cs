using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Signatures;
using Microsoft.Extensions.Configuration;

namespace CarbonRegistry.Functions;

/// <summary>What a registry is told from outside. A value that cannot be read stops the start by name.</summary>
public sealed class RegistrySettings
{
    private readonly IConfiguration configuration;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A setting is missing or malformed; the message names it.</exception>
    public RegistrySettings(IConfiguration configuration)
    {
        this.configuration = configuration;
        Authority = Bin("Registry:AuthorityBin");
        SystemOperator = Bin("Registry:OperatorBin");
        TrustedCertificates = Trusted("Signatures:TrustedCertificates");
        SignaturesRequired = Switch("Signatures:Required");
        RefuseSignaturesWithoutTrust();
        RefuseOpenDoor();
        Exchanges = Admitted("Registry:Exchanges");
        Evidence = EvidenceOf("Trades:Evidence");
        Ledger = new LedgerOptions { SnapshotEvery = Count("Snapshots:Every", new LedgerOptions().SnapshotEvery) };
        Signing = new SigningSettings(Pem("Journal:SigningKey"), Pem("Journal:PreviousSigningKey"));
        Immutable = new ImmutableSettings(Span("Journal:ImmutableFor"), Switch("Journal:ImmutableLocked"));
        ExecuteAt = TimeOfDay("Deadlines:ExecuteAt", DeadlineRule.DefaultExecuteAt);
        AdmitsDelegates = Switch("Registry:Delegates");
    }

    /// <summary>BIN of the authorised body (<c>Registry__AuthorityBin</c>).</summary>
    public IdentificationNumber Authority { get; }

    /// <summary>BIN of the operator of the trading system (<c>Registry__OperatorBin</c>).</summary>
    public IdentificationNumber SystemOperator { get; }

    /// <summary>
    /// The commodity exchanges that the authority has admitted (Order 221 ¶10): <c>Registry__Exchanges</c>, a list of
    /// BINs, each with its first and last day where it has them: <c>970240000136:2022-01-01:2025-12-31</c>.
    /// </summary>
    public AdmittedExchanges Exchanges { get; }

    /// <summary>
    /// Whether the authority's notice and the buyer's contract carry a direct sale out each alone or only together
    /// (requirements C1): <c>Trades__Evidence</c> = <c>either</c> or <c>both</c>.
    /// </summary>
    public EvidencePolicy Evidence { get; }

    /// <summary>
    /// What the ledger may take: <c>Snapshots__Every</c> is the number of entries after which a snapshot is written.
    /// </summary>
    public LedgerOptions Ledger { get; }

    /// <summary>The hour of the due day at which acts without discretion are carried out, Kazakhstan's time.</summary>
    public TimeOnly ExecuteAt { get; }

    /// <summary>
    /// The keys that sign heads: <c>Journal__SigningKey</c>, and while it takes over from another one
    /// <c>Journal__PreviousSigningKey</c>; each is a private key in PEM, which a Key Vault reference gives, or the path
    /// of a file that holds it. Without them the registry draws a key and keeps it in its own storage.
    /// </summary>
    public SigningSettings Signing { get; }

    /// <summary>
    /// For how long nobody may change published heads and files, where the storage account keeps versions with
    /// immutability: <c>Journal__ImmutableFor</c>, as days (<c>3650</c>) or as <c>days.hours:minutes:seconds</c>, off
    /// by default; with <c>Journal__ImmutableLocked</c> = <c>true</c> nobody can shorten it either.
    /// </summary>
    public ImmutableSettings Immutable { get; }

    /// <summary>
    /// True where companies without holdings may register, and read what holders let them read
    /// (<c>Registry__Delegates</c>, off by default).
    /// </summary>
    public bool AdmitsDelegates { get; }

    /// <summary>
    /// True where every incoming document must be signed by its issuer (<c>Signatures__Required</c>, off by default).
    /// </summary>
    public bool SignaturesRequired { get; }

    /// <summary>
    /// The authorities whose certificates count, from the files and folders that <c>Signatures__TrustedCertificates</c>
    /// names, separated by <c>;</c>; null when it names none.
    /// </summary>
    public TrustedCertificates? TrustedCertificates { get; }

    /// <summary>
    /// How many different registrars must approve: <c>Approvals__&lt;document kind&gt;</c> = 0, 1 or 2, otherwise what
    /// the table of terms says.
    /// </summary>
    /// <param name="kind">A document kind in camelCase, or <c>planInForce</c> or <c>planAmendment</c>.</param>
    /// <param name="term">The term whose default holds.</param>
    public int ApprovalsFor(string kind, Term term)
    {
        var text = configuration[$"Approvals:{kind}"];
        if (string.IsNullOrEmpty(text))
            return term.Approvals;
        return text is "0" or "1" or "2"
            ? text[0] - '0'
            : throw new SettingException($"The setting Approvals__{kind} is '{text}'; it must be 0, 1 or 2.");
    }

    /// <summary>Without an authority no signature could count, and every document would be refused.</summary>
    private void RefuseSignaturesWithoutTrust()
    {
        if (SignaturesRequired && TrustedCertificates is null)
        {
            throw new SettingException(
                $"The setting Signatures__Required is '{configuration["Signatures:Required"]}', but "
                + "Signatures__TrustedCertificates names no certificate of a root authority.");
        }
    }

    private TrustedCertificates? Trusted(string key)
    {
        if (string.IsNullOrWhiteSpace(configuration[key]))
            return null;
        try
        {
            return TrustedCertificates.Load(configuration[key]!);
        }
        catch (FormatException fault)
        {
            throw new SettingException(
                $"The setting {Name(key)} is '{configuration[key]}': {fault.Message}.");
        }
    }

    /// <summary>
    /// In App Service the caller's identity is a header that the platform sets and guards. With authentication switched
    /// off nobody guards it, and anyone could say who they are.
    /// https://learn.microsoft.com/azure/app-service/reference-app-settings
    /// </summary>
    private void RefuseOpenDoor()
    {
        var isAppService = !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]);
        if (isAppService
            && !string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase))
            throw new SettingException(
                "App Service authentication is off; switch it on, or anyone could act as anybody.");
    }

    private string? Pem(string key)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return null;
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal) && File.Exists(text))
            text = File.ReadAllText(text);
        using var signer = HeadSigner.FromPem(text);
        return signer is not null
            ? text
            : throw new SettingException(
                $"The setting {Name(key)} must be a private key of the curve P-256 in PEM, or a file with one.");
    }

    private bool Switch(string key) => configuration[key] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var on) => on,
        var text => throw new SettingException($"The setting {Name(key)} is '{text}'; it must be true or false."),
    };

    private IdentificationNumber Bin(string key) =>
        IdentificationNumber.TryParse(configuration[key], out var number) && !number.IsNaturalPerson
            ? number
            : throw new SettingException($"The setting {Name(key)} is no BIN: '{configuration[key]}'.");

    private AdmittedExchanges Admitted(string key) =>
        AdmittedExchanges.TryParse(configuration[key], out var admitted, out var fault)
            ? admitted
            : throw new SettingException(
                $"The setting {Name(key)} has '{fault}', which is no BIN with an optional first and last day.");

    private EvidencePolicy EvidenceOf(string key) => configuration[key] switch
    {
        null or "" or "either" => EvidencePolicy.Either,
        "both" => EvidencePolicy.Both,
        var other => throw new SettingException($"The setting {Name(key)} is '{other}'; it must be either or both."),
    };

    private int Count(string key, int otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new SettingException(
                $"The setting {Name(key)} is '{text}'; it must be a whole number, 1 or more.");
    }

    private TimeSpan? Span(string key)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return null;
        // A bare number is read as days.
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero
            ? span
            : throw new SettingException(
                $"The setting {Name(key)} is '{text}'; it must be days, or days.hours:minutes:seconds, more than 0.");
    }

    private TimeOnly TimeOfDay(string key, TimeOnly otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new SettingException(
                $"The setting {Name(key)} is '{text}'; it must be a time such as 17:00.");
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
