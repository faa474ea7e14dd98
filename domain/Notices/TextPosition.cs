using System.Text;

namespace CarbonRegistry.Domain.Notices;

/// <summary>A place in a text as an editor shows it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in the line, from 1.</param>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of a byte; only what stands before it must be UTF-8.</summary>
    public static TextPosition Of(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Clamp(offset, 0, utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new TextPosition(
            before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
