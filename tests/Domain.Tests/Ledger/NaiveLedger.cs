using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>
/// An independent and simple-minded ledger: a row for each unit. It judges the real one, so it shares with it only
/// the matrix of moves, which has a test of its own.
/// </summary>
internal sealed class NaiveLedger
{
    private readonly Dictionary<string, (MoveCode Code, Unit[] Before, AccountNumber To)> posted = [];
    private readonly HashSet<string> corrected = [];
    private readonly HashSet<(string Act, UnitSeries Series, long Serial)> changed = [];
    private readonly Dictionary<string, (AccountNumber From, int Year)> years = [];

    public sealed record Unit(UnitSeries Series, long Serial, AccountNumber Account, UnitAttributes Attributes);

    public List<Unit> Units { get; private set; } = [];

    public HashSet<AccountNumber> Blocked { get; private set; } = [];

    public NaiveLedger Copy()
    {
        var copy = new NaiveLedger { Units = [.. Units], Blocked = [.. Blocked] };
        foreach (var (id, posted) in this.posted)
            copy.posted.Add(id, posted);
        foreach (var (id, year) in years)
            copy.years.Add(id, year);
        copy.corrected.UnionWith(corrected);
        copy.changed.UnionWith(changed);
        return copy;
    }

    public void Issue(UnitSeries series, AccountNumber to, params IssueLine[] lines)
    {
        var serial = Units.Count(unit => unit.Series == series);
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Units; i++)
                Units.Add(new Unit(series, ++serial, to, line.Attributes));
        }
    }

    /// <summary>True when the act moved units; false when it may not, null when there was nothing to move.</summary>
    public bool? Move(string id, MoveCode code, AccountNumber from, AccountNumber to, Selection selection)
    {
        if (!MoveMatrix.IsAllowed(code, from.Kind, to.Kind) || from == to || code == MoveCode.T26)
            return false;
        if (Blocked.Contains(from) && MoveMatrix.Row(code).StoppedByBlock)
            return false;
        var sale = MoveMatrix.Row(code).IsDeal || code is MoveCode.T22 or MoveCode.T27;
        var own = Units.Where(unit => unit.Account == from)
            .OrderBy(unit => unit.Series.YearOut == 0 ? 9999 : unit.Series.YearOut)
            .ThenBy(unit => unit.Attributes.AllocationYear)
            .ThenBy(unit => unit.Serial)
            .ToList();
        var wanted = selection switch
        {
            Selection.Quantity quantity when quantity.Units > 0 =>
                Enough(own.Where(unit => unit.Series.Kind == quantity.Kind && !(sale && unit.Attributes.NotForSale))
                    .Take((int)quantity.Units), quantity.Units),
            Selection.All all =>
            [
                .. own.Where(unit => unit.Series.Kind == all.Kind && !(sale && unit.Attributes.NotForSale)),
            ],
            Selection.ForYear forYear when forYear.Units > 0 => Enough(
                own.Where(unit => unit.Series.Kind == UnitKind.Quota)
                    .OrderBy(unit => unit.Attributes.AllocationYear == forYear.Year ? 0
                        : unit.Attributes.AllocationYear < forYear.Year ? 1 : 2)
                    .Take((int)forYear.Units), forYear.Units),
            Selection.OfTerm term =>
            [
                .. own.Where(unit => unit.Series.Kind == term.Kind && unit.Series.YearOut == term.YearOut
                    && !(sale && unit.Attributes.NotForSale)),
            ],
            Selection.Due due when due.Verified > Surrendered(from, due.Year) =>
            [
                .. own.Where(unit => unit.Series.Kind == UnitKind.Quota && unit.Attributes.AllocationYear <= due.Year
                    && unit.Series.YearOut >= due.Year)
                    .Take((int)due.Verified - Surrendered(from, due.Year)),
            ],
            Selection.Line line => Enough(own.Where(unit => unit.Attributes.Line == line.Code), line.Units),
            Selection.Blocks blocks => Enough(
                own.Where(unit => blocks.Items.Any(block =>
                    block.Series == unit.Series && block.Range.Contains(unit.Serial))),
                blocks.Items.Sum(block => block.Count)),
            _ => null,
        };
        if (wanted is null || wanted.Any(unit => sale && unit.Attributes.NotForSale))
            return false;
        if (wanted.Any(unit => !MoveMatrix.MayCarry(code, unit.Series.Kind, to.Kind)))
            return false;
        if (wanted.Length == 0)
            return null;
        posted[id] = (code, wanted, to);
        if (selection is Selection.Due { Year: var year })
            years[id] = (from, year);
        foreach (var unit in wanted)
        {
            var attributes = code is MoveCode.T10 or MoveCode.T12
                ? unit.Attributes with { NotForSale = false }
                : unit.Attributes;
            if (selection is Selection.ForYear given)
                attributes = unit.Attributes with { AllocationYear = given.Year, Line = given.LineCode };
            Units[Units.IndexOf(unit)] = unit with { Account = to, Attributes = attributes };
            if (attributes != unit.Attributes)
                changed.Add((id, unit.Series, unit.Serial));
        }
        return true;
    }

    /// <summary>A block of which a part was given other attributes since is no longer the block that came.</summary>
    public bool Correct(string id, IEnumerable<UnitBlock> blocks)
    {
        if (blocks.Any(block => AttributesOf(block).Distinct().Count() > 1))
            return false;
        if (!this.posted.TryGetValue(id, out var posted) || corrected.Contains(id))
            return false;
        var places = posted.Before
            .Select(before => Units.FindIndex(unit =>
                unit.Series == before.Series && unit.Serial == before.Serial && unit.Account == posted.To))
            .ToList();
        if (places.Contains(-1))
            return false;
        corrected.Add(id);
        // What another entry has changed since is not undone with this one.
        foreach (var (before, place) in posted.Before.Zip(places))
        {
            Units[place] = changed.Contains((id, before.Series, before.Serial))
                ? before
                : before with { Attributes = Units[place].Attributes };
        }
        return true;
    }

    private IEnumerable<UnitAttributes> AttributesOf(UnitBlock block) => Units
        .Where(unit => unit.Series == block.Series && block.Range.Contains(unit.Serial))
        .Select(unit => unit.Attributes);

    /// <summary>Quota alone: the naive ledger has no offsets.</summary>
    private int Surrendered(AccountNumber from, int year) => years
        .Where(pair => pair.Value == (from, year) && !corrected.Contains(pair.Key))
        .Sum(pair => posted[pair.Key].Before.Length);

    private static Unit[]? Enough(IEnumerable<Unit> units, long needed)
    {
        var found = units.ToArray();
        return found.Length == needed && needed > 0 ? found : null;
    }
}
