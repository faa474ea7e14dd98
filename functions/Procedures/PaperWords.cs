using System.Globalization;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The papers of ¶13 and ¶24 in words: a letter does not speak in JSON pointers.</summary>
internal static class PaperWords
{
    private static readonly LocalizedText All = new(
        "өкілдердің ЖСН көрсетілген сенімхат",
        "доверенность на представителей с указанием их ИИН",
        "a power of attorney for the representatives with their IIN");

    private static readonly LocalizedText OfRepresentative = new(
        "{0}-өкілдің сенімхаты",
        "доверенность представителя № {0}",
        "the power of attorney of representative no. {0}");

    private static readonly LocalizedText Approval = new(
        "офсеттік жобаны мақұлдау",
        "одобрение офсетного проекта",
        "the approval of the offset project");

    private static readonly LocalizedText OfApplicant = new(
        "{0}-өтініш беруші өкілдерінің ЖСН көрсетілген сенімхаты",
        "доверенность на представителей заявителя № {0} с указанием их ИИН",
        "a power of attorney for the representatives of applicant no. {0} with their IIN");

    private static readonly LocalizedText OfApplicantsRepresentative = new(
        "{0}-өтініш берушінің {1}-өкілінің сенімхаты",
        "доверенность представителя № {1} заявителя № {0}",
        "the power of attorney of representative no. {1} of applicant no. {0}");

    /// <summary>The missing papers, separated by commas.</summary>
    /// <param name="pointers">JSON pointers into the application.</param>
    public static LocalizedText Of(IReadOnlyList<string> pointers)
    {
        var words = pointers.Select(OfOne).ToList();
        return new(
            string.Join(", ", words.Select(text => text.Kk)),
            string.Join(", ", words.Select(text => text.Ru)),
            string.Join(", ", words.Select(text => text.En)));
    }

    private static LocalizedText OfOne(string pointer) => pointer.Split('/') switch
    {
        ["", "representatives"] => All,
        ["", "representatives", var person, "powerOfAttorney"] => OfRepresentative.With(Number(person)),
        ["", "approval"] => Approval,
        ["", "applicants", var applicant, "representatives"] => OfApplicant.With(Number(applicant)),
        ["", "applicants", var applicant, "representatives", var person, "powerOfAttorney"] =>
            OfApplicantsRepresentative.With(Number(applicant), Number(person)),
        _ => new LocalizedText(pointer, pointer, pointer),
    };

    private static int Number(string index) => int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture) + 1;
}
