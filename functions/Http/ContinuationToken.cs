using System.Text;

namespace CarbonRegistry.Functions.Http;

/// <summary>The storage's continuation as a token that fits into a query.</summary>
internal static class ContinuationToken
{
    /// <summary>The storage's token; null for none, and for one that was not written here.</summary>
    public static string? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The token for the caller; null when the list ends.</summary>
    public static string? Write(string? continuation) =>
        string.IsNullOrEmpty(continuation) ? null : Convert.ToHexStringLower(Encoding.UTF8.GetBytes(continuation));
}
