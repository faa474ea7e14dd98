using System.Text;
using System.Text.Json;
using CarbonRegistry.Functions.Access;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>HTTP requests as the platform hands them over.</summary>
internal static class Requests
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";

    public static HttpRequest With(string header, string value)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[header] = value;
        return request;
    }

    /// <summary>A request whose principal is this JSON.</summary>
    public static HttpRequest Principal(string json) =>
        With(PrincipalHeader, Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));

    /// <summary>A request of a user with these claims.</summary>
    public static HttpRequest Claims(params (string Type, string Value)[] claims) =>
        Principal(JsonSerializer.Serialize(new
        {
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
        }));

    /// <summary>A user with roles, who acts for the party where one is given.</summary>
    public static Caller Caller(string? party, params Role[] roles)
    {
        var claims = roles.Select(role => ("roles", role.ToString())).Append(("oid", "user-1"));
        var all = party is null ? claims : claims.Append(("bin", party));
        return CarbonRegistry.Functions.Access.Caller.Of(Claims([.. all]))!;
    }
}
