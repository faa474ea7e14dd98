using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Functions.Intake;

/// <summary>What the door says about a signature that does not count. No text names the signer.</summary>
internal static class SignatureRefusals
{
    /// <summary>The issue of a result; null for a valid signature.</summary>
    public static Issue? IssueOf(SignatureResult result) => result switch
    {
        SignatureResult.Valid => null,
        SignatureResult.Missing => Issue(RefusalCode.SignatureMissing),
        SignatureResult.Unreadable unreadable => Issue(RefusalCode.SignatureUnreadable, Why(unreadable.Fault)),
        SignatureResult.UnsupportedAlgorithm other => Issue(RefusalCode.SignatureAlgorithmUnsupported, other.Oid),
        SignatureResult.Broken => Issue(RefusalCode.SignatureBroken),
        SignatureResult.UnknownCertificate => Issue(RefusalCode.CertificateUnknown),
        SignatureResult.InvalidCertificate invalid => Issue(RefusalCode.CertificateNotValid, Why(invalid.Fault)),
        SignatureResult.AnotherPerson => Issue(RefusalCode.SignerNotIssuer),
        _ => throw new InvalidOperationException("Results of signatures are a closed set."),
    };

    private static Issue Issue(RefusalCode code, params object[] particulars) =>
        new(RefusalNames.Of(code), RefusalCatalogue.Refuse(code, particulars).Text) { Field = "" };

    private static LocalizedText Why(SignatureFault fault) => fault switch
    {
        SignatureFault.Empty => new("файл бос", "файл пуст", "the file is empty"),
        SignatureFault.TooLarge => new(
            $"ол {CmsSignatureVerifier.MaximumBytes} байттан үлкен",
            $"она больше {CmsSignatureVerifier.MaximumBytes} байт",
            $"it is larger than {CmsSignatureVerifier.MaximumBytes} bytes"),
        SignatureFault.NotCms => new("бұл CMS емес", "это не CMS", "this is no CMS"),
        SignatureFault.Attached => new(
            "қолтаңбаның өз ішінде құжат бар", "подпись содержит документ в себе", "it carries a document inside"),
        SignatureFault.NotOneSigner => new(
            "қол қоюшы біреу ғана болуға тиіс", "подписавший должен быть один", "there must be one signer"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static LocalizedText Why(CertificateFault fault) => fault switch
    {
        CertificateFault.NotYetValid => new(
            "мерзімі әлі басталмаған", "срок его действия ещё не начался", "its time had not begun"),
        CertificateFault.Expired => new(
            "мерзімі өткен", "срок его действия истёк", "its time was over"),
        CertificateFault.Revoked => new("ол кері қайтарып алынған", "оно отозвано", "it had been revoked"),
        CertificateFault.NotForSigning => new(
            "ол қол қоюға арналмаған", "оно выдано не для подписи", "it was not issued for signing"),
        CertificateFault.AuthorityNotValid => new(
            "куәландырушы орталықтың куәлігі ол кезде жарамсыз болған",
            "свидетельство удостоверяющего центра в это время не действовало",
            "the certificate of the authority was not valid then"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
