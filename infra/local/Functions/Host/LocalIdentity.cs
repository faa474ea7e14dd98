using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// Does for a request what App Service authentication does: drops an identity that the caller claims, and adds that of
/// the user whose key the caller shows.
/// </summary>
internal sealed class LocalIdentity(IReadOnlyList<LocalUser> users)
{
    private const string KeyHeader = "x-registry-key";
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private readonly (byte[] Key, LocalUser User)[] _users = [.. users.Select(user => (Digest(user.Key), user))];

    /// <summary>The user that <see cref="AdmitAsync"/> found; null for an anonymous request.</summary>
    public static LocalUser? UserOf(HttpContext context) => context.Items[typeof(LocalUser)] as LocalUser;

    /// <summary>The status that a request gets which lacks one of the roles; null when it may pass.</summary>
    public static int? Refusal(HttpContext context, params ReadOnlySpan<string> roles)
    {
        if (UserOf(context) is not { } user) return StatusCodes.Status401Unauthorized;
        foreach (string role in roles)
        {
            if (user.Has(role)) return null;
        }

        return StatusCodes.Status403Forbidden;
    }

    public async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Request.Headers;
        foreach (string name in headers.Keys.Where(IsPrincipal).ToArray())
            headers.Remove(name);
        if (headers.TryGetValue(KeyHeader, out Microsoft.Extensions.Primitives.StringValues key))
        {
            headers.Remove(KeyHeader);
            if (Find(key.ToString()) is not { } user)
            {
                await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "The key belongs to no user.");
                return;
            }

            Admit(context, user);
        }
        else if (LocalSignIn.KeyOf(context.Request) is { } kept && Find(kept) is { } known)
        {
            // A cookie that outlived its key is no reason to refuse a page that is for everybody.
            Admit(context, known);
        }

        await next(context);
    }

    /// <summary>True when the key belongs to a user.</summary>
    public bool Knows(string key) => Find(key) is not null;

    internal static byte[] Principal(LocalUser user)
    {
        IEnumerable<object> claims =
        [
            new { typ = "name", val = user.Name },
            .. user.Roles.Select(role => new { typ = "roles", val = role }),
            .. user.Bin is null ? [] : new[] { new { typ = "bin", val = user.Bin } },
            new { typ = ObjectId, val = user.Id },
        ];
        return JsonSerializer.SerializeToUtf8Bytes(
            new { auth_typ = "local", name_typ = "name", role_typ = "roles", claims });
    }

    private static void Admit(HttpContext context, LocalUser user)
    {
        IHeaderDictionary headers = context.Request.Headers;
        context.Items[typeof(LocalUser)] = user;
        headers[PrincipalHeader] = Convert.ToBase64String(Principal(user));
        headers[$"{PrincipalHeader}-ID"] = user.Id;
        headers[$"{PrincipalHeader}-NAME"] = user.Name;
        headers[$"{PrincipalHeader}-IDP"] = "local";
    }

    /// <summary>Compares digests of all users, so that the time says nothing about any key or its length.</summary>
    private LocalUser? Find(string key)
    {
        byte[] digest = Digest(key);
        LocalUser? found = null;
        foreach ((byte[] known, LocalUser user) in _users)
        {
            if (CryptographicOperations.FixedTimeEquals(known, digest)) found = user;
        }

        return found;
    }

    // Servers that turn dashes and underscores into one another would let a look-alike of the header through.
    private static bool IsPrincipal(string name) =>
        name.Replace('_', '-').StartsWith(PrincipalHeader, StringComparison.OrdinalIgnoreCase);

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
