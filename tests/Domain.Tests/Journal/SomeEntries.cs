using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Journal;

/// <summary>One entry of each kind and of each shape that a move can have, as the approved file lists them.</summary>
internal static class SomeEntries
{
    private static readonly AccountNumber Issuance = new(AccountKind.Issuance, 1);
    private static readonly AccountNumber Reserve = new(AccountKind.Reserve, 1);
    private static readonly AccountNumber Installation = new(AccountKind.Installation, 20);
    private static readonly AccountNumber Surrender = new(AccountKind.Surrender, 1);
    private static readonly AccountNumber Applicant = new(AccountKind.OffsetApplicant, 3);

    public static IReadOnlyList<Entry> All { get; } = Number(
    [
        new EntryBody.AccountOpened(Issuance, null, null, new PlanPeriod(2022, 2025)),
        new EntryBody.AccountOpened(
            new AccountNumber(AccountKind.ReserveNew, 1), null, null, new PlanPeriod(2022, 2025)),
        new EntryBody.AccountOpened(new AccountNumber(AccountKind.Cancellation, 1), null, null, null),
        new EntryBody.AccountOpened(Installation, "970140000112", "KZ-0001", null),
        new EntryBody.AccountOpened(Applicant, "person-5f2c", null, null),
        new EntryBody.Moved(MoveCode.T01,
        [
            new Move(Block("KZ-Q-2022-2025-1:100"), null, Issuance, new UnitAttributes(2022, "KZ-0001", null, false)),
            new Move(
                Block("KZ-Q-2022-2025-101"),
                null,
                Issuance,
                new UnitAttributes(2023, "newInstallations", null, false)),
        ]),
        new EntryBody.Moved(MoveCode.T14,
            [new Move(Block("KZ-O-2023-0000-1:7"), null, Applicant, new UnitAttributes(0, null, "OP-7", false))]),
        new EntryBody.Moved(MoveCode.T05, [new Move(Block("KZ-Q-2022-2025-1:100"), Issuance, Installation, null)]),
        new EntryBody.Moved(MoveCode.T10,
            [new Move(Block("KZ-Q-2022-2025-1:5"), Installation, Reserve, new UnitAttributes(2022, null, null, true))]),
        new EntryBody.Moved(MoveCode.T10,
            [new Move(Block("KZ-Q-2022-2025-6:9"), Installation, Reserve, new UnitAttributes(0, null, null, false))]),
        new EntryBody.Moved(MoveCode.T12, [new Move(Block("KZ-Q-2022-2025-10:20"), Installation, Reserve, null)])
        {
            OpenDuty = [2022, 2023],
        },
        new EntryBody.Moved(MoveCode.T26, [new Move(Block("KZ-Q-2022-2025-10:20"), Reserve, Installation, null)])
        {
            Corrects = 10,
        },
        new EntryBody.AccountBlocked(Installation, "notSubmitted"),
        new EntryBody.AccountUnblocked(Installation, "notSubmitted"),
        new EntryBody.HolderChanged(Installation, "970140000223"),
        new EntryBody.AccountClosed(Installation),
        new EntryBody.AccountOpened(Applicant, "970140000112", null, null) { Project = "ПЛ-7" },
        new EntryBody.Moved(MoveCode.T13,
        [
            new Move(
                Block("KZ-Q-2022-2025-101"),
                new AccountNumber(AccountKind.ReserveNew, 1),
                new AccountNumber(AccountKind.ReserveCapacity, 1),
                null),
        ])
        {
            Balances =
            [
                new AccountBalance(new AccountNumber(AccountKind.ReserveNew, 1), 10_475_000),
                new AccountBalance(new AccountNumber(AccountKind.ReserveCapacity, 1), 0),
            ],
        },
        new EntryBody.Moved(MoveCode.T19, [new Move(Block("KZ-Q-2022-2025-1:5"), Installation, Surrender, null)])
        {
            Year = 2024,
            Deficit = 30,
        },
        new EntryBody.Moved(MoveCode.T26, [new Move(Block("KZ-Q-2022-2025-1:5"), Surrender, Installation, null)])
        {
            Corrects = 18,
            Year = 2024,
        },
    ]);

    public static Entry Of(long n, EntryBody body) => new(
        n,
        new DateTimeOffset(2022, 7, 27, 17, 0, 0, 5, TimeSpan.FromHours(6)),
        $"accountApplication.970140000112.2022.№{n}/act",
        $"accountApplication.970140000112.2022.№{n}",
        new Basis(new BasisDocument($"525-Д/{n}", new string('a', 64)), "¶14", "2021-07-01"),
        n % 2 == 0 ? ["deadline"] : ["user-1", "user-2"],
        body);

    private static UnitBlock Block(string text) => UnitBlock.Parse(text);

    private static Entry[] Number(EntryBody[] bodies) => [.. bodies.Select((body, n) => Of(n, body))];
}
