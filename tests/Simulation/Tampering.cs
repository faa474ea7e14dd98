using CarbonRegistry.Simulation.Judging;
using CarbonRegistry.Simulation.Machine;

namespace CarbonRegistry.Simulation;

/// <summary>
/// Somebody with the key of the storage account changes one stored row or snapshot. A process that starts on it must
/// stop all postings, or, where a snapshot alone was changed, come to the same state without it.
/// </summary>
internal static class Tampering
{
    /// <summary>Changes one thing and asks a process that starts then.</summary>
    public static void Try(World world, Random random)
    {
        var rows = world.Storage.Rows;
        var pages = rows.Keys.Where(key => key != "head").ToList();
        var page = pages[random.Next(pages.Count)];
        var what = random.Next(9);
        switch (what)
        {
            case 0:
                rows.Remove(page);
                break;
            case 1:
                rows.Remove("head");
                break;
            case 2:
                Copy(rows, pages[random.Next(pages.Count)], page);
                break;
            case 3:
                var head = rows.Find("head")!;
                head["size"] = head.GetInt64("size") - 1;
                rows.Put(head);
                break;
            case 4:
                Flip(rows, "head", random);
                break;
            case 5 or 6:
                FlipSnapshot(world, random);
                CheckSameState(world);
                return;
            default:
                Flip(rows, page, random);
                break;
        }
        CheckStopped(world, $"Tampering {what} with {page}", what == 2 && IsWhole(world));
    }

    private static void CheckStopped(World world, string what, bool isWhole)
    {
        var process = world.Restart(withSnapshots: false);
        var published = world.Heads[^1];
        var stops = process.Ledger.Frozen is not null || !process.Ledger.Contains(published.Size, published.Root);
        Judge.Require(stops || isWhole, $"{what} goes unnoticed.");
        Judge.Require(!isWhole || process.Ledger.Frozen is null, $"{what} changed nothing, and the ledger stops.");
    }

    private static void CheckSameState(World world)
    {
        var process = world.Restart(withSnapshots: true);
        Judge.Require(process.Ledger.Frozen is null, $"A bad snapshot stops the ledger: {process.Ledger.Frozen}");
        world.Ask(process, async () =>
        {
            await world.CompareAsync(process.Ledger);
            return true;
        });
    }

    /// <summary>True when the page was copied onto itself.</summary>
    private static bool IsWhole(World world)
    {
        var bytes = world.Judge.Entries.SelectMany(entry => entry.ToArray());
        var stored = world.Storage.Rows.Between("", "q").Where(row => row.RowKey != "head")
            .SelectMany(row => Judge.Split(row).SelectMany(entry => entry.ToArray()));
        return bytes.SequenceEqual(stored);
    }

    private static void Copy(SimulatedRows rows, string from, string onto)
    {
        var row = rows.Find(from)!;
        row.RowKey = onto;
        rows.Put(row);
    }

    private static void Flip(SimulatedRows rows, string key, Random random)
    {
        var row = rows.Find(key)!;
        var names = row.Keys.Where(name => row[name] is byte[]).Order(StringComparer.Ordinal).ToList();
        var name = names[random.Next(names.Count)];
        row[name] = Flipped(row.GetBinary(name), random);
        rows.Put(row);
    }

    private static void FlipSnapshot(World world, Random random)
    {
        var names = world.Storage.Blobs.Keys.ToList();
        if (names.Count == 0)
            return;
        var name = names[random.Next(names.Count)];
        world.Storage.Blobs[name] = Flipped(world.Storage.Blobs[name], random);
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
