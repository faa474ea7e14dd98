namespace CarbonRegistry.Functions.Demo;

/// <summary>How units leave circulation, mistakes, and the end of the plan (¶3, 4, 21, 28–30; Code 295(10)).</summary>
internal static class DemoEnd
{
    private const string Authority = DemoScript.Authority;
    private const string Holder = "050440556852";
    private const string Operator = "120140000007";

    /// <summary>The steps, in order.</summary>
    public static DemoStep[] Steps() => [.. Leaving(), .. Changing(), .. Ending()];

    private static DemoStep[] Leaving() =>
    [
        new("2024-03-11T10:00:00+05:00", "24-offset-use-KZ-0001.json",
            $"offsetUse.{Holder}.2024.З-030",
            "the operator gives offset units for its surrender of 2023")
        {
            Decided = DemoDecision.AtOnce,
        },
        new("2024-04-10T10:00:00+05:00", "25-report-2023-KZ-0001.json",
            $"verifiedReportRegistered.{Operator}.2024.ОИ-2023_0001~",
            "the report for 2023 asks for more than the quota of two years; offset units fill the gap")
        {
            Due = "2024-04-17", Decided = DemoDecision.Deadline, Units = 653_337,
        },
        new("2024-05-13T10:00:00+05:00", "26-cancellation-KZ-0001.json",
            $"voluntaryCancellation.{Holder}.2024.З-033",
            "the operator cancels units of its own will; a person of the operator has to confirm")
        {
            Due = "2024-05-16", Decided = DemoDecision.RegistrarsAndHolder, Units = 500,
        },
        new("2024-06-03T10:00:00+05:00", "27-withdrawal-KZ-0002.json",
            $"withdrawal.{Authority}.2024.12-03_310~",
            "units of KZ-0002 are withdrawn, by mistake ten times too many")
        {
            Due = "2024-06-06", Decided = DemoDecision.TwoRegistrars, Units = 900,
        },
        new("2024-06-10T10:00:00+05:00", "28-correction.json",
            $"correction.{Authority}.2024.12-03_318~",
            "the mistake is corrected by an entry that reverses it")
        {
            Due = "2024-06-13", Decided = DemoDecision.TwoRegistrars, Units = 900,
        },
        new("2024-06-17T10:00:00+05:00", "29-withdrawal-KZ-0002.json",
            $"withdrawal.{Authority}.2024.12-03_319~",
            "the right number is withdrawn")
        {
            Due = "2024-06-20", Decided = DemoDecision.TwoRegistrars, Units = 90,
        },
        new("2024-07-15T10:00:00+05:00", "30-withdrawal-refused-KZ-0002.json",
            $"withdrawal.{Authority}.2024.12-03_327~",
            "a withdrawal of more than there is")
        {
            Due = "2024-07-18", Decided = DemoDecision.Refused, Units = 0, Refusal = "insufficientUnits",
        },
    ];

    private static DemoStep[] Changing() =>
    [
        new("2024-08-05T10:00:00+05:00", "31-operator-change-KZ-9001.json",
            $"operatorChange.{Holder}.2024.З-041",
            "another company takes over the boiler house")
        {
            Due = "2024-08-12", Decided = DemoDecision.TwoRegistrars,
        },
        new("2024-09-09T10:00:00+05:00", "32-closure-KZ-0004.json",
            $"accountClosure.{Operator}.2024.СО-9",
            "the empty account of the liquidated KZ-0004 is closed")
        {
            Due = "2024-09-12", Decided = DemoDecision.TwoRegistrars,
        },
        new("2025-04-10T10:00:00+05:00", "33-report-2024-KZ-0001.json",
            $"verifiedReportRegistered.{Operator}.2025.ОИ-2024_0001~",
            "the report of KZ-0001 for 2024 is registered")
        {
            Due = "2025-04-17", Decided = DemoDecision.TwoRegistrars, Units = 680_104,
        },
    ];

    private static DemoStep[] Ending() =>
    [
        new("2026-04-10T10:00:00+05:00", "34-report-2025-KZ-0001.json",
            $"verifiedReportRegistered.{Operator}.2026.ОИ-2025_0001~",
            "the report of KZ-0001 for 2025 is registered")
        {
            Due = "2026-04-17", Decided = DemoDecision.TwoRegistrars, Units = 655_210,
        },
        new("2026-06-01T09:00:00+05:00", null,
            $"leftOverReserve.{Operator}.2026.2022-2025",
            "the registry itself begins the end of the left-over reserve, ninety days ahead")
        {
            Decided = DemoDecision.Announced,
        },
        new("2026-08-26T09:00:00+05:00", null,
            $"leftOverReserve.{Operator}.2026.2022-2025",
            "ninety working days after the reporting date the left-over reserve is surrendered")
        {
            Due = "2026-08-31", Decided = DemoDecision.TwoRegistrars,
        },
        new("2026-09-01T09:00:00+05:00", null,
            $"termExpiry.{Operator}.2026.2022-2025",
            "the term of the plan's units comes near; holders are warned")
        {
            Decided = DemoDecision.Announced,
        },
        new("2026-10-01T09:00:00+05:00", null,
            $"termExpiry.{Operator}.2026.2022-2025",
            "the term is over: what is left of the plan is cancelled")
        {
            Due = "2026-10-06", Decided = DemoDecision.TwoRegistrars,
        },
    ];
}
