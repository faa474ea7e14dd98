using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>How a step of the story comes to its end.</summary>
internal enum Ending
{
    TwoRegistrars,
    Deadline,
    MissingPapers,
    NobodyDecides,
}

/// <summary>One document of the story.</summary>
/// <param name="At">The moment at which it is dropped.</param>
/// <param name="File">The name of the blob.</param>
/// <param name="Procedure">The procedure that ends with it.</param>
/// <param name="Due">The due date, counted by hand from the calendar; null when no term runs.</param>
/// <param name="Ending">How it ends.</param>
internal sealed record StoryStep(string At, string File, string? Procedure, string? Due, Ending Ending)
{
    public bool IsPlan => File.EndsWith(".xlsx", StringComparison.Ordinal);

    public byte[] Bytes => IsPlan ? Papers.Plan
        : File == Story.Forgotten ? RegistryClient.Json(Papers.Application("З-005", "KZ-0005", "2022-07-29"))
        : Papers.Sample(File);
}

/// <summary>The story of the samples 01 to 09, with one application that nobody ever decides.</summary>
internal static class Story
{
    public const string Plan = "nap-2022-2025.xlsx";
    public const string Forgotten = "05a-application-KZ-0005.json";
    public const string ForgottenProcedure = "accountApplication.170640578459.2022.З-005";
    public const string First = "accountApplication.050440556852.2022.З-001";
    public const string Second = "accountApplication.110340472035.2022.З-001";
    public const string Fourth = "accountApplication.130140080186.2022.З-003";

    public static readonly string Block = Of("monitoringPlanDefault", "12-03/451");
    public static readonly string Unblock = Of("monitoringPlanAccepted", "12-03/502");
    public static readonly string Additional = Of("additionalAllocation", "12-03/640");
    public static readonly string Liquidation = Of("installationLiquidation", "12-03/701");
    public static readonly string Assignment = Of("reserveAssignment", "12-03/702");

    public static IReadOnlyList<StoryStep> Steps { get; } =
    [
        new("2022-07-25T09:30:00+06:00", Plan, Papers.PlanProcedure, "2022-07-28", Ending.TwoRegistrars),
        new("2022-07-29T10:00:00+06:00", "01-application-KZ-0001.json", First, "2022-08-03", Ending.TwoRegistrars),
        new("2022-07-29T10:05:00+06:00", "02-application-KZ-0002.json", Second, "2022-08-03", Ending.TwoRegistrars),
        new("2022-07-29T10:10:00+06:00", "03-application-KZ-0004.json", Fourth, null, Ending.MissingPapers),
        new("2022-07-29T10:15:00+06:00", Forgotten, ForgottenProcedure, "2022-08-03", Ending.NobodyDecides),
        new("2022-08-02T11:00:00+06:00", "04-supplement-KZ-0004.json", Fourth, "2022-08-05", Ending.TwoRegistrars),
        new("2022-08-04T09:30:00+06:00", "05-plan-default-KZ-0002.json", Block, "2022-08-11", Ending.Deadline),
        new("2022-08-18T15:00:00+06:00", "06-plan-accepted-KZ-0002.json", Unblock, "2022-08-23", Ending.TwoRegistrars),
        new("2022-09-06T09:00:00+06:00", "07-additional-KZ-0001.json", Additional, "2022-09-09", Ending.TwoRegistrars),
        new("2022-10-20T12:00:00+06:00", "08-liquidation-KZ-0004.json", Liquidation, "2022-11-04", Ending.Deadline),
        new("2022-11-08T10:00:00+06:00", "09-assignment.json", Assignment, "2022-11-11", Ending.TwoRegistrars),
    ];

    /// <summary>A procedure of the authority; its number has a slash, so that a digest follows.</summary>
    private static string Of(string kind, string number)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)))[..8];
        return $"{kind}.{Users.AuthorityBin}.2022.{number.Replace('/', '_')}~{digest}";
    }

    /// <summary>Drops the document of a step.</summary>
    public static Task DropAsync(RegistryClient client, StoryStep step) =>
        client.DropAsync(step.IsPlan ? "plans" : "notices", step.File, step.Bytes);

    /// <summary>
    /// Brings a step to its end once its document is dropped. May be repeated: what was done before is not done again.
    /// </summary>
    /// <returns>The procedure while it waited, and after its end; null where there is none.</returns>
    public static async Task<(JsonElement? Waiting, JsonElement? Ended)> FinishAsync(
        RegistryClient client, StoryStep step)
    {
        switch (step.Ending)
        {
            case Ending.MissingPapers:
                return (await client.AwaitStageAsync(step.Procedure!, "awaitingDocuments"), null);
            case Ending.NobodyDecides:
                return (await client.AwaitStageAsync(step.Procedure!, "awaitingDecision"), null);
        }
        var waiting = await AwaitDecisionAsync(client, step.Procedure!);
        if (step.Ending == Ending.Deadline)
            await MoveAsync(client, $"{step.Due}T23:00:00+06:00");
        else
            await ApproveAsync(client, step.Procedure!);
        return (waiting, await client.AwaitStageAsync(step.Procedure!, "executed"));
    }

    /// <summary>Moves the clock unless it is later already.</summary>
    public static async Task MoveAsync(RegistryClient client, string to)
    {
        var answer = await client.PostJsonAsync("/admin/clock", "admin", new { to });
        Assert.True(answer.Status is 200 or 409, answer.Text);
    }

    private static async Task<JsonElement> AwaitDecisionAsync(RegistryClient client, string procedure)
    {
        var before = await client.ProcedureAsync(procedure);
        return before.Status == 200 && before.Json.GetProperty("stage").GetString() is "executing" or "executed"
            ? before.Json
            : await client.AwaitStageAsync(procedure, "awaitingDecision");
    }

    private static async Task ApproveAsync(RegistryClient client, string procedure)
    {
        foreach (var registrar in new[] { "registrar-1", "registrar-2" })
        {
            var answer = await client.DecideAsync(procedure, registrar, "approve");
            Assert.True(answer.Status is 200 or 409, answer.Text);
        }
    }
}
