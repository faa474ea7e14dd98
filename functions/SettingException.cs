namespace CarbonRegistry.Functions;

/// <summary>
/// A setting that cannot be used; the message names it and is meant for the person who starts the host.
/// </summary>
public sealed class SettingException : Exception
{
    /// <summary>Names the setting.</summary>
    public SettingException(string message)
        : base(message)
    {
    }
}
