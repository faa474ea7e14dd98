namespace CarbonRegistry.Integration.Tests.Support;

/// <summary>The test classes that share the one emulator; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    /// <summary>The name that a test class puts in its Collection attribute.</summary>
    public const string Name = "Azurite";
}
