using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>A small registry: two installations of one holder, with all units of the plan on the first.</summary>
internal static class SomeInstructions
{
    public const long Units = 1_000_000;
    public const string First = "KZ-0001";
    public const string Second = "KZ-0002";

    private const string Holder = "970140000112";

    public static PlanPeriod Period { get; } = new(2022, 2025);

    public static UnitSeries Series { get; } = new(UnitKind.Quota, 2022, 2025);

    public static AccountReference Issuance { get; } = new AccountReference.ByKind(AccountKind.Issuance, Period);

    /// <summary>Opens the accounts, issues and allocates, as one batch.</summary>
    public static IReadOnlyList<Instruction> SetUp() =>
    [
        Of("plan/open", new Act.OpenAccounts(
        [
            new AccountToOpen(AccountKind.Issuance, null, null, Period),
            new AccountToOpen(AccountKind.Installation, Holder, First, null),
            new AccountToOpen(AccountKind.Installation, Holder, Second, null),
        ])),
        Of("plan/issue", new Act.Issue(
            MoveCode.T01, Issuance, Series, [new IssueLine(Units, new UnitAttributes(2022, First, null, false))])
        {
            SeriesLimit = Units,
        }),
        Of("plan/allocate", new Act.MoveUnits(
            MoveCode.T05, Issuance, new AccountReference.ByInstallation(First), new Selection.Line(First, Units))),
    ];

    public static Instruction Transfer(string id, long units = 1, string from = First, string to = Second) =>
        Of(id, new Act.MoveUnits(
            MoveCode.T27,
            new AccountReference.ByInstallation(from),
            new AccountReference.ByInstallation(to),
            new Selection.Quantity(UnitKind.Quota, units)));

    public static Instruction OpenInstallations(string id, int count) => Of(id, new Act.OpenAccounts(
        [
            .. Enumerable.Range(1, count).Select(
                number => new AccountToOpen(AccountKind.Installation, Holder, $"KZ-{number:00000}", null)),
        ]));

    /// <summary>An issue like a National Plan's: 234 lines for each of four years, 692,000,000 units in all.</summary>
    public static IReadOnlyList<Instruction> Plan()
    {
        const long total = 692_000_000;
        var lines = new List<IssueLine>();
        for (var year = 2022; year <= 2025; year++)
            for (var line = 1; line <= 234; line++)
                lines.Add(new IssueLine(739_316, new UnitAttributes(year, $"KZ-{line:0000}", null, false)));
        lines[^1] = lines[^1] with { Units = total - lines.Take(lines.Count - 1).Sum(line => line.Units) };
        return
        [
            Of("plan/open", new Act.OpenAccounts([new AccountToOpen(AccountKind.Issuance, null, null, Period)])),
            Of("plan/issue", new Act.Issue(MoveCode.T01, Issuance, Series, lines) { SeriesLimit = total }),
        ];
    }

    public static Instruction Of(string id, Act act) => new(
        id,
        id.Split('/')[0],
        new Basis(new BasisDocument(id, new string('a', 64)), "¶14", "2021-07-01"),
        DateTimeOffset.Parse("2022-07-27T17:00:00.0001234+06:00", CultureInfo.InvariantCulture),
        ["deadline"],
        act);
}
