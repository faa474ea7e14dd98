using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>Natural persons stay opaque in the journal and in the outbox.</summary>
public sealed class NamesTests
{
    private const string Iin = "820101300307";

    [Fact]
    public async Task NameOf_ANaturalPerson_HidesTheIinAndStaysTheSame()
    {
        var opaque = await OpaqueIds.LoadAsync(new OneBlob(), default);
        var name = opaque.NameOf(IdentificationNumber.Parse(Iin));

        Assert.Matches("^p-[0-9a-f]{20}$", name);
        Assert.DoesNotContain(Iin, name, StringComparison.Ordinal);
        Assert.Equal(name, opaque.NameOf(IdentificationNumber.Parse(Iin)));
        Assert.NotEqual(name, opaque.NameOf(IdentificationNumber.Parse("800101300303")));
    }

    [Fact]
    public async Task NameOf_ALegalEntity_IsItsBin()
    {
        var opaque = await OpaqueIds.LoadAsync(new OneBlob(), default);

        Assert.Equal("050440556852", opaque.NameOf(IdentificationNumber.Parse("050440556852")));
    }

    [Fact]
    public async Task Load_ASecondTime_KeepsTheKeyThatWasDrawn()
    {
        var storage = new OneBlob();
        var first = await OpaqueIds.LoadAsync(storage, default);
        var second = await OpaqueIds.LoadAsync(storage, default);
        var elsewhere = await OpaqueIds.LoadAsync(new OneBlob(), default);
        var person = IdentificationNumber.Parse(Iin);

        Assert.Equal(first.NameOf(person), second.NameOf(person));
        Assert.NotEqual(first.NameOf(person), elsewhere.NameOf(person));
    }

    [Fact]
    public async Task JournalName_OfAnIssuerWithAnIin_IsOpaqueAndStillAnId()
    {
        var opaque = await OpaqueIds.LoadAsync(new OneBlob(), default);
        var record = SomeRecords.Of($"accountApplication.{Iin}.2022.З-001") with { IssuerId = Iin };

        var name = JournalNames.Of(record, opaque);

        Assert.DoesNotContain(Iin, name, StringComparison.Ordinal);
        Assert.Equal($"accountApplication.{opaque.NameOf(IdentificationNumber.Parse(Iin))}.2022.З-001", name);
        Assert.True(ProcedureId.TryParse(name, out _));
    }

    [Theory]
    [InlineData("accountApplication.050440556852.2022.З-001", "050440556852")]
    [InlineData("planInForce.2022-2025.525-Д", "131040012349")]
    public async Task JournalName_OfALegalEntity_IsTheId(string id, string issuer)
    {
        var opaque = await OpaqueIds.LoadAsync(new OneBlob(), default);

        Assert.Equal(id, JournalNames.Of(SomeRecords.Of(id) with { IssuerId = issuer }, opaque));
    }

    /// <summary>Storage that has one container with one blob, written once.</summary>
    private sealed class OneBlob : BlobServiceClient
    {
        private readonly Container container = new();

        public override BlobContainerClient GetBlobContainerClient(string blobContainerName) => container;

        private sealed class Container : BlobContainerClient
        {
            private readonly Blob blob = new();

            public override BlobClient GetBlobClient(string blobName) => blob;
        }

        private sealed class Blob : BlobClient
        {
            private BinaryData? content;

            public override Task<Response<BlobContentInfo>> UploadAsync(
                BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
            {
                Assert.Equal(new ETag("*"), options.Conditions.IfNoneMatch);
                if (this.content is not null)
                    throw new RequestFailedException(409, "The blob is there.");
                this.content = content;
                return Task.FromResult<Response<BlobContentInfo>>(null!);
            }

            public override Task<Response<BlobDownloadResult>> DownloadContentAsync(
                CancellationToken cancellationToken = default) => content is null
                ? throw new RequestFailedException(404, "There is no blob.")
                : Task.FromResult(Response.FromValue(BlobsModelFactory.BlobDownloadResult(content, null), null!));
        }
    }
}
