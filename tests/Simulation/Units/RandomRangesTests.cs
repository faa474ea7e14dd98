using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Simulation.Units;

/// <summary>A million random steps of the arithmetic of ranges, beside an array that has one place a unit.</summary>
public sealed class RandomRangesTests
{
    private const int Steps = 1_000_000;
    private const int Units = 400;

    private static readonly UnitAttributes[] Kinds =
    [
        new(2022, "A", null, false), new(2022, "A", null, true), new(2022, "B", null, false),
    ];

    private readonly Random random = new(15);
    private readonly Shelf shelf = new(new UnitSeries(UnitKind.Quota, 2022, 2025), 2022);
    private readonly UnitAttributes?[] places = new UnitAttributes?[Units + 2];

    [Fact]
    public void AMillionTakesAndPuts_OnOneShelf_AgreeWithOnePlaceAUnit()
    {
        var (taken, put) = (0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var first = random.Next(1, Units + 1);
            var last = Math.Min(Units, first + random.Next(random.Next(8) == 0 ? 60 : 6));
            switch (random.Next(4))
            {
                case 0:
                    taken += Take(first, last) ? 1 : 0;
                    break;
                case 1:
                    put += Put(first, last, Kinds[random.Next(Kinds.Length)]) ? 1 : 0;
                    break;
                case 2:
                    Assert.Equal(places[first] is not null, shelf.TryFind(first, out var held));
                    if (places[first] is { } carried)
                        CheckRun(held, first, carried);
                    break;
                default:
                    CheckFirstFrom(first);
                    break;
            }
            if (step % 4096 == 0)
                CheckAll();
        }
        CheckAll();
        Assert.True(taken > Steps / 100 && put > Steps / 100, $"{taken} takes and {put} puts");
    }

    [Fact]
    public void AMillionPairsOfRanges_ComparedUnitByUnit_Agree()
    {
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (Range(), Range());
            var shared = Math.Min(left.Last, right.Last) - Math.Max(left.First, right.First) + 1;
            Assert.Equal(shared > 0, left.Overlaps(right));
            Assert.Equal(shared == right.Count, left.Contains(right));
            Assert.Equal(shared == 0 && left.Last < right.First, left.Adjoins(right));
            var part = 1 + random.NextInt64(left.Count);
            Assert.Equal((left.First, part), (left.Take(part).First, left.Take(part).Count));
            Assert.True(left.Contains(left.Take(part).Last) && !left.Contains(left.Last + 1));
        }
    }

    /// <summary>Small numbers, and numbers beyond any that a registry will issue.</summary>
    private SerialRange Range()
    {
        var first = (random.Next(4) == 0 ? long.MaxValue - 100 : 1) + random.Next(20);
        return new SerialRange(first, first + random.Next(20));
    }

    private bool Take(int first, int last)
    {
        var isOneRun = places[first] is { } carried
            && !places.AsSpan(first, last - first + 1).ContainsAnyExcept(carried);
        Assert.Equal(isOneRun, shelf.TryTake(first, last));
        if (isOneRun)
            Array.Clear(places, first, last - first + 1);
        return isOneRun;
    }

    private bool Put(int first, int last, UnitAttributes attributes)
    {
        var isFree = !places.AsSpan(first, last - first + 1).ContainsAnyExcept((UnitAttributes?)null);
        Assert.Equal(isFree, shelf.TryPut(new HeldRange(first, last, attributes)));
        if (isFree)
            places.AsSpan(first, last - first + 1).Fill(attributes);
        return isFree;
    }

    private void CheckFirstFrom(int first)
    {
        var next = first;
        while (next <= Units && places[next] is null)
            next++;
        Assert.Equal(next <= Units, shelf.TryFirstFrom(first, out var held));
        if (next <= Units)
            CheckRun(held, next, places[next]!);
    }

    /// <summary>The range is the whole run of neighbours that carry the same, and the unit lies in it.</summary>
    private void CheckRun(HeldRange held, int unit, UnitAttributes carried)
    {
        Assert.True(held.First <= unit && unit <= held.Last && held.Attributes == carried);
        Assert.True(places[held.First - 1] != carried && places[held.Last + 1] != carried);
    }

    private void CheckAll()
    {
        var held = shelf.Ranges().Sum(range => range.Count);
        Assert.Equal(places.Count(place => place is not null), held);
        Assert.Equal(held, shelf.Units);
        foreach (var range in shelf.Ranges())
            CheckRun(range, (int)range.First, places[range.First]!);
    }
}
