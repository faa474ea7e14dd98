using System.Text;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>Writes that follow one another, and where they write.</summary>
internal sealed record StoreStory(
    IReadOnlyList<string> Tables, IReadOnlyList<string> Containers, IReadOnlyList<Func<StoreParts, Task>> Steps);

/// <summary>
/// What callers do with the stores beside the journal, as steps that may each be repeated. Together they make every
/// public write.
/// </summary>
internal static class StoreStories
{
    private static readonly PlanPeriod Period = new(2022, 2023);

    public static IReadOnlyDictionary<string, StoreStory> All { get; } =
        new Dictionary<string, StoreStory>
        {
            ["procedure"] = new([StorageNames.ProceduresTable], [],
            [
                parts => parts.Procedures.CreateAsync(Record(), default),
                parts => ChangeAsync(parts, "dated", ProcedureStage.AwaitingDecision),
                parts => ChangeAsync(parts, "approved", ProcedureStage.Executing),
                parts => ChangeAsync(parts, "carried out", ProcedureStage.Executed),
            ]),
            ["plan"] = new([StorageNames.PlansTable], [StorageNames.Archive],
            [
                parts => parts.Plans.ClaimAsync(Plan("ТОО «Первое»"), "planInForce.1", default),
                parts => parts.Plans.SettleAsync(Plan("ТОО «Второе»"), "planInForce.1", default),
                parts => parts.Plans.MarkCarriedOutAsync(Period, default),
                parts => parts.Plans.ReleaseAsync(Period, "planInForce.1", default),
            ]),
            ["plan that is refused"] = new([StorageNames.PlansTable], [StorageNames.Archive],
            [
                parts => parts.Plans.ClaimAsync(Plan("ТОО «Первое»"), "planInForce.1", default),
                parts => parts.Plans.ReleaseAsync(Period, "planInForce.2", default),
                parts => parts.Plans.ReleaseAsync(Period, "planInForce.1", default),
            ]),
            ["document"] = new([], [StorageNames.Archive],
            [
                async parts =>
                {
                    var name = await parts.Archive.PutAsync(Bytes("Құжат"), default);
                    Assert.Equal("Құжат", Encoding.UTF8.GetString(await parts.Archive.GetAsync(name, default)));
                },
            ]),
            ["refused document"] = new([], [StorageNames.NoticesRejected],
            [
                parts => KeepAsync(parts, "заявка.json", "first"),
                parts => KeepAsync(parts, "заявка.json", "second"),
                parts => KeepAsync(parts, null, "over HTTP"),
            ]),
            ["names of persons"] = new([], [StorageNames.Keys],
            [
                async parts => parts.Persons.Add(await NameAsync(parts)),
                async parts => parts.Persons.Add(await NameAsync(parts)),
            ]),
            ["outgoing notice"] = new([], [StorageNames.Outbox], [parts => parts.Outbox.WriteAsync(Notice(), default)]),
        };

    public static ProcedureRecord Record() => new()
    {
        Id = "installationLiquidation.131040012349.2022.1",
        Kind = "installationLiquidation",
        Number = "1",
        Date = new DateOnly(2022, 8, 3),
        IssuerId = "131040012349",
        IssuerName = "Уполномоченный орган",
        Paragraph = "¶22",
        Stage = ProcedureStage.Received,
        ReceivedAt = At,
        DocumentSha256 = new string('a', 64),
        CanonicalSha256 = new string('b', 64),
    };

    private static DateTimeOffset At { get; } = new(2022, 8, 3, 10, 0, 0, TimeSpan.FromHours(6));

    private static Task ChangeAsync(StoreParts parts, string what, ProcedureStage stage) =>
        parts.Procedures.ChangeAsync(
        Record().Id,
        record => record.History.Any(known => known.Key == what)
            ? record
            : (record with { Stage = stage }).Noting(new(what, At, new LocalizedText(what, what, what), "registry")),
        default);

    private static Task KeepAsync(StoreParts parts, string? name, string text) => parts.Rejected.KeepAsync(
        StorageNames.NoticesRejected,
        name,
        ".json",
        Bytes(text),
        [new Issue("wrong", new LocalizedText("Қате", "Неверно", "Wrong"))],
        default);

    private static async Task<string> NameAsync(StoreParts parts) =>
        (await OpaqueIds.LoadAsync(parts.Blobs, default)).NameOf(IdentificationNumber.Parse("820101300307"));

    private static NationalPlan Plan(string operatorName)
    {
        var person = new PlanOperator(IdentificationNumber.Parse("210140000016"), operatorName);
        var units = new YearUnits(Period, [60, 40]);
        var line = new PlanInstallation("KZ-0001", "Станция", person, "Energy", "Abai", units);
        var reserve = ReserveCategoryName.All.Select(
            category => new ReserveLine(category, new YearUnits(Period, [1, 1]))).ToList();
        var total = line.Total + reserve.Sum(one => one.Total);
        return new NationalPlan(
            Period, "525-Д", new DateOnly(2022, 7, 11), new DateOnly(2022, 7, 25), total, [line], reserve);
    }

    private static OutgoingNotice Notice() => new(
        Record().Id,
        OutgoingKind.Executed,
        "¶22",
        "131040012349",
        new DateOnly(2022, 8, 3),
        null,
        100,
        [7],
        new LocalizedText("Орындалды", "Исполнено", "Executed"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
