namespace CarbonRegistry.Domain.Units;

/// <summary>
/// Consecutive serial numbers, inclusive at both ends because a certificate prints the first and the last number.
/// The default value is the range 0 to 0, which no unit has: serials start at 1.
/// </summary>
public readonly record struct SerialRange : IComparable<SerialRange>
{
    /// <summary>Makes a range.</summary>
    /// <param name="first">The first serial, 1 or more.</param>
    /// <param name="last">The last serial, not before the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds make no range.</exception>
    public SerialRange(long first, long last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>The first serial.</summary>
    public long First { get; }

    /// <summary>The last serial, part of the range.</summary>
    public long Last { get; }

    /// <summary>How many units the range has, so that nobody writes the subtraction again.</summary>
    public long Count => First == 0 ? 0 : Last - First + 1;

    /// <summary>True when the serial lies in the range.</summary>
    public bool Contains(long serial) => serial >= First && serial <= Last;

    /// <summary>True when every serial of the other range lies in this one.</summary>
    public bool Contains(SerialRange other) => other.First >= First && other.Last <= Last;

    /// <summary>True when the ranges share a serial.</summary>
    public bool Overlaps(SerialRange other) => First <= other.Last && other.First <= Last;

    /// <summary>True when the other range starts at the serial after this one's last.</summary>
    public bool Adjoins(SerialRange next) => Last + 1 == next.First;

    /// <summary>The first <paramref name="count"/> serials.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has fewer.</exception>
    public SerialRange Take(long count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new SerialRange(First, First + count - 1);
    }

    /// <summary>Orders ranges by their first serial, then by their last.</summary>
    public int CompareTo(SerialRange other) =>
        First != other.First ? First.CompareTo(other.First) : Last.CompareTo(other.Last);

    /// <summary>Orders by first serial.</summary>
    public static bool operator <(SerialRange left, SerialRange right) => left.CompareTo(right) < 0;

    /// <summary>Orders by first serial.</summary>
    public static bool operator >(SerialRange left, SerialRange right) => left.CompareTo(right) > 0;

    /// <summary>Orders by first serial.</summary>
    public static bool operator <=(SerialRange left, SerialRange right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by first serial.</summary>
    public static bool operator >=(SerialRange left, SerialRange right) => left.CompareTo(right) >= 0;
}
