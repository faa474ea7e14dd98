using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Tests.Functions;
using CarbonRegistry.Functions;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Domain.Tests.Signatures;

/// <summary>The authorities as the setting names them, and the revocation lists beside them.</summary>
public sealed class TrustedCertificatesTests : IClassFixture<SignaturePapers>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trusted-").FullName;
    private readonly SignaturePapers papers;

    public TrustedCertificatesTests(SignaturePapers papers) => this.papers = papers;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("root.pem", true)]
    [InlineData("root.crt", true)]
    [InlineData("ROOT.CER", false)]
    public async Task Root_InAFileOrItsFolder_IsTrusted(string name, bool asPem)
    {
        var root = papers.Authority.Certificate;
        var file = Keep(name, asPem ? System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem) : root.RawData);
        Keep("notes.txt", [1, 2, 3]);

        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(file));
        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(folder));
        Assert.IsType<SignatureResult.Valid>(await VerifyAsync($" {file} ; {folder} ;"));
    }

    [Fact]
    public void Setting_WithoutARoot_IsToldInOneLine()
    {
        var below = new SomeAuthority("Below", papers.Authority);

        Told("missing.pem", "neither a folder nor a file");
        Told(folder, "no certificate of a root authority");
        Told(Keep("below.pem", System.Text.Encoding.ASCII.GetBytes(below.Pem)), "no certificate of a root authority");
        Told(Keep("signer.cer", papers.Ecdsa.RawData), "no certificate of a root authority");
        Told(Keep("text.pem", "nothing"u8.ToArray()), "text.pem' is no certificate");
        Told(Keep("bad.cer", [0x30, 0x03, 1, 2, 3]), "bad.cer' is no certificate");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public void Required_WithoutTrust_StopsTheStart(string value)
    {
        var fault = Assert.Throws<SettingException>(() => SettingsTests.Settings(("Signatures:Required", value)));

        Assert.Equal(
            $"The setting Signatures__Required is '{value}', but Signatures__TrustedCertificates names no certificate "
            + "of a root authority.",
            fault.Message);
    }

    [Fact]
    public void Required_WithTrust_IsRead()
    {
        Keep("root.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem));
        var on = SettingsTests.Settings(
            ("Signatures:Required", "true"), ("Signatures:TrustedCertificates", folder));
        var off = SettingsTests.Settings(("Signatures:TrustedCertificates", folder));

        Assert.True(on.SignaturesRequired);
        Assert.NotNull(on.TrustedCertificates);
        Assert.False(off.SignaturesRequired);
        Assert.NotNull(off.TrustedCertificates);
        Assert.Null(SettingsTests.Settings().TrustedCertificates);
    }

    [Theory]
    [InlineData("2022-07-29T02:59:59Z", true)]
    [InlineData("2022-07-29T03:00:00Z", false)]
    [InlineData("2022-07-29T03:00:01Z", false)]
    public async Task Certificate_OnAList_CountsUntilItWasRevoked(string at, bool counts)
    {
        Keep("root.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem));
        Keep("list.crl", papers.Authority.List(SomeAuthority.Moment, papers.Rsa, papers.Ecdsa));
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var result = await VerifyAsync(folder, moment);

        if (counts)
            Assert.IsType<SignatureResult.Valid>(result);
        else
            Assert.Equal(CertificateFault.Revoked, ((SignatureResult.InvalidCertificate)result).Fault);
    }

    [Fact]
    public async Task List_ThatDoesNotNameTheCertificate_TakesNothingAway()
    {
        Keep("root.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem));
        Keep("empty.crl", papers.Authority.List(SomeAuthority.Start));
        Keep("other.crl", papers.Authority.List(SomeAuthority.Start, papers.Rsa));

        Assert.IsType<SignatureResult.Valid>(await VerifyAsync(folder));
    }

    [Fact]
    public async Task Authority_OnAListOfTheRoot_TakesItsSignersAlong()
    {
        var below = new SomeAuthority("Below", papers.Authority);
        var certificate = below.Issue($"OU=BIN{SignaturePapers.Bin}");
        var signature = SomeAuthority.Sign(certificate, papers.Document);
        Keep("all.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem + below.Pem));
        var before = await VerifyAsync(folder, signature: signature);
        Keep("list.crl", papers.Authority.List(SomeAuthority.Start, below.Certificate));
        var after = await VerifyAsync(folder, signature: signature);

        Assert.IsType<SignatureResult.Valid>(before);
        Assert.Equal(CertificateFault.Revoked, Assert.IsType<SignatureResult.InvalidCertificate>(after).Fault);
    }

    [Fact]
    public async Task List_ThatComesLater_IsSeenWithoutARestart()
    {
        Keep("root.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem));
        var trusted = TrustedCertificates.Load(folder);
        var before = await VerifyAsync(trusted);
        Keep("list.crl", papers.Authority.List(SomeAuthority.Start, papers.Ecdsa));
        var after = await VerifyAsync(trusted);
        Keep("list.crl", [1, 2, 3]);
        var broken = await VerifyAsync(trusted);

        Assert.IsType<SignatureResult.Valid>(before);
        Assert.IsType<SignatureResult.InvalidCertificate>(after);
        Assert.IsType<SignatureResult.InvalidCertificate>(broken);
    }

    [Fact]
    public void List_ThatNoTrustedAuthoritySigned_IsToldInOneLine()
    {
        // The name is that of the trusted authority; its key is not.
        var impostor = new SomeAuthority(SignaturePapers.AuthorityName);
        var list = papers.Authority.List(SomeAuthority.Start, papers.Ecdsa);
        list[^1] ^= 1;
        Keep("root.pem", System.Text.Encoding.ASCII.GetBytes(papers.Authority.Pem));

        foreach (var bytes in new[] { impostor.List(SomeAuthority.Start), list, [1, 2, 3], [] })
        {
            Keep("list.crl", bytes);
            Told(folder, "list.crl' is no revocation list of a trusted authority");
        }
    }

    [Fact]
    public void List_OfAnyBytes_IsReadOrNot()
    {
        var list = papers.Authority.List(SomeAuthority.Start, papers.Ecdsa, papers.Rsa);
        for (var place = 0; place < list.Length; place++)
        {
            var flipped = list.ToArray();
            flipped[place] ^= 1;
            var read = RevocationList.Read(flipped, [papers.Authority.Certificate]);
            Assert.True(read is null, $"{place} of {list.Length}: {Convert.ToHexString(list)}");
        }
        Assert.NotNull(RevocationList.Read(list, [papers.Authority.Certificate]));
        var pem = System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", list);
        Assert.NotNull(RevocationList.Read(
            System.Text.Encoding.ASCII.GetBytes(pem), [papers.Authority.Certificate]));
    }

    private string Keep(string name, byte[] bytes)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static void Told(string setting, string why)
    {
        var fault = Assert.Throws<SettingException>(
            () => SettingsTests.Settings(("Signatures:TrustedCertificates", setting)));

        Assert.StartsWith($"The setting Signatures__TrustedCertificates is '{setting}': ", fault.Message);
        Assert.EndsWith($"{why}.", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private Task<SignatureResult> VerifyAsync(string setting, DateTimeOffset? at = null, byte[]? signature = null) =>
        VerifyAsync(TrustedCertificates.Load(setting), at, signature);

    private Task<SignatureResult> VerifyAsync(
        TrustedCertificates trusted, DateTimeOffset? at = null, byte[]? signature = null) =>
        new CmsSignatureVerifier(trusted).VerifyAsync(
            papers.Document,
            signature ?? papers.Signature,
            IdentificationNumber.Parse(SignaturePapers.Bin),
            at ?? SomeAuthority.Moment,
            CancellationToken.None);
}
