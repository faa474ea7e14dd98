namespace CarbonRegistry.Functions.Demo;

/// <summary>The first compliance year: reserve, surrender, sale, a new installation (¶17–20, 23, 27, 28).</summary>
internal static class DemoCompliance
{
    private const string Authority = DemoScript.Authority;
    private const string Holder = "050440556852";
    private const string Operator = "120140000007";

    /// <summary>The steps, in order.</summary>
    public static DemoStep[] Steps() =>
    [
        new("2022-11-15T10:00:00+06:00", "10-top-up.json",
            $"reserveTopUp.{Authority}.2022.12-03_733~",
            "the authority tops up the reserve of administered installations from the largest one")
        {
            Due = "2022-11-18", Decided = DemoDecision.TwoRegistrars, Units = 500_000,
        },
        new("2022-11-21T10:00:00+06:00", "35-auction-calendar-2023.json",
            $"auctionCalendar.{Operator}.2022.КА-2023",
            "the operator publishes the calendar of the next year's auctions before 1 December")
        {
            Decided = DemoDecision.AtOnce,
        },
        new("2023-04-12T10:00:00+06:00", "11-report-KZ-0001.json",
            $"verifiedReportRegistered.{Operator}.2023.ОИ-2022_0001~",
            "the report of KZ-0001 for 2022 is registered; nobody hurries, the registry surrenders on the due day")
        {
            Due = "2023-04-19", Decided = DemoDecision.Deadline, Units = 698_412,
        },
        new("2023-05-02T10:00:00+06:00", "12-sale-KZ-0001-KZ-0002.json",
            $"directSaleResult.{Authority}.2023.12-03_188~",
            "KZ-0001 sells to KZ-0002, says the authority")
        {
            Due = "2023-05-05", Decided = DemoDecision.TwoRegistrars, Units = 1_500,
        },
        new("2023-05-10T10:00:00+06:00", "13-additional-surrender-KZ-0001.json",
            $"additionalSurrender.{Authority}.2023.12-03_195~",
            "additional quota of KZ-0001 is to be surrendered")
        {
            Due = "2023-05-15", Decided = DemoDecision.TwoRegistrars, Units = 20_000,
        },
        new("2023-05-15T10:00:00+06:00", "14-application-KZ-9001.json",
            $"accountApplication.{Holder}.2023.З-015",
            "the same operator applies for a new boiler house that the plan does not name")
        {
            Due = "2023-05-18", Decided = DemoDecision.TwoRegistrars,
        },
        new("2023-05-22T10:00:00+06:00", "15-reserve-allocation-KZ-9001.json",
            $"reserveAllocation.{Authority}.2023.12-03_214~",
            "the new boiler house gets its quota out of the reserve")
        {
            Due = "2023-05-25", Decided = DemoDecision.TwoRegistrars, Units = 120_000,
        },
        new("2023-06-01T10:00:00+06:00", "16-return-KZ-0001.json",
            $"returnToReserve.{Authority}.2023.12-03_233~",
            "units of KZ-0001 go back to the reserve")
        {
            Due = "2023-06-06", Decided = DemoDecision.TwoRegistrars, Units = 40_000,
        },
        new("2023-06-12T10:00:00+06:00", "17-return-assignment.json",
            $"reserveAssignment.{Authority}.2023.12-03_241~",
            "they are assigned to the reserve for unaccounted installations")
        {
            Due = "2023-06-15", Decided = DemoDecision.TwoRegistrars, Units = 40_000,
        },
    ];
}
