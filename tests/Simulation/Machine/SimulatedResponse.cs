using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>An answer of the storage: a status, and the version of a row that was written.</summary>
internal sealed class SimulatedResponse(int status, ETag? version = null) : Response
{
    /// <inheritdoc/>
    public override int Status => status;

    /// <inheritdoc/>
    public override string ReasonPhrase => "";

    /// <inheritdoc/>
    public override Stream? ContentStream { get; set; }

    /// <inheritdoc/>
    public override string ClientRequestId { get; set; } = "";

    /// <inheritdoc/>
    public override void Dispose()
    {
        // There is nothing to give back.
    }

    /// <inheritdoc/>
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.Equals("ETag", StringComparison.OrdinalIgnoreCase) ? version?.ToString() : null;
        return value is not null;
    }

    /// <inheritdoc/>
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    /// <inheritdoc/>
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc/>
    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        version is { } tag ? [new HttpHeader("ETag", tag.ToString())] : [];
}
