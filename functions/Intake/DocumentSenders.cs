using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Access;

namespace CarbonRegistry.Functions.Intake;

/// <summary>Who may hand in a document over HTTP: nobody speaks for another person (interfaces, section 6).</summary>
internal static class DocumentSenders
{
    /// <summary>True when the caller acts for the document's issuer.</summary>
    public static bool MaySend(Caller caller, IdentificationNumber issuer, RegistrySettings settings)
    {
        if (caller.Is(Role.Auditor))
            return false;
        if (caller.Is(Role.Authority) && issuer == settings.Authority)
            return true;
        if (caller.Is(Role.Registrar) && issuer == settings.SystemOperator)
            return true;
        return caller.IsAny(Role.Holder, Role.Exchange) && caller.Party == issuer.Text;
    }

    /// <summary>
    /// True when the caller may hand in a National Plan: the authority alone. Nobody may refuse a plan, so staff who
    /// could send one could issue units on their own.
    /// </summary>
    public static bool MaySendPlan(Caller caller) => caller.Is(Role.Authority) && !caller.Is(Role.Auditor);

    /// <summary>True when the caller may send documents at all, before anything of theirs is read or kept.</summary>
    public static bool MaySendSomething(Caller caller) =>
        !caller.Is(Role.Auditor) && caller.IsAny(Role.Authority, Role.Registrar, Role.Holder, Role.Exchange);
}
