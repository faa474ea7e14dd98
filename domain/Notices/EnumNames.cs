namespace CarbonRegistry.Domain.Notices;

/// <summary>Names of enum members as documents write them: camelCase.</summary>
internal static class EnumNames
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
