using System.Globalization;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Where the journal ends, as a row that every commit replaces. Stored shape: the names of its properties are frozen.
/// </summary>
/// <param name="Size">How many entries the journal has.</param>
/// <param name="Root">The root of their tree.</param>
/// <param name="Frontier">The tree's right edge, as <see cref="MerkleFrontier.ToBytes"/> gives it.</param>
/// <param name="Pages">How many pages hold the entries.</param>
/// <param name="At">The moment of the last entry.</param>
/// <param name="CommitId">The id of the last commit.</param>
/// <param name="ETag">The version of the row, which the next commit must name.</param>
public sealed record JournalHead(
    long Size, byte[] Root, byte[] Frontier, long Pages, DateTimeOffset At, string CommitId, ETag ETag)
{
    /// <summary>The key of the head's row.</summary>
    public const string RowKey = "head";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";
    private const string SizeName = "size";
    private const string RootName = "root";
    private const string FrontierName = "frontier";
    private const string PagesName = "pages";
    private const string AtName = "at";
    private const string CommitName = "commit";

    internal TableEntity ToRow(string partition) => new(partition, RowKey)
    {
        [SizeName] = Size,
        [RootName] = Root,
        [FrontierName] = Frontier,
        [PagesName] = Pages,
        [AtName] = At.ToString(TimeFormat, CultureInfo.InvariantCulture),
        [CommitName] = CommitId,
    };

    internal static JournalHead FromRow(TableEntity row)
    {
        const string place = "The head";
        var at = DateTimeOffset.TryParseExact(
            RowReader.Text(row, AtName, place),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read)
            ? read
            : throw RowReader.Corrupt(AtName, place);
        return new JournalHead(
            RowReader.Int64(row, SizeName, place),
            RowReader.Hash(row, RootName, place),
            RowReader.Binary(row, FrontierName, place),
            RowReader.Int64(row, PagesName, place),
            at,
            RowReader.Text(row, CommitName, place),
            row.ETag);
    }
}
