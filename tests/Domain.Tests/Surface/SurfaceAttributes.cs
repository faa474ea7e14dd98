using System.ComponentModel;
using System.Reflection;

namespace CarbonRegistry.Domain.Tests.Surface;

/// <summary>The attributes that change what a compiler says to a caller.</summary>
internal static class SurfaceAttributes
{
    public static string Of(MemberInfo member)
    {
        var notes = new List<string>();
        if (member.GetCustomAttribute<AttributeUsageAttribute>(false) is { } usage)
            notes.Add($"usable on {usage.ValidOn}{(usage.AllowMultiple ? ", many times" : "")}");
        if (member.GetCustomAttribute<ObsoleteAttribute>(false) is { } obsolete)
            notes.Add(obsolete.IsError ? "obsolete as an error" : "obsolete");
        if (member.GetCustomAttribute<EditorBrowsableAttribute>(false) is { State: EditorBrowsableState.Never })
            notes.Add("hidden from editors");
        if (member.IsDefined(typeof(FlagsAttribute), false))
            notes.Add("flags");
        return notes.Count == 0 ? "" : $" [{string.Join("; ", notes)}]";
    }
}
