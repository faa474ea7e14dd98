using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions;
using CarbonRegistry.Infra.Ledger.Publication;
using Microsoft.Extensions.Configuration;

namespace CarbonRegistry.Domain.Tests.Functions;

public sealed class SettingsTests
{
    internal static RegistrySettings Settings(params (string Key, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>
        {
            ["Registry:AuthorityBin"] = "131040012349",
            ["Registry:OperatorBin"] = "120140000007",
        };
        foreach (var (key, value) in changes)
            values[key] = value;
        return new RegistrySettings(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    [Fact]
    public void Settings_OfTheSample_AreRead()
    {
        var settings = Settings();

        Assert.Equal(("131040012349", "120140000007"), (settings.Authority.Text, settings.SystemOperator.Text));
        Assert.Equal(new TimeOnly(17, 0), settings.ExecuteAt);
        Assert.NotNull(Settings(("Signatures:Required", "False")));
        Assert.Equal(new TimeOnly(9, 30), Settings(("Deadlines:ExecuteAt", "09:30")).ExecuteAt);
    }

    [Fact]
    public void Settings_OfImmutability_AreDaysOrASpanAndOffByDefault()
    {
        Assert.Equal(new ImmutableSettings(null, false), Settings().Immutable);
        Assert.Equal(TimeSpan.FromDays(3650), Settings(("Journal:ImmutableFor", "3650")).Immutable.KeptFor);
        Assert.Equal(
            new ImmutableSettings(new TimeSpan(1, 12, 0, 0), true),
            Settings(("Journal:ImmutableFor", "1.12:00:00"), ("Journal:ImmutableLocked", "true")).Immutable);
    }

    [Theory]
    [InlineData("Journal:ImmutableFor", "0")]
    [InlineData("Journal:ImmutableFor", "-1")]
    [InlineData("Journal:ImmutableFor", "ten years")]
    [InlineData("Journal:ImmutableLocked", "yes")]
    [InlineData("Registry:AuthorityBin", null)]
    [InlineData("Registry:AuthorityBin", "131040012340")]
    [InlineData("Registry:OperatorBin", "820101300307")]
    [InlineData("Registry:OperatorBin", " 120140000007")]
    [InlineData("Signatures:Required", "true")]
    [InlineData("Signatures:Required", "True")]
    [InlineData("Signatures:Required", "1")]
    [InlineData("Signatures:Required", "yes")]
    [InlineData("Deadlines:ExecuteAt", "25:00")]
    [InlineData("Deadlines:ExecuteAt", "5 pm")]
    [InlineData("Deadlines:ExecuteAt", "9:30")]
    [InlineData("Deadlines:ExecuteAt", "17:00:00")]
    public void Settings_ThatCannotBeRead_AreNamed(string key, string? value)
    {
        var fault = Assert.Throws<SettingException>(() => Settings((key, value)));

        Assert.Contains(key.Replace(":", "__", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("", 2)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    public void ApprovalsFor_AKind_IsTheSettingOrTheLaw(string? value, int approvals) => Assert.Equal(
        approvals, Settings(("Approvals:accountApplication", value)).ApprovalsFor("accountApplication", Term));

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData(" 1")]
    public void ApprovalsFor_AnotherNumber_IsNamed(string value)
    {
        var settings = Settings(("Approvals:accountApplication", value));
        var fault = Assert.Throws<SettingException>(() => settings.ApprovalsFor("accountApplication", Term));

        Assert.Contains("Approvals__accountApplication", fault.Message, StringComparison.Ordinal);
    }

    private static Term Term => Terms.For(RegulatedAct.AccountApplication, new DateOnly(2022, 8, 3));
}
