using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Examples of UAX #15 and its conformance test, and the letters of Kazakh and Russian.</summary>
public sealed class NormalFormCTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("KZ-0001 №5", "KZ-0001 №5")]
    [InlineData("И\u0306е\u0308", "Йё")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u2126", "\u03A9")]
    // Marks are sorted by class before they compose.
    [InlineData("s\u0307\u0323", "\u1E69")]
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    // A mark of the same class blocks.
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    // A letter between blocks too, and so does a joiner.
    [InlineData("И1\u0306", "И1\u0306")]
    [InlineData("И\u034F\u0306", "И\u034F\u0306")]
    // Excluded from composition.
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\uFB1D", "\u05D9\u05B4")]
    // Hangul is computed.
    [InlineData("\u1100\u1161", "\uAC00")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("\uAC01\u11A8", "\uAC01\u11A8")]
    // Outside the basic plane.
    [InlineData("\U00011099\U000110BA", "\U0001109A")]
    [InlineData("\U0002F800", "\u4E3D")]
    public void Of_Text_ComposesIt(string text, string composed)
    {
        Assert.Equal(composed, NormalFormC.Of(text));
        Assert.Equal(composed, NormalFormC.Of(composed));
    }
}
