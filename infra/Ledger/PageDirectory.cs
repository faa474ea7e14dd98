using System.Runtime.InteropServices;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>Which page holds which entry: four bytes a page. Not safe for use by several threads.</summary>
internal sealed class PageDirectory
{
    private readonly List<int> firsts = [];

    /// <summary>How many pages there are.</summary>
    public int Count => firsts.Count;

    /// <summary>Adds the next page by the number of its first entry.</summary>
    public void Add(long first) => firsts.Add(checked((int)first));

    /// <summary>The page of an entry that stands.</summary>
    public int PageOf(long n)
    {
        var at = firsts.BinarySearch(checked((int)n));
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The number of a page's first entry.</summary>
    public long FirstOf(int page) => firsts[page];

    /// <summary>The first entries of all pages.</summary>
    public int[] ToArray() => [.. firsts];

    /// <summary>Makes a directory of what <see cref="ToArray"/> gave.</summary>
    /// <exception cref="InvalidDataException">The numbers do not grow from 0.</exception>
    public static PageDirectory Of(ReadOnlySpan<int> firsts)
    {
        var directory = new PageDirectory();
        foreach (var first in firsts)
        {
            if (directory.Count == 0 ? first != 0 : first <= directory.firsts[^1])
                throw new InvalidDataException("The pages of a snapshot are out of order.");
            directory.firsts.Add(first);
        }
        return directory;
    }

    /// <summary>Writes the directory as <see cref="Of"/> reads it.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<int> firsts)
    {
        writer.Write(firsts.Length);
        writer.Write(MemoryMarshal.AsBytes(firsts));
    }
}
