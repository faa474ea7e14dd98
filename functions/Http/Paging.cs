using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Http;

/// <summary>How much of a list is asked for.</summary>
internal static class Paging
{
    /// <summary>Reads <c>?take=</c>; what is more than the maximum is cut to it.</summary>
    /// <returns>False when it is no positive whole number.</returns>
    public static bool TryTake(HttpRequest request, int otherwise, int maximum, out int take)
    {
        take = otherwise;
        string? text = request.Query["take"];
        if (string.IsNullOrEmpty(text))
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take < 1)
            return false;
        take = Math.Min(take, maximum);
        return true;
    }

    /// <summary>Reads a whole number, 0 or more, that may be absent.</summary>
    /// <returns>False when it is there and is no such number.</returns>
    public static bool TryNumber(HttpRequest request, string name, out long? number)
    {
        number = null;
        string? text = request.Query[name];
        if (string.IsNullOrEmpty(text))
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = value;
        return true;
    }

    /// <summary>Reads a date that may be absent.</summary>
    /// <returns>False when it is there and is no date.</returns>
    public static bool TryDate(HttpRequest request, string name, out DateOnly? date)
    {
        date = null;
        string? text = request.Query[name];
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
            return false;
        date = value;
        return true;
    }
}
