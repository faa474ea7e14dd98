// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function with an HTTP request.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    /// <summary>The named methods, open to anyone.</summary>
    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
    }

    /// <summary>Any method, with the given key.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>The named methods, with the given key.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template below the host's prefix; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods that the function answers; all of them when null.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a caller must show in Azure, or on this host when it was started with --enableAuth.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}

/// <summary>Which key a caller of an HTTP function must show in Azure.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A user's authentication token.</summary>
    User = 1,

    /// <summary>A function key.</summary>
    Function = 2,

    /// <summary>A system key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
