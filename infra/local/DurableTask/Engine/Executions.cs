using System.Globalization;
using System.Security.Cryptography;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Names of executions. A client's start draws one at random, a sub-orchestration's follows from the call that made
/// it, continue-as-new counts on: so the same start, tried twice, is seen to be the same.
/// </summary>
internal static class Executions
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string OfChild(string parent, int call) =>
        string.Create(CultureInfo.InvariantCulture, $"{parent}.{call:x4}");

    public static string Next(string execution, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root(execution)}~{generation:x}");

    public static bool HaveSameRoot(string one, string other) =>
        string.Equals(Root(one), Root(other), StringComparison.Ordinal);

    private static string Root(string execution)
    {
        var mark = execution.LastIndexOf('~');
        return mark > execution.LastIndexOf('.') ? execution[..mark] : execution;
    }
}
