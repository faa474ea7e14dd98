using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Infra.Excel;

/// <summary>
/// Ends the scan of a file from within a stream or an XML reader, where no value can be returned. It never leaves
/// <see cref="PlanWorkbook"/>, which turns it into the issue that it carries.
/// </summary>
internal sealed class WorkbookRefusedException(Issue issue) : Exception(issue.Text.En)
{
    internal Issue Issue { get; } = issue;
}
