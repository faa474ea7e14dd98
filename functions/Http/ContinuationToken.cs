using System.Text;

namespace CarbonRegistry.Functions.Http;

/// <summary>The storage's continuation as a token that fits into a query.</summary>
internal static class ContinuationToken
{
    /// <summary>Reads the storage's token; it is null when the list is read from its start.</summary>
    /// <returns>False for a token that was not written here.</returns>
    public static bool TryRead(string? token, out string? continuation)
    {
        continuation = null;
        if (string.IsNullOrEmpty(token))
            return true;
        try
        {
            continuation = Encoding.UTF8.GetString(Convert.FromHexString(token));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The token for the caller; null when the list ends.</summary>
    public static string? Write(string? continuation) =>
        string.IsNullOrEmpty(continuation) ? null : Convert.ToHexStringLower(Encoding.UTF8.GetBytes(continuation));
}
