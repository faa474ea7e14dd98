using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

public sealed partial class LedgerState
{
    /// <summary>
    /// The state of this moment, for a snapshot. It takes time for the accounts and their ranges only, not for the
    /// entries.
    /// </summary>
    public LedgerSnapshot Capture()
    {
        using var bytes = new MemoryStream();
        using var writer = new SnapshotWriter(bytes);
        WriteAccounts(writer);
        writer.Write(series.Count);
        foreach (var (key, sums) in series)
        {
            writer.Series(key);
            sums.WriteTo(writer);
        }
        WriteLines(writer);
        WriteHistory(writer);
        writer.Flush();
        return new LedgerSnapshot(bytes.ToArray(), instructions.Take());
    }

    internal static LedgerState Restore(Stream accounts, InstructionIndex instructions)
    {
        try
        {
            var state = new LedgerState(instructions);
            using var reader = new SnapshotReader(accounts);
            state.ReadAccounts(reader);
            for (var left = reader.ReadInt32(); left > 0; left--)
                state.series.Add(reader.Series(), SeriesState.Read(reader));
            state.ReadLines(reader);
            state.ReadHistory(reader);
            return accounts.Position == accounts.Length
                ? state
                : throw new InvalidDataException("The state has more bytes than it needs.");
        }
        catch (Exception error) when (error is ArgumentException or LedgerCorruptException or OverflowException)
        {
            throw new InvalidDataException("The state makes no sense: " + error.Message, error);
        }
    }

    private void WriteAccounts(SnapshotWriter writer)
    {
        writer.Write(accounts.Count);
        foreach (var account in accounts)
        {
            writer.Account(account.Number);
            writer.Text(account.Holder);
            writer.Text(account.Installation);
            writer.Text(account.Project);
            writer.Write7BitEncodedInt(account.Period?.FirstYear ?? 0);
            writer.Write7BitEncodedInt(account.Period?.LastYear ?? 0);
            writer.Write(account.IsClosed);
            writer.Write7BitEncodedInt(account.Grounds.Count);
            foreach (var ground in account.Grounds)
                writer.Ground(ground);
            writer.Write7BitEncodedInt(account.Shelves.Count);
            foreach (var shelf in account.Shelves)
                WriteShelf(writer, shelf);
        }
    }

    private static void WriteShelf(SnapshotWriter writer, Shelf shelf)
    {
        writer.Series(shelf.Series);
        writer.Write(shelf.RangeCount);
        long next = 0;
        foreach (var range in shelf.Ranges())
        {
            writer.Write7BitEncodedInt64(range.First - next);
            writer.Write7BitEncodedInt64(range.Last - range.First);
            writer.Attributes(range.Attributes);
            next = range.Last;
        }
    }

    private void ReadAccounts(SnapshotReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = reader.Account();
            var (holder, installation, project) = (reader.Text(), reader.Text(), reader.Text());
            var (first, last) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            // Opening it as an entry would checks that numbers have no gap and finds what the account follows.
            Open(Size, new Journal.EntryBody.AccountOpened(
                number, holder, installation, first == 0 ? null : new PlanPeriod(first, last))
            {
                Project = project,
            });
            var account = accounts[^1];
            account.IsClosed = reader.ReadBoolean();
            for (var grounds = reader.Read7BitEncodedInt(); grounds > 0; grounds--)
                account.InsertGround(account.Grounds.Count, reader.Ground());
            for (var shelves = reader.Read7BitEncodedInt(); shelves > 0; shelves--)
                ReadShelf(reader, account);
        }
    }

    private static void ReadShelf(SnapshotReader reader, AccountState account)
    {
        var series = reader.Series();
        long next = 0;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var first = next + reader.Read7BitEncodedInt64();
            next = first + reader.Read7BitEncodedInt64();
            if (!account.TryPut(new UnitBlock(series, new SerialRange(first, next)), reader.Attributes()))
                throw new InvalidDataException($"{account.Number} holds units twice.");
        }
    }

    private void WriteLines(SnapshotWriter writer)
    {
        writer.Write(lines.Count);
        foreach (var (line, units) in lines)
        {
            writer.Write(line);
            writer.Write(units.Count);
            foreach (var part in units)
            {
                writer.Series(part.Series);
                writer.Write7BitEncodedInt(part.AllocationYear);
                writer.Range(part.Range);
            }
        }
    }

    private void ReadLines(SnapshotReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var units = new List<LineUnits>();
            lines.Add(reader.ReadString(), units);
            for (var parts = reader.ReadInt32(); parts > 0; parts--)
                units.Add(new LineUnits(reader.Series(), reader.Read7BitEncodedInt(), reader.Range()));
        }
    }

    /// <summary>What single entries left behind: parts of split acts, corrections, what was overwritten.</summary>
    private void WriteHistory(SnapshotWriter writer)
    {
        writer.Write(splitParts.Count);
        foreach (var (entry, part) in splitParts)
        {
            writer.Write(entry);
            writer.Write(part.Units);
            writer.Write(part.Moves);
            writer.Account(part.From);
        }
        writer.Write(surrendered.Count);
        foreach (var ((installation, year), units) in surrendered)
        {
            writer.Write(installation);
            writer.Write7BitEncodedInt(year);
            writer.Write(units.Units);
            writer.Write(units.Offsets);
        }
        writer.Write(corrected.Count);
        foreach (var entry in corrected)
            writer.Write(entry);
        writer.Write(before.Count);
        foreach (var (entry, old) in before)
        {
            writer.Write(entry);
            writer.Text(old.Holder);
            writer.Write7BitEncodedInt(old.GroundIndex);
            writer.Write(old.Ground is not null);
            if (old.Ground is { } ground)
                writer.Ground(ground);
            writer.Write(old.Attributes?.Count ?? -1);
            foreach (var (move, attributes) in old.Attributes ?? [])
            {
                writer.Write(move);
                writer.Attributes(attributes);
            }
        }
    }

    private void ReadHistory(SnapshotReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
            splitParts.Add(
                reader.ReadInt64(), new SplitPart(reader.ReadInt64(), reader.ReadInt32(), reader.Account()));
        for (var left = reader.ReadInt32(); left > 0; left--)
            surrendered.Add(
                (reader.ReadString(), reader.Read7BitEncodedInt()),
                new YearSurrender(reader.ReadInt64(), reader.ReadInt64()));
        for (var left = reader.ReadInt32(); left > 0; left--)
            corrected.Add(reader.ReadInt64());
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var entry = reader.ReadInt64();
            var holder = reader.Text();
            var index = reader.Read7BitEncodedInt();
            var ground = reader.ReadBoolean() ? reader.Ground() : null;
            var count = reader.ReadInt32();
            var attributes = count < 0 ? null : new Dictionary<int, UnitAttributes>();
            for (var move = 0; move < count; move++)
                attributes!.Add(reader.ReadInt32(), reader.Attributes());
            before.Add(
                entry,
                new Before { Holder = holder, GroundIndex = index, Ground = ground, Attributes = attributes });
        }
    }
}
