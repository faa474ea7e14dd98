using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>Values that a test does not care about, and short forms of those that it does.</summary>
internal static class Some
{
    public static readonly PlanPeriod Period = new(2022, 2025);
    public static readonly UnitSeries Quota = new(UnitKind.Quota, 2022, 2025);
    public static readonly UnitSeries Offsets = new(UnitKind.Offset, 2022, 0);
    public static readonly UnitSeries Foreign = new(UnitKind.International, 2022, 2030);
    public static readonly DateTimeOffset Moment = new(2022, 7, 25, 9, 0, 0, TimeSpan.FromHours(6));

    public static Basis Basis { get; } = new(
        new BasisDocument("12-3/45", new string('a', 64)), "¶14", "2021-07-01");

    public static Instruction Instruction(string id, Act act) =>
        new(id, "procedure-1", Basis, Moment, ["registrar-1", "registrar-2"], act);

    public static UnitAttributes Year(int year, string? line = null) => new(year, line, null, false);

    public static AccountReference Of(string installation) => new AccountReference.ByInstallation(installation);

    public static AccountReference Of(AccountNumber number) => new AccountReference.ByNumber(number);

    public static AccountReference Of(AccountKind kind) =>
        new AccountReference.ByKind(kind, kind.IsOfPeriod() ? Period : null);

    public static Act.OpenAccounts Open(params AccountToOpen[] accounts) => new(accounts);

    public static Act.Issue Issue(long limit, params IssueLine[] lines) =>
        new(MoveCode.T01, Of(AccountKind.Issuance), Quota, lines) { SeriesLimit = limit };

    public static Act.MoveUnits Move(MoveCode code, AccountReference from, AccountReference to, Selection units) =>
        new(code, from, to, units);

    public static Selection.Quantity Units(long units, UnitKind kind = UnitKind.Quota) => new(kind, units);

    /// <summary>Every account of the system, and the installations A and B of different holders.</summary>
    public static LedgerState Registry()
    {
        var state = new LedgerState();
        Registry(state);
        return state;
    }

    /// <summary>Opens those accounts and gives the entries.</summary>
    public static IReadOnlyList<Entry> Registry(LedgerState state) =>
    [
        .. Enum.GetValues<AccountKind>().Where(kind => kind.IsUnique() && kind != AccountKind.Gateway)
            .SelectMany(kind => Post(state, $"open-{kind}", Open(
                new AccountToOpen(kind, null, null, kind.IsOfPeriod() ? Period : null)))),
        .. Post(state, "open-A", Open(new AccountToOpen(AccountKind.Installation, "holder-a", "A", null))),
        .. Post(state, "open-B", Open(new AccountToOpen(AccountKind.Installation, "holder-b", "B", null))),
    ];

    /// <summary>Decides and applies, and asks that entries come of it.</summary>
    public static IReadOnlyList<Entry> Post(LedgerState state, string id, Act act)
    {
        var posted = Assert.IsType<Decision.Posted>(LedgerDecision.Decide(state, Instruction(id, act)));
        foreach (var entry in posted.Entries)
            state.Apply(entry);
        return posted.Entries;
    }
}
