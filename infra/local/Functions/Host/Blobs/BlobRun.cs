using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>One version of a blob that a function is to handle.</summary>
/// <param name="Name">The name as listed.</param>
/// <param name="Version">The ETag as listed.</param>
/// <param name="Tokens">The values of the path's tokens.</param>
/// <param name="Try">Which try this is, from 1.</param>
internal sealed record BlobVersion(string Name, string Version, IReadOnlyDictionary<string, object?> Tokens, int Try);

/// <summary>Runs a function for a version of a blob.</summary>
internal delegate Task BlobRun(
    FunctionMethod function, BlobContainerClient container, BlobVersion blob, CancellationToken cancellation);

/// <summary>What all listeners share.</summary>
internal sealed record BlobListenerSettings(
    int Parallelism, LocalHostOptions Options, TimeProvider Clock, ILogger Logger);

/// <summary>A blob whose name no address can say. Another try would not help.</summary>
internal sealed class UnspeakableBlobException(string name)
    : Exception($"No address can say the blob name \"{name}\": every client takes it for the folder itself.");

/// <summary>Gives a function its blob in the form that its parameter asks for.</summary>
internal sealed class BlobBinder(FunctionRunner runner, BlobAddress address)
{
    public Task RunAsync(
        FunctionMethod function, BlobContainerClient container, BlobVersion blob, CancellationToken cancellation)
    {
        BlobClient client = address.ClientOf(container.Uri, blob.Name) ?? throw new UnspeakableBlobException(blob.Name);
        Dictionary<string, object?> data = new(blob.Tokens, StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = $"{container.Name}/{blob.Name}",
            ["Uri"] = client.Uri,
        };
        FunctionInputs inputs = new((parameter, token) => BindAsync(parameter, client, token), data);
        return runner.RunAsync(function, inputs, cancellation);
    }

    private static async ValueTask<object?> BindAsync(
        ParameterInfo parameter, BlobClient client, CancellationToken cancellation)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(BlobClient)) return client;
        if (type == typeof(Stream)) return await client.OpenReadAsync(cancellationToken: cancellation);
        BinaryData content = (await client.DownloadContentAsync(cancellation)).Value.Content;
        if (type == typeof(string)) return content.ToString();
        if (type == typeof(byte[])) return content.ToArray();
        throw new InvalidOperationException($"A blob cannot be given as a {type.Name} (parameter {parameter.Name}).");
    }
}
