namespace CarbonRegistry.Verifier;

/// <summary>Something in the published files does not hold; the message names the first place.</summary>
public sealed class UnprovedException(string place, string what) : Exception($"{place}: {what}")
{
    /// <summary>An entry does not hold.</summary>
    public static UnprovedException Entry(long n, string what) => new($"entry {n}", what);
}
