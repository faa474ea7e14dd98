using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Tests.Signatures;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Documents that must be signed by their issuer (¶8; interfaces, sections 2, 3 and 6).</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SignatureTests(SignedRegistry registry) : IClassFixture<SignedRegistry>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Blob_WithItsSignature_IsLetInAndNamesItsSigner()
    {
        var document = SignedRegistry.Application("П-1");
        var signature = registry.Sign(document);
        await registry.DropAsync("папка/П-1 50%.json.p7s", signature);
        await registry.DropAsync("папка/П-1 50%.json", document);
        var procedure = await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-1"), "received");
        var signedBy = procedure.GetProperty("document").GetProperty("signedBy");
        var link = procedure.GetProperty("links").GetProperty("signature").GetString()!.Split('/');

        Assert.Contains(Users.HolderBin, signedBy.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Equal(registry.Holder.SerialNumber, signedBy.GetProperty("serial").GetString(), ignoreCase: true);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(registry.Holder.RawData)),
            signedBy.GetProperty("thumbprint").GetString());
        Assert.Equal(signature, await registry.Client.BlobAsync(link[0], link[1]));
    }

    [Fact]
    public async Task Blob_WhoseSignatureComesLater_IsLetInWhenItComes()
    {
        var document = SignedRegistry.Application("П-2");
        await registry.DropAsync("p2.json", document);
        await registry.AwaitWaitingAsync(1);
        await registry.PassAsync(Patience / 2);
        await registry.DropAsync("p2.json.p7s", registry.Sign(document));
        var procedure = await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-2"), "received");
        await registry.AwaitWaitingAsync(0);
        await registry.PassAsync(2 * Patience);

        Assert.NotNull(procedure.GetProperty("document").GetProperty("signedBy").GetProperty("serial").GetString());
        Assert.DoesNotContain("p2.json", await registry.Client.NamesAsync("notices-rejected"));
    }

    [Fact]
    public async Task Blob_WithoutASignature_IsRefusedAfterAMinuteAndHoldsUpNobody()
    {
        var document = SignedRegistry.Application("П-3");
        await registry.DropAsync("p3.json", document);
        await registry.AwaitWaitingAsync(1);
        var other = SignedRegistry.Application("П-4");
        await registry.DropAsync("p4.json.p7s", registry.Sign(other));
        await registry.DropAsync("p4.json", other);
        await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-4"), "received");
        await registry.PassAsync(Patience / 2);
        var meanwhile = await registry.Client.NamesAsync("notices-rejected");
        await registry.PassAsync(Patience);

        Assert.DoesNotContain("p3.json", meanwhile);
        Assert.Equal("signatureMissing", await registry.RefusalAsync("p3.json"));
        Assert.Equal(document, await registry.Client.BlobAsync("notices-rejected", "p3.json"));
        Assert.Equal(404, (await registry.Client.ProcedureAsync(SignedRegistry.IdOf("П-3"))).Status);
    }

    [Theory]
    [InlineData("unreadable", "signatureUnreadable")]
    [InlineData("large", "signatureUnreadable")]
    [InlineData("attached", "signatureUnreadable")]
    [InlineData("gost", "signatureAlgorithmUnsupported")]
    [InlineData("other document", "signatureBroken")]
    [InlineData("impostor", "certificateUnknown")]
    [InlineData("expired", "certificateNotValid")]
    [InlineData("another's", "signerNotIssuer")]
    public async Task Document_WithASignatureThatDoesNotCount_IsRefusedThroughBothDoors(string fault, string code)
    {
        var document = SignedRegistry.Application($"Ф-{fault}");
        var signature = Faulty(fault, document);
        await registry.DropAsync($"bad/{fault}.json", document);
        await registry.DropAsync($"bad/{fault}.json.p7s", signature);

        Assert.Equal(code, await registry.RefusalAsync($"bad/{fault}.json"));
        Assert.Equal(document, await registry.Client.BlobAsync("notices-rejected", $"bad/{fault}.json"));
        // A header holds less than a file may.
        if (fault == "large")
            return;
        var answer = await registry.PostAsync("/api/notices", "holder", document, signature);
        var copy = Convert.ToHexStringLower(SHA256.HashData(document)) + ".json";
        Assert.Equal([$"{code} "], answer.Expect(422).IssueCodes);
        Assert.Equal(document, await registry.Client.BlobAsync("notices-rejected", copy));
    }

    [Fact]
    public async Task Blob_BesideTheSignatureOfItsEarlierVersion_WaitsForANewOne()
    {
        var (first, second) = (SignedRegistry.Application("П-5"), SignedRegistry.Application("П-6"));
        await registry.DropAsync("p5.json.p7s", registry.Sign(first));
        await registry.DropAsync("p5.json", first);
        await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-5"), "received");
        await AwaitLaterStampAsync("p5.json.p7s");
        await registry.DropAsync("p5.json", second);
        await registry.AwaitWaitingAsync(1);
        await registry.DropAsync("p5.json.p7s", registry.Sign(second));

        await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-6"), "received");
        Assert.DoesNotContain("p5.json", await registry.Client.NamesAsync("notices-rejected"));
    }

    [Fact]
    public async Task Blob_TakenAwayOrReplacedWhileItWaits_LeavesNothing()
    {
        await registry.DropAsync("p7.json", SignedRegistry.Application("П-7"));
        await registry.DropAsync("p8.json", SignedRegistry.Application("П-8"));
        await registry.AwaitWaitingAsync(2);
        var replaced = SignedRegistry.Application("П-9");
        await registry.Client.Blobs.GetBlobContainerClient("notices").GetBlobClient("p7.json").DeleteAsync();
        await registry.DropAsync("p8.json.p7s", registry.Sign(replaced));
        await registry.DropAsync("p8.json", replaced);
        await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-9"), "received");
        await registry.PassAsync(2 * Patience);
        await registry.AwaitWaitingAsync(0);
        var names = await registry.Client.NamesAsync("notices-rejected");

        Assert.DoesNotContain("p7.json", names);
        // The first version was judged only if the signature came before the second one did.
        Assert.Equal(404, (await registry.Client.ProcedureAsync(SignedRegistry.IdOf("П-8"))).Status);
        Assert.Equal(404, (await registry.Client.ProcedureAsync(SignedRegistry.IdOf("П-7"))).Status);
    }

    [Fact]
    public async Task Blob_ThatCannotBeRead_IsRefusedAtOnce()
    {
        await registry.DropAsync("p10.json.p7s", [1, 2, 3]);
        await registry.DropAsync("alone.json.p7s", [1, 2, 3]);
        await registry.DropAsync(".p7s", [1, 2, 3]);
        await registry.DropAsync("p10.json", [1, 2, 3]);

        Assert.Equal("notJson", await registry.RefusalAsync("p10.json"));
        Assert.DoesNotContain(await registry.Client.NamesAsync("notices-rejected"), name => name.Contains("p7s"));
    }

    [Fact]
    public async Task Blob_ThatWaitedOverARestart_IsLetIn()
    {
        var document = SignedRegistry.Application("П-11");
        await registry.DropAsync("p11.json", document);
        await registry.AwaitWaitingAsync(1);
        var container = registry.Client.Blobs.GetBlobContainerClient("notices");
        await registry.StopAsync();
        await container.GetBlobClient("p11.json.p7s").UploadAsync(new BinaryData(registry.Sign(document)));
        await registry.StartAsync();

        await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-11"), "received");
    }

    [Fact]
    public async Task Blob_OfADocumentThatIsIn_NeedsNoSignatureAgain()
    {
        var document = SignedRegistry.Application("П-13");
        await registry.DropAsync("p13.json.p7s", registry.Sign(document));
        await registry.DropAsync("p13.json", document);
        var first = await registry.Client.AwaitStageAsync(SignedRegistry.IdOf("П-13"), "received");
        await registry.DropAsync("p13-again.json", document);
        await registry.DropAsync("p13-other.json", [1, 2, 3]);
        await registry.RefusalAsync("p13-other.json");
        await registry.PassAsync(2 * Patience);

        Assert.Equal(0, await registry.WaitingAsync());
        Assert.DoesNotContain("p13-again.json", await registry.Client.NamesAsync("notices-rejected"));
        var after = (await registry.Client.ProcedureAsync(SignedRegistry.IdOf("П-13"))).Expect(200).Json;
        Assert.Equal(first.GetProperty("document").ToString(), after.GetProperty("document").ToString());
    }

    [Fact]
    public async Task Post_WithAndWithoutASignature_IsLetInOrRefused()
    {
        var document = SignedRegistry.Application("П-12");
        var without = await registry.PostAsync("/api/notices", "holder", document, null);
        var with = await registry.PostAsync("/api/notices", "holder", document, registry.Sign(document));
        var again = await registry.PostAsync("/api/notices", "holder", document, null);

        Assert.Equal(["signatureMissing "], without.Expect(422).IssueCodes);
        Assert.Equal(with.Expect(202).Location, again.Expect(200).Location);
        var id = SignedRegistry.IdOf("П-12");
        Assert.Contains(Users.HolderBin, await SubjectAsync(id, "holder"), StringComparison.Ordinal);
        Assert.Contains(Users.HolderBin, await SubjectAsync(id, "registrar-1"), StringComparison.Ordinal);
        Assert.Null(await SubjectAsync(id, "authority"));
    }

    [Fact]
    public async Task Registration_OfACompany_MustBeSignedByIt()
    {
        var body = RegistryClient.Json(new JsonObject
        {
            ["company"] = new JsonObject { ["bin"] = Users.OtherHolderBin, ["name"] = "ТОО «Подписант»" },
            ["contact"] = new JsonObject { ["person"] = "А. Б.", ["email"] = "office@example.kz" },
        });
        var signature = SomeAuthority.Sign(registry.SignerOf(Users.OtherHolderBin), body);
        var without = await registry.PostAsync("/api/registrations", null, body, null);
        var others = await registry.PostAsync("/api/registrations", null, body, registry.Sign(body));
        var with = await registry.PostAsync("/api/registrations", null, body, signature);
        var again = await registry.PostAsync("/api/registrations", null, body, null);
        var id = with.Expect(202).Json.GetProperty("id").GetString();
        var seen = (await registry.Client.GetAsync($"/api/registrations/{id}", "registrar-1")).Expect(200).Json;

        Assert.Equal(["signatureMissing "], without.Expect(422).IssueCodes);
        Assert.Equal(["signerNotIssuer "], others.Expect(422).IssueCodes);
        Assert.Equal(id, again.Expect(200).Json.GetProperty("id").GetString());
        Assert.Contains(
            Users.OtherHolderBin,
            seen.GetProperty("signedBy").GetProperty("subject").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(body, await LinkedAsync(seen.GetProperty("links").GetProperty("document").GetString()!));
        Assert.Equal(signature, Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(
            await LinkedAsync(seen.GetProperty("links").GetProperty("signature").GetString()!))));
    }

    private async Task<string?> SubjectAsync(string id, string user) => (await registry.Client.ProcedureAsync(id, user))
        .Expect(200).Json.GetProperty("document").GetProperty("signedBy").GetProperty("subject").GetString();

    private Task<byte[]> LinkedAsync(string link) =>
        registry.Client.BlobAsync(link.Split('/')[0], link.Split('/')[1]);

    private byte[] Faulty(string fault, byte[] document) => fault switch
    {
        "unreadable" => "no signature"u8.ToArray(),
        "large" => new byte[64 * 1024 + 1],
        "attached" => SomeAuthority.Sign(registry.Holder, document, detached: false),
        "gost" => WithKazakhDigest(registry.Sign(document)),
        "other document" => registry.Sign("{}"u8.ToArray()),
        "impostor" => SomeAuthority.Sign(
            new SomeAuthority("Test authority").Issue($"OU=BIN{Users.HolderBin}"), document),
        "expired" => SomeAuthority.Sign(Expired(), document),
        "another's" => SomeAuthority.Sign(registry.SignerOf(Users.OtherHolderBin), document),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private X509Certificate2 Expired() => registry.Authority.Issue(
        $"OU=BIN{Users.HolderBin}", end: SomeAuthority.Start.AddMonths(1));

    /// <summary>Puts ГОСТ 34.311-95 in the place of SHA-256; both identifiers have nine bytes.</summary>
    private static byte[] WithKazakhDigest(byte[] signature)
    {
        byte[] sha256 = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
        byte[] gost = [0x2A, 0x83, 0x0E, 0x03, 0x0A, 0x01, 0x03, 0x01, 0x01];
        var changed = signature.ToArray();
        for (int at = 0, found; (found = changed.AsSpan(at).IndexOf(sha256)) >= 0; at += found)
            gost.CopyTo(changed.AsSpan(at + found));
        return changed;
    }

    /// <summary>Storage stamps blobs with whole seconds; the next one is waited for.</summary>
    private async Task AwaitLaterStampAsync(string name)
    {
        var container = registry.Client.Blobs.GetBlobContainerClient("notices");
        var stamp = (await container.GetBlobClient(name).GetPropertiesAsync()).Value.LastModified;
        var probe = registry.Client.Blobs.GetBlobContainerClient("outbox").GetBlobClient("stamp");
        while ((await probe.UploadAsync(new BinaryData("x"), true)).Value.LastModified <= stamp)
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
    }
}
