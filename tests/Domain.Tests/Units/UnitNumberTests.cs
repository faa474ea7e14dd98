using CarbonRegistry.Domain.Units;
using FsCheck;
using FsCheck.Fluent;

namespace CarbonRegistry.Domain.Tests.Units;

public sealed class UnitNumberTests
{
    private static readonly Gen<UnitSeries> AnySeries =
        from kind in Gen.Elements(Enum.GetValues<UnitKind>())
        from yearIn in Gen.Choose(2013, 2100)
        from term in Gen.Choose(-1, 30)
        select new UnitSeries(kind, yearIn, term < 0 ? 0 : yearIn + term);

    private static readonly Gen<SerialRange> AnyRange =
        from first in Gen.OneOf(Gen.Choose(1, 50).Select(n => (long)n), Gen.Choose(1, int.MaxValue).Select(n =>
            n * 400_000_000L))
        from count in Gen.Choose(0, 60)
        select new SerialRange(first, first + count);

    private static readonly Gen<UnitBlock> AnyBlock =
        from series in AnySeries
        from range in AnyRange
        select new UnitBlock(series, range);

    [Fact]
    public void UnitSeries_PrintedAndRead_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        AnySeries.ToArbitrary(),
        series => UnitSeries.TryParse(series.ToString(), out var read) && read == series));

    [Fact]
    public void UnitBlock_PrintedAndRead_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        AnyBlock.ToArbitrary(),
        block => UnitBlock.TryParse(block.ToString(), out var read) && read == block
            && UnitBlock.Parse(block.ToString()) == block));

    [Theory]
    [InlineData("KZ-Q-2022-2025-1:692000000", true)]
    [InlineData("KZ-O-2022-0000-1", true)]
    [InlineData("KZ-Q-2022-2025-1:1", false)]
    [InlineData("KZ-Q-2022-2025-5:4", false)]
    [InlineData("KZ-Q-2022-2025-0", false)]
    [InlineData("KZ-Q-2022-2025-01", false)]
    [InlineData("KZ-Q-2022-2025-1:", false)]
    [InlineData("KZ-Q-2022-2025-", false)]
    [InlineData("KZ-Q-2022-2025", false)]
    [InlineData("KZ-X-2022-2025-1", false)]
    [InlineData("RU-Q-2022-2025-1", false)]
    [InlineData("KZ-Q-2025-2022-1", false)]
    [InlineData("KZ-Q-2012-2025-1", false)]
    [InlineData("KZ-Q-2022-2025-+1", false)]
    [InlineData("KZ-Q-2022-2025- 1", false)]
    [InlineData("kz-q-2022-2025-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void UnitBlock_Text_IsReadOnlyInTheFormInWhichItIsPrinted(string? text, bool isBlock)
    {
        Assert.Equal(isBlock, UnitBlock.TryParse(text, out var block));
        if (isBlock)
            Assert.Equal(text, block.ToString());
        else
            Assert.Throws<FormatException>(() => UnitBlock.Parse(text!));
    }

    [Fact]
    public void SerialRange_SplitAndJoined_KeepsItsSerials() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from range in AnyRange
         from cut in Gen.Choose(1, (int)range.Count)
         select (range, cut)).ToArbitrary(),
        pair =>
        {
            var (range, cut) = pair;
            var low = range.Take(cut);
            if (low == range)
                return cut == range.Count;
            var high = new SerialRange(low.Last + 1, range.Last);
            return low.Adjoins(high) && !high.Adjoins(low) && !low.Overlaps(high) && low < high
                && low.Count == cut && low.Count + high.Count == range.Count
                && range.Contains(low) && range.Contains(high) && range.Overlaps(low)
                && new SerialRange(low.First, high.Last) == range;
        }));

    [Fact]
    public void SerialRange_Relations_AreThoseOfSetsOfSerials() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Two(from first in Gen.Choose(1, 12)
                from count in Gen.Choose(0, 6)
                select new SerialRange(first, first + count)).ToArbitrary(),
        pair =>
        {
            var (left, right) = pair;
            var (ofLeft, ofRight) = (Serials(left), Serials(right));
            return left.Overlaps(right) == ofLeft.Overlaps(ofRight)
                && left.Contains(right) == ofRight.IsSubsetOf(ofLeft)
                && left.Count == ofLeft.Count
                && Enumerable.Range(0, 20).All(serial => left.Contains(serial) == ofLeft.Contains(serial));
        }));

    [Fact]
    public void SerialRange_OfNoSerials_CannotBeMade()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SerialRange(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SerialRange(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SerialRange(1, 2).Take(3));
        Assert.Equal(0, default(SerialRange).Count);
    }

    private static HashSet<long> Serials(SerialRange range)
    {
        var serials = new HashSet<long>();
        for (var serial = range.First; serial <= range.Last; serial++)
            serials.Add(serial);
        return serials;
    }
}
