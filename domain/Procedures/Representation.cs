using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>¶13.2: an account is kept by representatives, and one of them must be able to act on the day.</summary>
internal static class Representation
{
    /// <summary>The reason against the application; null when a power of attorney is valid on the day.</summary>
    /// <param name="application">The application with the papers that came since.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    public static Refusal? Check(AccountApplication application, DateOnly on)
    {
        if (application.Representatives.Any(person => person.PowerOfAttorney is { } power && power.Expires >= on))
            return null;
        var names = string.Join(", ", application.Representatives.Select(person => person.Name));
        return RefusalCatalogue.Refuse(
            RefusalCode.PowerOfAttorneyNotValid, names, on.ToString("yyyy-MM-dd", null));
    }
}
