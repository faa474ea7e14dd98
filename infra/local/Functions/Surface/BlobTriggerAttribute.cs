// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function for each new version of a blob.</summary>
public sealed class BlobTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Watches a container, or the blobs in it whose names fit the pattern.</summary>
    /// <param name="blobPath"><c>container</c> or <c>container/pattern</c> with tokens such as <c>{name}</c>.</param>
    public BlobTriggerAttribute(string blobPath)
    {
        BlobPath = blobPath;
    }

    /// <summary>The container and the pattern of names.</summary>
    public string BlobPath { get; }

    /// <summary>The setting that holds the connection string; <c>AzureWebJobsStorage</c> when null.</summary>
    public string? Connection { get; set; }

    /// <summary>How changes are detected in Azure.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}

/// <summary>How changes of blobs are detected.</summary>
public enum BlobTriggerSource
{
    /// <summary>By the storage logs and by listing the container.</summary>
    LogsAndContainerScan,

    /// <summary>By Event Grid.</summary>
    EventGrid,
}
