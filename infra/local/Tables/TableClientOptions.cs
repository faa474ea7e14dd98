// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, transport, diagnostics and extra policies of a client, and the version of the protocol.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>The version of the protocol that the client speaks.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "The original nests this type.")]
    [SuppressMessage("Design", "CA1008", Justification = "The original has no zero value.")]
    [SuppressMessage("Naming", "CA1707", Justification = "The original's names.")]
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, the first that takes a token.</summary>
        V2020_12_06 = 2,
    }

    /// <summary>Options for a version of the protocol.</summary>
    /// <param name="serviceVersion">The version; the newest one by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The version is unknown.</exception>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionString = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };
        Diagnostics.LoggedHeaderNames.Add("x-ms-error-code");
        Diagnostics.LoggedHeaderNames.Add("DataServiceVersion");
        foreach (var name in new[] { "$format", "$filter", "$top", "$select" })
            Diagnostics.LoggedQueryParameters.Add(name);
    }

    internal string VersionString { get; }
}
