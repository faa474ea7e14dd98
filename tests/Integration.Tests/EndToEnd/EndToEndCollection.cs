using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The classes that test the whole registry; they share one emulator and one played story.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection : ICollectionFixture<EndToEndWorld>
{
    /// <summary>The name that a test class puts in its Collection attribute.</summary>
    public const string Name = "End to end";
}

/// <summary>An emulator with an account for each host, and the story of the samples, played once.</summary>
public sealed class EndToEndWorld : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private PlayedStory? story;

    /// <summary>Storage of its own for a host.</summary>
    public string TakeStorage() => azurite.TakeAccount();

    /// <summary>The story; the first who asks has it played.</summary>
    internal async Task<PlayedStory> StoryAsync() => story ??= await PlayedStory.PlayAsync(TakeStorage());

    /// <inheritdoc/>
    public Task InitializeAsync() => azurite.InitializeAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (story is not null)
            await story.DisposeAsync();
        await azurite.DisposeAsync();
    }
}
