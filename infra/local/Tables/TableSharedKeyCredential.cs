// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>The name and a key of a storage account. Safe for use by several threads.</summary>
public class TableSharedKeyCredential
{
    private volatile byte[] key;

    /// <summary>A credential for an account.</summary>
    /// <param name="accountName">The account.</param>
    /// <param name="accountKey">One of its keys, in base64.</param>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    /// <summary>The account.</summary>
    public string AccountName { get; }

    /// <summary>Replaces the key, for the requests that follow.</summary>
    /// <param name="accountKey">A key of the account, in base64.</param>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        key = Convert.FromBase64String(accountKey);
    }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
