using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Integration.Tests.Support;
using CarbonRegistry.Local.DurableTask;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>The engine on the emulator's tables and blobs.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzuriteEngineTests(AzuriteFixture azurite) : EngineContract
{
    private protected override RowStore NewStore() => new TableRowStore(
        new TableServiceClient(azurite.ConnectionString),
        new BlobServiceClient(
            azurite.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02)),
        AzuriteFixture.NewName());
}
