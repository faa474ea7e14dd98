using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// The id of a procedure: <c>accountApplication.050440556852.2022.З-001</c>, for a plan
/// <c>planInForce.2022-2025.525-Д</c>. It is made of what identifies the document, so the same document always names
/// the same procedure. The default value prints as the empty text and names none.
/// </summary>
public readonly record struct ProcedureId
{
    private const string PlanKind = "planInForce";
    private const string AmendmentKind = "planAmendment";
    private const int DigestLength = 8;
    private const int IssuerLengthMax = 64;

    private readonly string? text;

    private ProcedureId(string head, string safeNumber)
    {
        text = $"{head}.{safeNumber}";
        SafeNumber = safeNumber;
    }

    /// <summary>The kind of the document; null for a plan.</summary>
    public DocumentKind? Kind { get; private init; }

    /// <summary>The issuer's BIN or IIN, or the opaque id of a natural person; null for a plan.</summary>
    public string? Issuer { get; private init; }

    /// <summary>The year of the document's date; null for a plan.</summary>
    public int? Year { get; private init; }

    /// <summary>The plan's period; null for a document.</summary>
    public PlanPeriod? Period { get; private init; }

    /// <summary>The number as far as ids may carry it; empty for the default value.</summary>
    public string SafeNumber { get => field ?? ""; private init; }

    /// <summary>The id of a document's procedure.</summary>
    /// <param name="kind">The kind of the document.</param>
    /// <param name="issuer">The issuer's BIN or IIN.</param>
    /// <param name="year">The year of the document's date.</param>
    /// <param name="number">The sender's number, in any normal form.</param>
    public static ProcedureId Of(DocumentKind kind, IdentificationNumber issuer, int year, string number) =>
        OfDocument(kind, issuer.Text, year, Safe(number));

    /// <summary>The id of the procedure of a plan's entry into force.</summary>
    /// <param name="period">The plan's years.</param>
    /// <param name="orderNumber">The number of the order that approved it.</param>
    public static ProcedureId OfPlan(PlanPeriod period, string orderNumber) =>
        new($"{PlanKind}.{period}", Safe(orderNumber)) { Period = period };

    /// <summary>The id of the procedure of a new version of a plan in force.</summary>
    /// <param name="period">The plan's years.</param>
    /// <param name="orderNumber">The number of the order that approved the new version.</param>
    public static ProcedureId OfPlanAmendment(PlanPeriod period, string orderNumber) =>
        new($"{AmendmentKind}.{period}", Safe(orderNumber)) { Period = period };

    /// <summary>The same id with another issuer: an IIN stays out of the journal. A plan has no issuer.</summary>
    /// <param name="opaque">1 to 64 ASCII letters, digits or hyphens.</param>
    /// <exception cref="ArgumentException">The text is no opaque id.</exception>
    public ProcedureId WithIssuer(string opaque)
    {
        if (!IsIssuer(opaque))
            throw new ArgumentException("An opaque id has 1 to 64 ASCII letters, digits or hyphens.", nameof(opaque));
        return Kind is { } kind && Year is { } year ? OfDocument(kind, opaque, year, SafeNumber) : this;
    }

    /// <summary>Reads an id, only in the form in which it is printed.</summary>
    public static bool TryParse(string? text, out ProcedureId id)
    {
        id = default;
        var parts = text?.Split('.', 4) ?? [];
        if (parts is [PlanKind or AmendmentKind, var period, _, ..])
        {
            var kindOfPlan = parts[0];
            var orderNumber = text![(kindOfPlan.Length + period.Length + 2)..];
            if (!PlanPeriod.TryParse(period, out var years) || !IsSafeNumber(orderNumber))
                return false;
            id = new ProcedureId($"{kindOfPlan}.{period}", orderNumber) { Period = years };
            return true;
        }

        if (parts is not [var name, var issuer, var year, var number] || !DocumentKinds.TryParse(name, out var kind))
            return false;
        if (!IsIssuer(issuer) || !TryYear(year, out var yearNumber) || !IsSafeNumber(number))
            return false;
        id = OfDocument(kind, issuer, yearNumber, number);
        return true;
    }

    /// <summary>Reads an id that is known to be right.</summary>
    /// <exception cref="FormatException">The text is no procedure id.</exception>
    public static ProcedureId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no procedure id.");

    /// <summary>The id as it is printed. Links percent-encode it.</summary>
    public override string ToString() => text ?? "";

    private static ProcedureId OfDocument(DocumentKind kind, string issuer, int year, string safeNumber)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{DocumentKinds.NameOf(kind)}.{issuer}.{year:0000}");
        return new ProcedureId(head, safeNumber) { Kind = kind, Issuer = issuer, Year = year };
    }

    /// <summary>A number as far as ids may carry it; where that changed anything, with a digest behind it.</summary>
    internal static string Safe(string number)
    {
        var normal = NormalFormC.Of(number);
        var safe = new StringBuilder(normal.Length);
        foreach (var rune in normal.EnumerateRunes())
            safe.Append(StaysInId(rune) ? rune.ToString() : "_");
        var result = safe.ToString();
        // Two numbers that differ only in characters that ids cannot carry must not share an id.
        return result == normal ? result : $"{result}~{DigestOf(normal)}";
    }

    private static string DigestOf(string normal) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))[..DigestLength];

    private static bool StaysInId(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsDigit(rune) || rune.Value is '-' or '.' or '_';

    /// <summary>True for what <see cref="Safe"/> can have made: a digest stands only where something changed.</summary>
    internal static bool IsSafeNumber(string text)
    {
        var (body, digest) = text.Split('~') switch
        {
            [var whole] => (whole, null),
            [var changed, var hex] => (changed, hex),
            _ => ("", null),
        };
        if (body.Length == 0 || !body.EnumerateRunes().All(StaysInId))
            return false;
        if (digest is null)
            return NormalFormC.Of(body) == body;
        return body.Contains('_') && digest.Length == DigestLength && digest.All(char.IsAsciiHexDigitLower);
    }

    private static bool IsIssuer(string? text) =>
        text is { Length: > 0 and <= IssuerLengthMax }
        && text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-')
        && (!IdentificationNumber.HasForm(text) || IdentificationNumber.TryParse(text, out _));

    private static bool TryYear(string text, out int year)
    {
        year = 0;
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && year > 0;
    }
}
