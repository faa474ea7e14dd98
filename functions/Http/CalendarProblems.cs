using CarbonRegistry.Domain.Law;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Http;

/// <summary>A term that leaves the years of the calendar is not computed.</summary>
internal static class CalendarProblems
{
    /// <summary>422.</summary>
    public static IResult NotCovered(HttpRequest request, DateOnly from)
    {
        var refusal = RefusalCatalogue.Refuse(RefusalCode.CalendarNotCovered, from.ToString("yyyy-MM-dd", null));
        return Answers.Problem(
            request, StatusCodes.Status422UnprocessableEntity, RefusalNames.Of(refusal.Code), refusal.Text);
    }
}
