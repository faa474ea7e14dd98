using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Domain.Tests.Signatures;

/// <summary>Detached signatures, judged at one moment of July 2022 against one authority.</summary>
public sealed class CmsSignatureVerifierTests : IClassFixture<SignaturePapers>
{
    private const string Bin = SignaturePapers.Bin;
    private const string Iin = SignaturePapers.Iin;

    private readonly SignaturePapers papers;

    public CmsSignatureVerifierTests(SignaturePapers papers) => this.papers = papers;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signature_OfTheIssuer_IsValidAndNamesItsCertificate(bool rsa)
    {
        var certificate = rsa ? papers.Rsa : papers.Ecdsa;
        var result = await VerifyAsync(SomeAuthority.Sign(certificate, papers.Document));
        var signer = Assert.IsType<SignatureResult.Valid>(result).Signer;

        Assert.Contains($"BIN{Bin}", signer.Subject, StringComparison.Ordinal);
        Assert.Equal(certificate.SerialNumber.ToLowerInvariant(), signer.Serial);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), signer.Thumbprint);
    }

    [Theory]
    [InlineData("-----BEGIN CMS-----\n{0}\n-----END CMS-----\n")]
    [InlineData("-----BEGIN PKCS7-----\n{0}\n-----END PKCS7-----")]
    [InlineData("{0}")]
    [InlineData("{0}\r\n")]
    public async Task Signature_AsText_IsRead(string form)
    {
        var text = Convert.ToBase64String(papers.Signature, Base64FormattingOptions.InsertLineBreaks);
        var signature = Encoding.ASCII.GetBytes(form.Replace("{0}", text, StringComparison.Ordinal));

        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(signature));
    }

    [Fact]
    public async Task Signature_WithoutSignedAttributes_IsValid()
    {
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.ComputeSignature(SomeAuthority.SignerOf(papers.Ecdsa));

        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(signed.Encode()));
    }

    [Fact]
    public async Task Document_WithAnyBitFlipped_IsNotTheSignedOne()
    {
        for (var place = 0; place < papers.Document.Length; place++)
        {
            var result = await VerifyAsync(papers.Signature, Flipped(papers.Document, place));
            Assert.IsType<SignatureResult.Broken>(result);
        }
        Assert.IsType<SignatureResult.Broken>(await VerifyAsync(papers.Signature, [.. papers.Document, (byte)' ']));
        Assert.IsType<SignatureResult.Broken>(await VerifyAsync(papers.Signature, papers.Document[..^1]));
    }

    /// <summary>
    /// What a signature does not protect is how to read it: two version numbers, and a list of digests that serves as a
    /// hint. Whoever changes them changes neither the document nor the signer.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signature_WithAnyBitFlipped_IsNeverAnotherOne(bool rsa)
    {
        var certificate = rsa ? papers.Rsa : papers.Ecdsa;
        var signature = SomeAuthority.Sign(certificate, papers.Document);
        var kept = new HashSet<int>();
        for (var place = 0; place < signature.Length; place++)
        {
            var result = await VerifyAsync(Flipped(signature, place, place % 8));
            if (result is not SignatureResult.Valid { Signer: var signer })
                continue;
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), signer.Thumbprint);
            kept.Add(place);
        }

        const int hints = 11;
        var (start, length) = (signature.AsSpan().IndexOf(certificate.RawData), certificate.RawData.Length);
        var version = start + length + signature.AsSpan(start + length).IndexOf<byte>([2, 1, 1, 0x30]) + 2;
        Assert.InRange(start, 1, signature.Length);
        Assert.True(kept.Count <= hints, string.Join(',', kept));
        Assert.All(kept, place => Assert.True(place < start || place == version, $"{place}"));
    }

    [Fact]
    public async Task Certificate_OfAnotherKey_DoesNotMakeTheSignature()
    {
        var other = papers.Authority.Issue($"OU=BIN{Bin}");
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.Decode(papers.Signature);
        signed.RemoveCertificate(papers.Ecdsa);
        signed.AddCertificate(other);

        Assert.IsType<SignatureResult.UnknownCertificate>(await VerifyAsync(signed.Encode()));
    }

    [Fact]
    public async Task Signature_OfAnotherDocument_IsBroken() => Assert.IsType<SignatureResult.Broken>(
        await VerifyAsync(SomeAuthority.Sign(papers.Ecdsa, "{}"u8.ToArray())));

    [Theory]
    [InlineData("OU=BIN050440556852 SERIALNUMBER=IIN800101300303", Bin, true)]
    [InlineData("OU=BIN050440556852 SERIALNUMBER=IIN800101300303", Iin, true)]
    [InlineData("SERIALNUMBER=BIN050440556852", Bin, true)]
    [InlineData("SERIALNUMBER=IIN800101300303", Iin, true)]
    [InlineData("OU=BIN110340472035", Bin, false)]
    [InlineData("SERIALNUMBER=IIN800101300303", Bin, false)]
    [InlineData("CN=BIN050440556852 OU=BIN110340472035", Bin, false)]
    [InlineData("OU=050440556852", Bin, false)]
    [InlineData("OU=bin050440556852", Bin, false)]
    [InlineData("OU=BIN0504405568520", Bin, false)]
    [InlineData("OU=IIN800101300303", Iin, false)]
    [InlineData("CN=Nobody", Bin, false)]
    public async Task Subject_OfTheCertificate_MustNameTheIssuer(string subject, string issuer, bool names)
    {
        var signature = SomeAuthority.Sign(papers.Authority.Issue(subject), papers.Document);
        var result = await VerifyAsync(signature, issuer: issuer);

        Assert.IsType(names ? typeof(SignatureResult.Valid) : typeof(SignatureResult.AnotherPerson), result);
    }

    [Theory]
    [InlineData("2022-01-01T05:59:59+06:00", CertificateFault.NotYetValid)]
    [InlineData("2022-01-01T06:00:00+06:00", null)]
    [InlineData("2023-01-01T06:00:00+06:00", null)]
    [InlineData("2023-01-01T06:00:01+06:00", CertificateFault.Expired)]
    public async Task Certificate_OutsideItsTime_DoesNotCount(string at, CertificateFault? fault)
    {
        // The authority itself lives longer, so that only the signer's certificate is at its end.
        var authority = new SomeAuthority("Long", end: SomeAuthority.End.AddYears(1));
        var early = authority.Issue($"OU=BIN{Bin}", start: SomeAuthority.Start);
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var result = await VerifyAsync(
            SomeAuthority.Sign(early, papers.Document), at: moment, trusted: SignaturePapers.Trust(authority.Pem));

        Assert.Equal(fault, (result as SignatureResult.InvalidCertificate)?.Fault);
        Assert.Equal(fault is null, result is SignatureResult.Valid);
    }

    [Fact]
    public async Task Authority_AfterItsTime_DoesNotCount()
    {
        var root = new SomeAuthority("Root", end: SomeAuthority.End.AddYears(2));
        var below = new SomeAuthority("Below", root, end: SomeAuthority.End.AddYears(1));
        var certificate = below.Issue($"OU=BIN{Bin}", end: SomeAuthority.End.AddYears(2));
        var signature = SomeAuthority.Sign(certificate, papers.Document);
        var trusted = SignaturePapers.Trust(root.Pem + below.Pem);
        var after = await VerifyAsync(signature, at: SomeAuthority.Moment.AddYears(2), trusted: trusted);

        Assert.IsType<SignatureResult.Valid>(
            await VerifyAsync(signature, at: SomeAuthority.Moment.AddYears(1), trusted: trusted));
        Assert.Equal(
            CertificateFault.AuthorityNotValid, Assert.IsType<SignatureResult.InvalidCertificate>(after).Fault);
    }

    [Fact]
    public async Task Certificate_OfAnUntrustedAuthority_IsUnknown()
    {
        // The name of the authority is that of the trusted one: only the key tells them apart.
        var impostor = new SomeAuthority(SignaturePapers.AuthorityName);
        var signature = SomeAuthority.Sign(impostor.Issue($"OU=BIN{Bin}"), papers.Document);

        Assert.IsType<SignatureResult.UnknownCertificate>(await VerifyAsync(signature));
        Assert.IsType<SignatureResult.UnknownCertificate>(
            await new CmsSignatureVerifier(null).VerifyAsync(
                papers.Document, papers.Signature, IdentificationNumber.Parse(Bin), SomeAuthority.Moment, default));
    }

    [Fact]
    public async Task Certificate_SignedByASigner_IsUnknown()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"OU=BIN{Bin}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var generator = X509SignatureGenerator.CreateForECDsa(papers.Ecdsa.GetECDsaPrivateKey()!);
        var made = request.Create(
            papers.Ecdsa.SubjectName, generator, SomeAuthority.Start, SomeAuthority.End, [7]);
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.ComputeSignature(SomeAuthority.SignerOf(made.CopyWithPrivateKey(key)));
        signed.AddCertificate(papers.Ecdsa);

        Assert.IsType<SignatureResult.UnknownCertificate>(await VerifyAsync(signed.Encode()));
    }

    [Fact]
    public async Task Certificate_BelowAnEnclosedAuthority_IsKnown()
    {
        var below = new SomeAuthority("Below", papers.Authority);
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.ComputeSignature(SomeAuthority.SignerOf(below.Issue($"OU=BIN{Bin}")));
        var alone = signed.Encode();
        signed.AddCertificate(below.Certificate);

        Assert.IsType<SignatureResult.UnknownCertificate>(await VerifyAsync(alone));
        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(signed.Encode()));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, true)]
    [InlineData(X509KeyUsageFlags.NonRepudiation, true)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, false)]
    [InlineData(null, false)]
    public async Task Usage_OfTheCertificate_MustBeSigning(X509KeyUsageFlags? usage, bool counts)
    {
        var certificate = papers.Authority.Issue($"OU=BIN{Bin}", rsa: true, usage);
        var result = await VerifyAsync(SomeAuthority.Sign(certificate, papers.Document));

        if (counts)
            Assert.IsType<SignatureResult.Valid>(result);
        else
            Assert.Equal(CertificateFault.NotForSigning, ((SignatureResult.InvalidCertificate)result).Fault);
    }

    [Fact]
    public async Task Signature_ThatCarriesTheDocument_IsNotDetached() => Assert.Equal(
        SignatureFault.Attached,
        await FaultAsync(SomeAuthority.Sign(papers.Ecdsa, papers.Document, detached: false)));

    [Fact]
    public async Task Signature_OfTwoOrNoSigners_IsNotJudged()
    {
        var two = new SignedCms(new ContentInfo(papers.Document), detached: true);
        two.Decode(papers.Signature);
        two.ComputeSignature(SomeAuthority.SignerOf(papers.Rsa));
        var none = new SignedCms(new ContentInfo(papers.Document), detached: true);
        none.Decode(papers.Signature);
        none.RemoveSignature(0);

        Assert.Equal(SignatureFault.NotOneSigner, await FaultAsync(two.Encode()));
        Assert.Equal(SignatureFault.NotOneSigner, await FaultAsync(none.Encode()));
    }

    [Fact]
    public async Task Signature_WithoutItsCertificate_IsUnknown() => Assert.IsType<SignatureResult.UnknownCertificate>(
        await VerifyAsync(SomeAuthority.Sign(papers.Ecdsa, papers.Document, encloses: false)));

    [Theory]
    // ГОСТ 34.311-95 in place of SHA-256, and ГОСТ 34.310 in place of RSA, each of the same length.
    [InlineData("2.16.840.1.101.3.4.2.1", "1.2.398.3.10.1.3.1.1")]
    [InlineData("1.2.840.113549.1.1.1", "1.2.398.3.10.1.1.1.1")]
    public async Task Signature_WithAKazakhAlgorithm_IsToldApart(string before, string after)
    {
        var signature = SomeAuthority.Sign(papers.Rsa, papers.Document);
        var result = await VerifyAsync(Replaced(signature, Encoded(before), Encoded(after)));

        Assert.Equal(after, Assert.IsType<SignatureResult.UnsupportedAlgorithm>(result).Oid);
    }

    [Fact]
    public async Task Signature_WithRsaPss_IsToldApart()
    {
        using var key = papers.Rsa.GetRSAPrivateKey();
        var signer = new CmsSigner(
            SubjectIdentifierType.IssuerAndSerialNumber, papers.Rsa, key, RSASignaturePadding.Pss);
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.ComputeSignature(signer);

        Assert.Equal(
            "1.2.840.113549.1.1.10",
            Assert.IsType<SignatureResult.UnsupportedAlgorithm>(await VerifyAsync(signed.Encode())).Oid);
    }

    [Fact]
    public async Task Signature_WithAWeakDigest_IsNotChecked()
    {
        var signer = SomeAuthority.SignerOf(papers.Rsa);
        signer.DigestAlgorithm = new Oid("1.3.14.3.2.26");
        var signed = new SignedCms(new ContentInfo(papers.Document), detached: true);
        signed.ComputeSignature(signer);

        Assert.Equal(
            "1.3.14.3.2.26",
            Assert.IsType<SignatureResult.UnsupportedAlgorithm>(await VerifyAsync(signed.Encode())).Oid);
    }

    [Theory]
    [InlineData("", SignatureFault.Empty)]
    [InlineData("\n", SignatureFault.NotCms)]
    [InlineData("0", SignatureFault.NotCms)]
    [InlineData("not a signature", SignatureFault.NotCms)]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", SignatureFault.NotCms)]
    [InlineData("-----BEGIN CMS-----\nMAA=\n-----END CMS-----", SignatureFault.NotCms)]
    [InlineData("MAA=", SignatureFault.NotCms)]
    public async Task Bytes_ThatAreNoSignature_AreRefusedByName(string text, SignatureFault fault) =>
        Assert.Equal(fault, await FaultAsync(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task Signature_CutPaddedOrLarge_IsRefusedByName()
    {
        Assert.Equal(SignatureFault.NotCms, await FaultAsync(papers.Signature[..^1]));
        Assert.Equal(SignatureFault.NotCms, await FaultAsync([.. papers.Signature, 0]));
        Assert.Equal(SignatureFault.NotCms, await FaultAsync(new byte[CmsSignatureVerifier.MaximumBytes]));
        Assert.Equal(SignatureFault.TooLarge, await FaultAsync(new byte[CmsSignatureVerifier.MaximumBytes + 1]));
    }

    /// <summary>Anybody may drop a file: whatever it is, the answer is one of the closed set.</summary>
    [Fact]
    public async Task Bytes_OfAnyKind_NeverFail()
    {
        var random = new Random(290);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = papers.Signature.ToArray();
            for (var count = random.Next(1, 6); count > 0; count--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var cut = bytes[..random.Next(bytes.Length)];

            Assert.NotNull(await VerifyAsync(bytes));
            Assert.IsNotType<SignatureResult.Valid>(await VerifyAsync(cut));
        }
    }

    private Task<SignatureResult> VerifyAsync(
        byte[] signature,
        byte[]? document = null,
        string issuer = Bin,
        DateTimeOffset? at = null,
        TrustedCertificates? trusted = null) =>
        new CmsSignatureVerifier(trusted ?? papers.Trusted).VerifyAsync(
            document ?? papers.Document,
            signature,
            IdentificationNumber.Parse(issuer),
            at ?? SomeAuthority.Moment,
            CancellationToken.None);

    private async Task<SignatureFault> FaultAsync(byte[] signature) =>
        Assert.IsType<SignatureResult.Unreadable>(await VerifyAsync(signature)).Fault;

    private static byte[] Flipped(byte[] bytes, int place, int bit = 0)
    {
        var flipped = bytes.ToArray();
        flipped[place] ^= (byte)(1 << bit);
        return flipped;
    }

    private static byte[] Encoded(string oid)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static byte[] Replaced(byte[] bytes, byte[] before, byte[] after)
    {
        Assert.Equal(before.Length, after.Length);
        var replaced = bytes.ToArray();
        for (int at = 0, found; (found = replaced.AsSpan(at).IndexOf(before)) >= 0; at += found)
            after.CopyTo(replaced.AsSpan(at + found));
        Assert.NotEqual(bytes, replaced);
        return replaced;
    }
}
