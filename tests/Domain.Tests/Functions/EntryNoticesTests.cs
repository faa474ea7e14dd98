using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Outbox;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>Every holder whose account an act touches is told once of each kind.</summary>
public sealed class EntryNoticesTests
{
    private const string Seller = "050440556852";
    private const string Buyer = "120140000007";
    private static readonly AccountNumber Of = new(AccountKind.Installation, 1);
    private static readonly AccountNumber To = new(AccountKind.Installation, 2);
    private static readonly AccountNumber Sink = new(AccountKind.Cancellation, 1);

    [Fact]
    public void Of_ASale_TellsSellerAndBuyer()
    {
        var told = EntryNotices.Of([Moved(7, Of, To, 1, 100), Moved(8, Of, To, 101, 150)], HolderOf);

        Assert.Equal(
            [(Seller, OutgoingKind.Debited, 150L, "7,8"), (Buyer, OutgoingKind.Credited, 150L, "7,8")],
            told.Select(notice => (notice.To, notice.Kind, notice.Units!.Value, string.Join(',', notice.Entries))));
        Assert.All(told, notice => Assert.Contains("100", notice.Text.En));
        Assert.All(told, notice => Assert.Contains("50", notice.Text.Kk));
    }

    [Fact]
    public void Of_UnitsThatGoToTheSystem_TellsTheHolderAlone() => Assert.Equal(
        (Seller, OutgoingKind.Debited),
        Assert.Single(EntryNotices.Of([Moved(7, Of, Sink, 1, 5)], HolderOf)) is var one ? (one.To, one.Kind) : default);

    [Fact]
    public void Of_AnAccountOpened_TellsItsHolderAndNobodyOfTheSystem()
    {
        Entry[] entries =
        [
            EntryOf(1, new EntryBody.AccountOpened(Of, Seller, "KZ-0001", null)),
            EntryOf(2, new EntryBody.AccountOpened(Sink, null, null, null)),
            EntryOf(3, new EntryBody.AccountBlocked(Of, "incomplete")),
        ];

        Assert.Equal(
            [(Seller, OutgoingKind.AccountOpened), (Seller, OutgoingKind.Blocked)],
            EntryNotices.Of(entries, HolderOf).Select(notice => (notice.To, notice.Kind)));
    }

    private static string? HolderOf(AccountNumber account) => account == Of ? Seller : account == To ? Buyer : null;

    private static Entry Moved(long number, AccountNumber from, AccountNumber to, long first, long last)
    {
        var series = new UnitSeries(UnitKind.Quota, 2022, 2025);
        var move = new Move(new UnitBlock(series, new SerialRange(first, last)), from, to, null);
        return EntryOf(number, new EntryBody.Moved(MoveCode.T16, [move]));
    }

    private static Entry EntryOf(long number, EntryBody body) => new(
        number,
        new DateTimeOffset(2023, 5, 2, 17, 0, 0, TimeSpan.FromHours(6)),
        $"p/{number}",
        "p",
        new Basis(new BasisDocument("1", new string('a', 64)), "¶27", "2021-07-01"),
        ["policy"],
        body);
}
