using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class ProcedureIdTests
{
    private static readonly IdentificationNumber Authority = IdentificationNumber.Parse("131040012349");

    [Theory]
    [InlineData("12-03/701", "12-03_701~037611c6")]
    [InlineData("З-001", "З-001")]
    [InlineData("1.2_3-Қ", "1.2_3-Қ")]
    // Digits of any script stay; a letter outside the basic plane stays.
    [InlineData("٣७", "٣७")]
    [InlineData("\U00010400", "\U00010400")]
    // A composed letter is one letter, however it was written.
    [InlineData("И\u0306", "Й")]
    public void Of_Number_KeepsWhatIdsMayCarry(string number, string safe)
    {
        var id = ProcedureId.Of(DocumentKind.InstallationLiquidation, Authority, 2022, number);
        Assert.Equal(safe, id.SafeNumber);
        Assert.Equal($"installationLiquidation.131040012349.2022.{safe}", id.ToString());
    }

    [Theory]
    [InlineData("12 03", "12_03~")]
    [InlineData("№5", "_5~")]
    [InlineData("a~b", "a_b~")]
    [InlineData("\U0001F600", "_~")]
    [InlineData("Ⅷ", "_~")]
    // A mark that composes with nothing is no letter.
    [InlineData("Щ\u0306", "Щ_~")]
    [InlineData("../x", ".._x~")]
    public void Of_NumberWithOtherCharacters_ReplacesThemAndAddsADigest(string number, string start)
    {
        var safe = ProcedureId.Of(DocumentKind.Withdrawal, Authority, 2022, number).SafeNumber;
        Assert.StartsWith(start, safe, StringComparison.Ordinal);
        Assert.Equal(start.Length + 8, safe.Length);
        Assert.All(safe[^8..], digit => Assert.True(char.IsAsciiHexDigitLower(digit)));
    }

    [Fact]
    public void OfPlan_Order_NamesPeriodAndOrder()
    {
        var id = ProcedureId.OfPlan(PlanPeriod.Parse("2022-2025"), "525-Д");
        Assert.Equal("planInForce.2022-2025.525-Д", id.ToString());
        Assert.Equal(PlanPeriod.Parse("2022-2025"), id.Period);
        Assert.Null(id.Kind);
        Assert.Equal(id, ProcedureId.Parse(id.ToString()));
    }

    [Fact]
    public void OfPlanAmendment_Order_NamesPeriodAndOrder()
    {
        var id = ProcedureId.OfPlanAmendment(PlanPeriod.Parse("2022-2025"), "526.Д");
        Assert.Equal("planAmendment.2022-2025.526.Д", id.ToString());
        Assert.Equal((PlanPeriod.Parse("2022-2025"), "526.Д"), (id.Period, id.SafeNumber));
        Assert.Equal(id, ProcedureId.Parse(id.ToString()));
        Assert.False(ProcedureId.TryParse("planAmendment.2025-2022.526", out _));
    }

    [Theory]
    [InlineData("accountApplication.050440556852.2022.З-001")]
    [InlineData("accountApplication.050440556852.2022.a.b.c")]
    [InlineData("installationLiquidation.131040012349.2022.12-03_701~037611c6")]
    [InlineData("accountApplication.p-7f3a.2022.1")]
    [InlineData("planInForce.2022-2025.525-Д")]
    [InlineData("planInForce.2022-2025.5.2.5")]
    [InlineData("planInForce.2022-2025.5_2~00000000")]
    public void TryParse_PrintedId_PrintsTheSame(string text)
    {
        Assert.True(ProcedureId.TryParse(text, out var id));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("accountApplication")]
    [InlineData("accountApplication.050440556852.2022")]
    [InlineData("accountApplication.050440556852.2022.")]
    [InlineData("AccountApplication.050440556852.2022.1")]
    [InlineData("letter.050440556852.2022.1")]
    [InlineData("accountApplication.050440556853.2022.1")]
    [InlineData("accountApplication..2022.1")]
    [InlineData("accountApplication.a/b.2022.1")]
    [InlineData("accountApplication.050440556852.22.1")]
    [InlineData("accountApplication.050440556852.0000.1")]
    [InlineData("accountApplication.050440556852.2022.1/2")]
    [InlineData("accountApplication.050440556852.2022.1 ")]
    [InlineData("accountApplication.050440556852.2022.12~037611c6")]
    [InlineData("accountApplication.050440556852.2022.1_2~037611C6")]
    [InlineData("accountApplication.050440556852.2022.1_2~037611c")]
    [InlineData("accountApplication.050440556852.2022.1_2~037611c6~037611c6")]
    [InlineData("accountApplication.050440556852.2022.И\u0306")]
    [InlineData("planInForce.2022.1")]
    [InlineData("planInForce.2022-2025")]
    [InlineData("planInForce.2022-2025.")]
    [InlineData("planInForce.2025-2022.1")]
    public void TryParse_OtherText_IsRefused(string? text)
    {
        Assert.False(ProcedureId.TryParse(text, out var id));
        Assert.Equal("", id.ToString());
        Assert.Equal("", id.SafeNumber);
    }

    [Fact]
    public void JournalForm_OfNaturalPerson_HasNoIin()
    {
        var iin = IdentificationNumber.Parse("850315300128");
        var id = ProcedureId.Of(DocumentKind.AccountApplication, iin, 2022, "1/2");
        var form = PersonalData.JournalForm(id, number => number == iin ? "p-7f3a" : "");
        Assert.Equal($"accountApplication.p-7f3a.2022.{id.SafeNumber}", form.ToString());
        Assert.False(PersonalData.NamesNaturalPerson(form));
        Assert.Equal(form, PersonalData.JournalForm(form, _ => throw new InvalidOperationException("Asked again.")));
        Assert.Equal(form, ProcedureId.Parse(form.ToString()));
    }

    [Theory]
    [InlineData("accountApplication.050440556852.2022.1")]
    [InlineData("planInForce.2022-2025.1")]
    public void JournalForm_OfOthers_IsTheSame(string text)
    {
        var id = ProcedureId.Parse(text);
        Assert.Equal(id, PersonalData.JournalForm(id, _ => throw new InvalidOperationException("Nobody to hide.")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("850315300129")]
    public void WithIssuer_TextThatIsNoOpaqueId_Throws(string opaque)
    {
        var id = ProcedureId.Parse("accountApplication.050440556852.2022.1");
        Assert.Throws<ArgumentException>(() => id.WithIssuer(opaque));
    }
}
