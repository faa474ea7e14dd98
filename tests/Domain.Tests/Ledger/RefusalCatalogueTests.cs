using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Tests.Ledger;

public sealed partial class RefusalCatalogueTests
{
    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void All_EveryCode_HasAProvisionAndASentenceInEachLanguage(RefusalCode code)
    {
        var template = Assert.Single(RefusalCatalogue.All, template => template.Code == code);
        Assert.Matches("^(Order 221 )?¶[0-9]+$|^(Civil )?Code [0-9]+(\\([0-9]+\\))?$", template.Paragraph);
        string[] sentences = [template.Text.Kk, template.Text.Ru, template.Text.En];
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence));
        Assert.Matches("\\p{IsCyrillic}", template.Text.Kk);
        Assert.Matches("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", template.Text.Kk);
        Assert.Matches("\\p{IsCyrillic}", template.Text.Ru);
        Assert.DoesNotMatch("[әғқңөұүһі]", template.Text.Ru);
        Assert.DoesNotMatch("\\p{IsCyrillic}", template.Text.En);
        Assert.Equal(Places(template.Text.En), Places(template.Text.Ru));
        Assert.Equal(Places(template.Text.En), Places(template.Text.Kk));
    }

    [Fact]
    public void All_StandInTheOrderOfTheCodes() =>
        Assert.Equal(Enum.GetValues<RefusalCode>(), RefusalCatalogue.All.Select(template => template.Code));

    [Fact]
    public void Refuse_WithParticulars_SaysThemInEachLanguage()
    {
        var refusal = RefusalCatalogue.Refuse(RefusalCode.InsufficientUnits, "KZ-5-1-20", 3, 5);
        Assert.Equal("¶2", refusal.Paragraph);
        Assert.Equal("The account KZ-5-1-20 has 3 units for the move, 5 are needed.", refusal.Text.En);
        Assert.Equal("На счёте KZ-5-1-20 для операции имеется единиц: 3, требуется: 5.", refusal.Text.Ru);
        Assert.Equal("KZ-5-1-20 шотында операция үшін 3 бірлік бар, 5 бірлік қажет.", refusal.Text.Kk);
    }

    [Fact]
    public void Refuse_UnderACloserProvisionWithATextAsParticular_PutsItInEachLanguage()
    {
        var reason = new LocalizedText("себебі", "причина", "reason");
        var refusal = RefusalCatalogue.Refuse(RefusalCode.RefusedByRegistrar, "¶14", [reason]);
        Assert.Equal("¶14", refusal.Paragraph);
        Assert.Equal(
            ("Тіркеуші бас тартты: себебі.", "Регистратор отказал: причина.", "A registrar refused: reason."),
            (refusal.Text.Kk, refusal.Text.Ru, refusal.Text.En));
    }

    [Fact]
    public void Refuse_WithoutParticulars_ShowsADash() => Assert.Equal(
        "There is no such account: —.", RefusalCatalogue.Refuse(RefusalCode.AccountNotFound).Text.En);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
