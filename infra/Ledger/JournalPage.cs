using System.Buffers.Binary;
using System.Globalization;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The entries of one commit, as a row. Stored shape: the names of its properties are frozen.
/// </summary>
/// <param name="Number">The page's number, from 0, without gaps.</param>
/// <param name="First">The number of its first entry.</param>
/// <param name="Count">How many entries it has, 1 or more.</param>
/// <param name="Data">The canonical bytes of the entries, each with its length before it.</param>
/// <param name="CommitId">The id that the writer drew for the commit, by which it recognises its own page.</param>
/// <param name="PreviousRoot">The root of the tree before the page.</param>
/// <param name="Root">The root of the tree with the page.</param>
public sealed record JournalPage(
    long Number, long First, int Count, byte[] Data, string CommitId, byte[] PreviousRoot, byte[] Root)
{
    private const string FirstName = "first";
    private const string CountName = "count";
    private const string CommitName = "commit";
    private const string PreviousRootName = "previousRoot";
    private const string RootName = "root";

    /// <summary>The key of a page's row; keys sort as numbers do.</summary>
    public static string RowKeyOf(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"p{number:000000000000}");

    /// <summary>The entries' bytes one after another, each with its length before it.</summary>
    /// <exception cref="ArgumentException">They are none, or more than a page takes.</exception>
    public static byte[] Join(IReadOnlyList<byte[]> entries)
    {
        var length = entries.Sum(entry => (long)entry.Length + JournalLimits.LengthPrefixBytes);
        if (entries.Count == 0 || length > JournalLimits.PageBytes)
            throw new ArgumentException($"A page takes 1 to {JournalLimits.PageBytes} bytes of entries, not {length}.");
        var data = new byte[length];
        var rest = data.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, entry.Length);
            entry.CopyTo(rest[JournalLimits.LengthPrefixBytes..]);
            rest = rest[(JournalLimits.LengthPrefixBytes + entry.Length)..];
        }
        return data;
    }

    /// <summary>The bytes of each entry, in order.</summary>
    /// <exception cref="JournalCorruptException">The lengths do not fit the data, or the count is another.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Split()
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        var rest = Data.AsMemory();
        while (!rest.IsEmpty)
        {
            if (!BinaryPrimitives.TryReadInt32BigEndian(rest.Span, out var length))
                length = -1;
            if (length < 1 || length > rest.Length - JournalLimits.LengthPrefixBytes)
                throw new JournalCorruptException($"Page {Number}: entry {First + entries.Count} has a wrong length.");
            entries.Add(rest.Slice(JournalLimits.LengthPrefixBytes, length));
            rest = rest[(JournalLimits.LengthPrefixBytes + length)..];
        }
        if (entries.Count != Count || Count == 0)
            throw new JournalCorruptException($"Page {Number} says {Count} entries and has {entries.Count}.");
        return entries;
    }

    internal TableEntity ToRow(string partition)
    {
        var row = new TableEntity(partition, RowKeyOf(Number))
        {
            [FirstName] = First,
            [CountName] = Count,
            [CommitName] = CommitId,
            [PreviousRootName] = PreviousRoot,
            [RootName] = Root,
        };
        for (var start = 0; start < Data.Length; start += JournalLimits.PropertyBytes)
        {
            var part = Data.AsSpan(start, Math.Min(JournalLimits.PropertyBytes, Data.Length - start));
            row[DataName(start / JournalLimits.PropertyBytes)] = part.ToArray();
        }
        return row;
    }

    internal static JournalPage FromRow(TableEntity row)
    {
        // A page's number is read from its key, so a row that was moved to another key breaks the order of numbers.
        if (!long.TryParse(row.RowKey.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || RowKeyOf(number) != row.RowKey)
            throw new JournalCorruptException($"Row '{row.RowKey}' is no page of the journal.");
        var place = $"Page {number}";
        return new JournalPage(
            number,
            RowReader.Int64(row, FirstName, place),
            RowReader.Int32(row, CountName, place),
            ReadData(row, place),
            RowReader.Text(row, CommitName, place),
            RowReader.Hash(row, PreviousRootName, place),
            RowReader.Hash(row, RootName, place));
    }

    private static byte[] ReadData(TableEntity row, string place)
    {
        var parts = new List<byte[]>();
        while (parts.Count < JournalLimits.PageProperties && row.ContainsKey(DataName(parts.Count)))
            parts.Add(RowReader.Binary(row, DataName(parts.Count), place));
        var data = new byte[parts.Sum(part => part.Length)];
        var position = 0;
        foreach (var part in parts)
        {
            part.CopyTo(data, position);
            position += part.Length;
        }
        return data;
    }

    private static string DataName(int part) => string.Create(CultureInfo.InvariantCulture, $"d{part}");
}
