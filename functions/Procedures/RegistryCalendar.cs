using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The calendar of working days by which the registry counts.</summary>
/// <param name="builtIn">The calendar that the registry was built with.</param>
public sealed class RegistryCalendar(WorkingCalendar builtIn)
{
    /// <summary>The calendar in force now.</summary>
    public ValueTask<WorkingCalendar> InForceAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(builtIn);
    }
}
