using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>
/// The account of installation A in each state that a document can find it in. Otherwise it is open, belongs to
/// <see cref="Holder"/> and has 115 units, 15 of them additional quota. B is another holder's and has 50 units; Z is
/// the holder's own and has none.
/// </summary>
internal sealed class AccountStates
{
    public const string Holder = "holder-A";
    public const long Additional = 15;

    private const string Table = """
        2022-2023
        A                         210140000016  60  40
        B                         010240005554  30  20
        Z                         210140000016  0   0
        newInstallations          60  60
        unaccountedInstallations  1   2
        capacityIncrease          50  50
        administeredTransition    0   1
        auction                   7   8
        """;

    private AccountStates(string state)
    {
        Books.Accept(Entered(barred: state == "notForSale"));
        Open("B", "holder-B");
        Open("Z", Holder);
        if (state == "none")
            return;
        Opened = Open("A", state == "other" ? "stranger" : Holder).Single(entry => entry.Body is EntryBody.Moved);
        Books.Accept(FromReserve.Decide(SomePapers.Additional("A", 2022, Additional), [Plan.Period]));
        switch (state)
        {
            case "blocked":
                Books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));
                break;
            case "short":
                Books.Accept(ReserveChanges.Decide(SomePapers.Return("A", 105), Plan.Period, Books.State));
                break;
            case "closed":
                Books.Accept(ReserveChanges.Decide(SomePapers.Return("A", 115), Plan.Period, Books.State));
                Close();
                break;
        }
    }

    public static NationalPlan Plan { get; } = PlanTable.Read(Table);

    public Books Books { get; } = new();

    public LedgerState Ledger => Books.State;

    /// <summary>The entry that gave the account its allocation; null when there is no account.</summary>
    public Entry? Opened { get; }

    public static AccountStates Of(string state) => new(state);

    /// <summary>The acts of ¶12; where units are barred, those of A may not be sold (Code, article 295(8)).</summary>
    private Orders.Post Entered(bool barred)
    {
        var orders = Assert.IsType<Orders.Post>(PlanEntry.Decide(Plan, Books.SystemOperator, Ledger));
        return !barred ? orders : new Orders.Post([.. orders.Acts.Select(order => order.Act is Act.Issue issue
            ? order with { Act = issue with { Lines = [.. issue.Lines.Select(Barred)] } }
            : order)]);
    }

    private static IssueLine Barred(IssueLine line) => line.Attributes.Line == "A"
        ? line with { Attributes = line.Attributes with { NotForSale = true } }
        : line;

    private IReadOnlyList<Entry> Open(string code, string holder) => Books.Accept(
        Opening.Decide(SomePapers.Application(Plan, code), Plan, holder, SomePapers.Today, Ledger));

    private void Close() => Ledger.Apply(new Entry(
        Ledger.Size,
        Some.Moment,
        "close-A",
        "close",
        Some.Basis,
        ["registrar-1"],
        new EntryBody.AccountClosed(Books.Account("A").Number)));
}
