using System.Globalization;
using System.Text;
using System.Text.Json;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Tests.Journal;

public sealed class CanonicalJsonTests
{
    /// <summary>RFC 8785, appendix B: the bits of a double and its text.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Canonicalize_NumberOfTheRfc_PrintsAsEcmaScript(string bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(
            ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Check(value.ToString("R", CultureInfo.InvariantCulture), expected);
    }

    /// <summary>Texts as the parser meets them; RFC 8785, 3.2.2 and 3.2.4, and edges of the printed forms.</summary>
    [Theory]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("1E30", "1e+30")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("56.0", "56")]
    [InlineData("-0", "0")]
    [InlineData("1.5e20", "150000000000000000000")]
    [InlineData("1.25e-7", "1.25e-7")]
    [InlineData("123456789012345678", "123456789012345680")]
    public void Canonicalize_NumberText_PrintsAsEcmaScript(string json, string expected) => Check(json, expected);

    [Fact]
    public void Canonicalize_ExampleOfSection322_GivesItsBytes() => Check(
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """,
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"""
        + """
        "string":"€$\u000f\nA'B\"\\\\\"/"}
        """);

    [Fact]
    public void Canonicalize_NamesOfSection323_SortsByUtf16CodeUnits() => Check(
        """
        {
          "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """,
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        + "\"ö\":\"Latin Small Letter O With Diaeresis\","
        + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    [Fact]
    public void Canonicalize_EveryControlCharacter_TakesTheShortestEscape()
    {
        var json = "\"" + string.Concat(Enumerable.Range(0, 32).Select(code => $"\\u{code:X4}")) + "\\u007f\\u2028\"";
        Check(
            json,
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\\u0010"
            + "\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
            + "\\u001e\\u001f"
            + "\u007f\u2028\"");
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("{\"b\":[{\"z\":1,\"a\":{}}],\"a\":\"\"}", "{\"a\":\"\",\"b\":[{\"a\":{},\"z\":1}]}")]
    [InlineData("{\"a\":1,\"A\":2,\"aa\":3,\"\":4}", "{\"\":4,\"A\":2,\"a\":1,\"aa\":3}")]
    public void Canonicalize_Structure_IsSortedWithoutWhiteSpace(string json, string expected) => Check(json, expected);

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":1}")]
    [InlineData("[{\"x\":{\"n\":1,\"m\":2,\"n\":3}}]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("1e400")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("[1,]")]
    [InlineData("/* c */ 1")]
    [InlineData("NaN")]
    [InlineData("01")]
    public void Canonicalize_WhatHasNoCanonicalForm_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Canonicalize_BytesThatAreNoUtf8_AreRefused() =>
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Canonicalize([(byte)'"', 0xff, (byte)'"']));

    [Fact]
    public void Canonicalize_ItsOwnResult_ChangesNothing()
    {
        var random = new Random(8785);
        for (var round = 0; round < 20_000; round++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value))
                continue;
            var once = CanonicalJson.Canonicalize(
                Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture)));
            Assert.Equal(once, CanonicalJson.Canonicalize(once));
            Assert.Equal(value, double.Parse(Encoding.UTF8.GetString(once), CultureInfo.InvariantCulture));
        }
    }

    private static void Check(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(bytes)));
        using var document = JsonDocument.Parse(bytes);
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(document.RootElement)));
    }
}
