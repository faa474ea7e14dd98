using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Verifier;

namespace CarbonRegistry.Domain.Tests.Verifier;

/// <summary>
/// Entries against Order 251 in a journal whose tree, heads and signatures are right: the verifier names the entry.
/// </summary>
public sealed class VerifierLawTests
{
    private const int Trade = 8;
    private const int Blocked = 10;
    private static readonly IReadOnlyList<string> Honest = SomeExport.Honest;
    private static readonly string Reserve = Number(AccountKind.Reserve, 1);
    private static readonly string New = Number(AccountKind.ReserveNew, 1);
    private static readonly string Unaccounted = Number(AccountKind.ReserveUnaccounted, 1);
    private static readonly string First = Number(AccountKind.Installation, 1);
    private static readonly string Second = Number(AccountKind.Installation, 2);

    /// <summary>Two tables, written down apart from each other, of the same law.</summary>
    [Fact]
    public void Law_OfTheVerifier_IsThatOfTheRegistry()
    {
        AccountKind?[] kinds = [null, .. Enum.GetValues<AccountKind>().Cast<AccountKind?>()];
        foreach (var code in Enum.GetValues<MoveCode>().Where(code => code != MoveCode.T26))
            foreach (var units in Enum.GetValues<UnitKind>())
                foreach (var from in kinds)
                    foreach (var to in Enum.GetValues<AccountKind>())
                        Assert.Equal(
                            MoveMatrix.IsAllowed(code, from, to) && MoveMatrix.MayCarry(code, units, to),
                            MoveLaw.Allows((int)code, (int)units, (int)(from ?? 0), (int)to)
                                && MoveLaw.Holds((int)to, (int)units));
        foreach (var code in Enum.GetValues<MoveCode>())
            Assert.Equal(MoveMatrix.IsStoppedByBlock(code), MoveLaw.IsStoppedByBlock((int)code));
        foreach (var kind in Enum.GetValues<AccountKind>())
            Assert.Equal(
                MoveMatrix.MayHold(kind),
                Enum.GetValues<UnitKind>().Where(units => MoveLaw.Holds((int)kind, (int)units)));
    }

    [Fact]
    public void Kind_OfAnotherRowOfTheMatrix_IsNamed()
    {
        for (var code = 2; code <= 28; code++)
        {
            var lines = Honest.Take(Trade + 1).ToArray();
            lines[Trade] = SomeExport.Changed(lines[Trade], json => json["kind"] = $"T{code:00}");
            var allowed = code is 15 or 16 or 25 or 27;
            if (allowed)
                Assert.Equal(Trade + 1, SomeExport.Of(lines).Verify().Entries);
            else
                Assert.StartsWith($"entry {Trade}:", SomeExport.Of(lines).Fault(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("T27", "5-1", "7-1", "T27 moves no units of kind 1 from an account of type 5 to one of type 7")]
    [InlineData("T10", "5-1", "3-1", "T10 moves no units of kind 1 from an account of type 5 to one of type 3")]
    [InlineData("T06", "7-1", "5-1", "T06 moves no units of kind 1 from an account of type 7 to one of type 5")]
    [InlineData("T24", "5-1", "5-2", "T24 moves no units of kind 1 from an account of type 5 to one of type 5")]
    [InlineData("T15", "5-1", "6-1", "an account of type 6 holds no units of kind 1")]
    [InlineData("T10", "5-1", "7-2", "units of another plan come to the account")]
    public void Move_OnAnAccountThatMayNotHaveIt_IsNamed(string code, string from, string to, string fault)
    {
        var lines = With(
            Opened("offsetApplicant", Number(AccountKind.OffsetApplicant, 1), null, "030240001235"),
            Opened("reserve", Number(AccountKind.Reserve, 2), "2026-2030"));
        var block = from == "7-1" ? Reserved(0, 4) : "KZ-Q-2022-2025-891:895";
        lines.Add(SomeExport.Next(lines, Move(code, block, Full(from), Full(to))));

        Assert.Equal($"entry {lines.Count - 1}: {fault}", SomeExport.Of(lines).Fault());
    }

    [Theory]
    [InlineData("T16", false)]
    [InlineData("T25", false)]
    [InlineData("T27", false)]
    [InlineData("T10", true)]
    public void Block_OfAnAccount_StopsWhatItsHolderDoes(string code, bool goes)
    {
        var lines = Honest.Take(Blocked + 1).ToList();
        var to = code == "T10" ? Reserve : First;
        lines.Add(SomeExport.Next(lines, Move(code, "KZ-Q-2022-2025-996:1000", Second, to)));

        if (goes)
            Assert.Equal(lines.Count, SomeExport.Of(lines).Verify().Entries);
        else
            Assert.Equal($"entry {Blocked + 1}: {code} debits a blocked account", SomeExport.Of(lines).Fault());
    }

    [Theory]
    [InlineData("""{"year":2022}""", Trade, "only a surrender names a year")]
    [InlineData("""{"deficit":5,"year":2022}""", Trade, "only a surrender names a year")]
    [InlineData("""{"deficit":5}""", 11, "only a surrender for a year has a deficit")]
    [InlineData("""{"deficit":0,"year":2022}""", 11, "a year or a deficit is 1 or more")]
    [InlineData("""{"openDuty":[2022]}""", 11, "only a liquidation names an open duty")]
    [InlineData("""{"year":2022}""", Blocked, "an act on an account says what only moves say")]
    public void Particulars_OfAnotherKindOfEntry_AreNamed(string more, int n, string fault)
    {
        var lines = Honest.Take(n + 1).ToArray();
        lines[n] = SomeExport.Changed(lines[n], json =>
        {
            foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
                json[name] = value!.DeepClone();
        });

        Assert.Equal($"entry {n}: {fault}", SomeExport.Of(lines).Fault());
    }

    [Fact]
    public void Deficit_OfASurrenderForAYear_IsRead()
    {
        var lines = Honest.Take(12).ToArray();
        lines[11] = SomeExport.Changed(lines[11], json => (json["deficit"], json["year"]) = (7, 2022));

        Assert.Equal(12, SomeExport.Of(lines).Verify().Entries);
    }

    [Theory]
    [InlineData("""{"N":5,"U":0}""", null)]
    [InlineData("""{"N":5}""", "the balances are not those of the plan's subaccounts")]
    [InlineData("""{"N":5,"U":0,"R":0}""", "the balances are not those of the plan's subaccounts")]
    [InlineData("""{"N":4,"U":0}""", "a balance is not what the entries give")]
    [InlineData(null, "a top-up names no balances")]
    public void TopUp_OfASubaccount_NamesTheBalancesOfAll(string? balances, string? fault)
    {
        var lines = WithSubaccounts(5, 0);
        lines.Add(SomeExport.Next(lines, TopUp(Reserved(0, 1), New, Unaccounted, balances)));

        if (fault is null)
            Assert.Equal(lines.Count, SomeExport.Of(lines).Verify().Entries);
        else
            Assert.Equal($"entry {lines.Count - 1}: {fault}", SomeExport.Of(lines).Fault());
    }

    [Fact]
    public void TopUp_FromASubaccountThatIsNotTheLargest_IsNamed()
    {
        var lines = WithSubaccounts(2, 3);
        lines.Add(SomeExport.Next(
            lines, TopUp(Reserved(0, 1), New, Unaccounted, """{"N":2,"U":3}""")));

        Assert.Equal(
            $"entry {lines.Count - 1}: the debited subaccount is not the largest", SomeExport.Of(lines).Fault());
    }

    /// <summary>What was formed, came, left and was corrected adds up to what lies there.</summary>
    [Fact]
    public void Reserve_AfterEveryKindOfFlow_IsWhatCameLessWhatLeft()
    {
        var lines = WithSubaccounts(5, 0);
        lines.Add(SomeExport.Next(lines, Move("T06", Reserved(0, 2), New, First)));
        lines.Add(SomeExport.Next(lines, Move("T26", Reserved(0, 2), First, New, lines.Count - 1)));
        lines.Add(SomeExport.Next(lines, Move("T06", Reserved(0, 0), New, First)));

        var row = Assert.Single(SomeExport.Of(lines).Verify().Totals.Items);
        Assert.Equal(4, row.Reserved);
    }

    /// <summary>The honest journal, with some of the five units of the reserve on each of two subaccounts.</summary>
    private static List<string> WithSubaccounts(int first, int second)
    {
        var lines = With(
            Opened("reserveNew", New, "2022-2025"), Opened("reserveUnaccounted", Unaccounted, "2022-2025"));
        lines.Add(SomeExport.Next(lines, Move("T11", Reserved(0, first - 1), Reserve, New)));
        if (second > 0)
            lines.Add(SomeExport.Next(lines, Move("T11", Reserved(first, first + second - 1), Reserve, Unaccounted)));
        return lines;
    }

    private static List<string> With(params string[] acts)
    {
        var lines = Honest.ToList();
        foreach (var act in acts)
            lines.Add(SomeExport.Next(lines, act));
        return lines;
    }

    /// <summary>Some of the five units that the last entry has brought to the reserve.</summary>
    private static string Reserved(int first, int last)
    {
        var block = UnitBlock.Parse((string)JsonNode.Parse(Honest[^1])!["moves"]![0]!["block"]!);
        var start = block.Range.First;
        return new UnitBlock(block.Series, new SerialRange(start + first, start + last)).ToString();
    }

    private static string TopUp(string block, string from, string to, string? balances)
    {
        var entry = JsonNode.Parse(Move("T13", block, from, to))!.AsObject();
        if (balances is not null)
            entry["balances"] = new JsonObject(JsonNode.Parse(balances)!.AsObject().Select(pair =>
                KeyValuePair.Create<string, JsonNode?>(
                    pair.Key switch { "N" => New, "U" => Unaccounted, _ => Reserve }, pair.Value!.DeepClone())));
        return entry.ToJsonString();
    }

    private static string Move(string code, string block, string from, string to, int? corrects = null)
    {
        var entry = new JsonObject
        {
            ["kind"] = code,
            ["moves"] = new JsonArray(new JsonObject { ["block"] = block, ["from"] = from, ["to"] = to }),
        };
        if (corrects is { } original)
            entry["corrects"] = original;
        return entry.ToJsonString();
    }

    private static string Opened(string kind, string number, string? period, string? holder = null)
    {
        var opened = new JsonObject { ["kind"] = kind, ["number"] = number };
        if (period is not null)
            opened["period"] = period;
        if (holder is not null)
            opened["holder"] = holder;
        return new JsonObject { ["kind"] = "accountOpened", ["accountOpened"] = opened }.ToJsonString();
    }

    private static string Full(string typeAndNumber)
    {
        var parts = typeAndNumber.Split('-').Select(part => int.Parse(part, null)).ToArray();
        return Number((AccountKind)parts[0], parts[1]);
    }

    private static string Number(AccountKind kind, int number) => new AccountNumber(kind, number).ToString();
}
