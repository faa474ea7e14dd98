using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>Consecutive serials with the same attributes; both ends inclusive.</summary>
internal readonly record struct HeldRange(long First, long Last, UnitAttributes Attributes)
{
    public long Count => Last - First + 1;
}

/// <summary>
/// The units of one series and one allocation year on one account: ranges in the order of their serials that do not
/// overlap, merged where they adjoin with equal attributes. They lie in chunks, so that putting one of a hundred
/// thousand ranges in or out shifts some tens of them only.
/// </summary>
internal sealed class Shelf(UnitSeries series, int allocationYear)
{
    private const int ChunkLimit = 64;

    private readonly List<Chunk> chunks = new(1);

    public UnitSeries Series { get; } = series;

    public int AllocationYear { get; } = allocationYear;

    /// <summary>How many units lie here.</summary>
    public long Units { get; private set; }

    /// <summary>How many ranges lie here.</summary>
    public int RangeCount
    {
        get
        {
            var count = 0;
            foreach (var chunk in chunks)
                count += chunk.Count;
            return count;
        }
    }

    /// <summary>All ranges in the order of their serials.</summary>
    public IEnumerable<HeldRange> Ranges()
    {
        foreach (var chunk in chunks)
        {
            for (var i = 0; i < chunk.Count; i++)
                yield return chunk.Ranges[i];
        }
    }

    /// <summary>The range that contains the serial.</summary>
    public bool TryFind(long serial, out HeldRange held)
    {
        var place = Seek(serial);
        held = place.Index >= 0 ? At(place) : default;
        return place.Index >= 0 && serial <= held.Last;
    }

    /// <summary>The first range that ends at the serial or after it.</summary>
    public bool TryFirstFrom(long serial, out HeldRange held)
    {
        var place = Seek(serial);
        if (place.Index < 0 || At(place).Last < serial)
            place = Next(place);
        var found = place.Chunk < chunks.Count;
        held = found ? At(place) : default;
        return found;
    }

    /// <summary>Takes serials out that lie in one range; false, and nothing done, when they do not.</summary>
    public bool TryTake(long first, long last)
    {
        var place = Seek(first);
        if (place.Index < 0)
            return false;
        var held = At(place);
        if (held.Last < last)
            return false;
        Units -= last - first + 1;
        if (held.First == first && held.Last == last)
            RemoveAt(place);
        else if (held.First == first)
            Set(place, held with { First = last + 1 });
        else
        {
            Set(place, held with { Last = first - 1 });
            if (held.Last > last)
                InsertAfter(place, held with { First = last + 1 });
        }
        return true;
    }

    /// <summary>Puts serials in; false, and nothing done, when one of them lies here already.</summary>
    public bool TryPut(HeldRange range)
    {
        var before = Seek(range.First);
        var after = Next(before);
        var hasBefore = before.Index >= 0;
        var hasAfter = after.Chunk < chunks.Count;
        if ((hasBefore && At(before).Last >= range.First) || (hasAfter && At(after).First <= range.Last))
            return false;
        Units += range.Count;
        var joinsBefore = hasBefore && At(before).Last + 1 == range.First && Same(At(before), range);
        var joinsAfter = hasAfter && At(after).First == range.Last + 1 && Same(At(after), range);
        if (joinsBefore && joinsAfter)
        {
            Set(before, At(before) with { Last = At(after).Last });
            RemoveAt(after);
        }
        else if (joinsBefore)
            Set(before, At(before) with { Last = range.Last });
        else if (joinsAfter)
            Set(after, At(after) with { First = range.First });
        else
            InsertAfter(before, range);
        return true;
    }

    private static bool Same(HeldRange left, HeldRange right) =>
        ReferenceEquals(left.Attributes, right.Attributes) || left.Attributes.Equals(right.Attributes);

    /// <summary>
    /// The place of the last range that starts at the serial or before it; index -1 when there is none.
    /// </summary>
    private Place Seek(long serial)
    {
        int low = 0, high = chunks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (chunks[middle].Ranges[0].First <= serial)
                low = middle + 1;
            else
                high = middle - 1;
        }
        if (high < 0)
            return new Place(0, -1);
        var chunk = chunks[high];
        int left = 0, right = chunk.Count - 1;
        while (left <= right)
        {
            var middle = (left + right) >>> 1;
            if (chunk.Ranges[middle].First <= serial)
                left = middle + 1;
            else
                right = middle - 1;
        }
        return new Place(high, right);
    }

    private Place Next(Place place) =>
        place.Chunk < chunks.Count && place.Index + 1 < chunks[place.Chunk].Count
            ? place with { Index = place.Index + 1 }
            : new Place(place.Chunk + 1, 0);

    private HeldRange At(Place place) => chunks[place.Chunk].Ranges[place.Index];

    private void Set(Place place, HeldRange range) => chunks[place.Chunk].Ranges[place.Index] = range;

    private void InsertAfter(Place place, HeldRange range)
    {
        if (chunks.Count == 0)
            chunks.Add(new Chunk());
        var chunk = chunks[place.Chunk];
        if (chunk.Count == ChunkLimit)
        {
            chunks.Insert(place.Chunk + 1, chunk.SplitOff());
            if (place.Index >= chunk.Count)
            {
                place = new Place(place.Chunk + 1, place.Index - chunk.Count);
                chunk = chunks[place.Chunk];
            }
        }
        chunk.Insert(place.Index + 1, range);
    }

    private void RemoveAt(Place place)
    {
        var chunk = chunks[place.Chunk];
        chunk.Remove(place.Index);
        if (chunk.Count == 0)
            chunks.RemoveAt(place.Chunk);
    }

    private readonly record struct Place(int Chunk, int Index);

    private sealed class Chunk
    {
        public HeldRange[] Ranges { get; private set; } = new HeldRange[1];

        public int Count { get; private set; }

        public void Insert(int index, HeldRange range)
        {
            if (Count == Ranges.Length)
            {
                var larger = new HeldRange[Count * 2];
                Array.Copy(Ranges, larger, Count);
                Ranges = larger;
            }
            Array.Copy(Ranges, index, Ranges, index + 1, Count - index);
            Ranges[index] = range;
            Count++;
        }

        public void Remove(int index)
        {
            Count--;
            Array.Copy(Ranges, index + 1, Ranges, index, Count - index);
            Ranges[Count] = default;
        }

        public Chunk SplitOff()
        {
            var half = Count / 2;
            var upper = new Chunk { Ranges = new HeldRange[ChunkLimit], Count = Count - half };
            Array.Copy(Ranges, half, upper.Ranges, 0, upper.Count);
            Array.Clear(Ranges, half, upper.Count);
            Count = half;
            return upper;
        }
    }
}
