using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Benchmarks;

/// <summary>A registry with so many installations of one holder, and transfers of ten units between them.</summary>
internal sealed class SomeTransfers(int accounts)
{
    private const long UnitsEach = 1_000_000_000_000;
    private const string Holder = "970140000112";
    private static readonly PlanPeriod Period = new(2022, 2025);
    private static readonly UnitSeries Series = new(UnitKind.Quota, 2022, 2025);
    private static readonly string[] Approvers = ["registrar-1", "registrar-2"];
    private static readonly Basis Basis = new(
        new BasisDocument("17", new string('a', 64)), "Code 289(7)", "2021-07-01");

    private readonly AccountReference[] references =
    [
        .. Enumerable.Range(1, accounts).Select(number =>
            new AccountReference.ByNumber(new AccountNumber(AccountKind.Installation, number))),
    ];

    /// <summary>Opens the accounts and gives each its units, a thousand accounts an instruction.</summary>
    public IEnumerable<Instruction> SetUp()
    {
        var issuance = new AccountReference.ByKind(AccountKind.Issuance, Period);
        yield return Of("plan", "plan/issuance", new Act.OpenAccounts([new(AccountKind.Issuance, null, null, Period)]));
        foreach (var part in Enumerable.Range(1, references.Length).Chunk(1000))
        {
            yield return Of("plan", $"plan/open-{part[0]}", new Act.OpenAccounts(
                [.. part.Select(number => new AccountToOpen(AccountKind.Installation, Holder, Code(number), null))]));
        }
        yield return Of("plan", "plan/issue", new Act.Issue(MoveCode.T01, issuance, Series,
            [new IssueLine(UnitsEach * references.Length, new UnitAttributes(2022, null, null, false))])
        {
            SeriesLimit = long.MaxValue,
        });
        for (var number = 1; number <= references.Length; number++)
            yield return Of("plan", $"plan/allocate-{number}", new Act.MoveUnits(
                MoveCode.T05, issuance, references[number - 1], new Selection.Quantity(UnitKind.Quota, UnitsEach)));
    }

    /// <summary>One unit by its serial, from the first account to the second.</summary>
    public Instruction OfOneUnit(long n, long serial)
    {
        var procedure = string.Create(CultureInfo.InvariantCulture, $"ownTransfer.{Holder}.2023.{n}");
        var unit = new UnitBlock(Series, new SerialRange(serial, serial));
        return Of(procedure, procedure + "/trade", new Act.MoveUnits(
            MoveCode.T27, references[0], references[1], new Selection.Blocks([unit])));
    }

    /// <summary>The n-th transfer: each goes from one account to the next but some.</summary>
    public Instruction Transfer(long n, long units = 10)
    {
        var from = (int)(n * 7919 % references.Length);
        var procedure = string.Create(CultureInfo.InvariantCulture, $"ownTransfer.{Holder}.2022.{n}");
        return Of(procedure, procedure + "/trade", new Act.MoveUnits(
            MoveCode.T27,
            references[from],
            references[(from + 1) % references.Length],
            new Selection.Quantity(UnitKind.Quota, units)));
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"KZ-{number:00000}");

    private static Instruction Of(string procedure, string id, Act act) =>
        new(id, procedure, Basis, new DateTimeOffset(2022, 7, 27, 17, 0, 0, TimeSpan.FromHours(6)), Approvers, act);
}
