using System.Globalization;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>The call in a parent that a sub-orchestration answers.</summary>
internal sealed record ParentCall(string InstanceId, string Name, string Execution, int CallId);

/// <summary>
/// The head row of an instance. Its texts are in stored form: the text itself, or the name of the blob that has it.
/// </summary>
internal sealed record InstanceState
{
    public const string RowKey = "state";

    /// <summary>The columns that a start needs to know which instances wait for what.</summary>
    public static readonly IReadOnlyList<string> RecoveryColumns =
        ["PartitionKey", "RowKey", nameof(Status), nameof(NextTimer), nameof(WantsTurn)];

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Differs between all executions of an id: results of one never reach another.</summary>
    public required string Execution { get; init; }

    /// <summary>The number of continue-as-new so far; pages of history carry it in their key.</summary>
    public int Generation { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public ParentCall? Parent { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public string? Failure { get; init; }

    /// <summary>Events that continue-as-new brought along, as history text.</summary>
    public string? Carried { get; init; }

    public string? Tags { get; init; }

    /// <summary>The nearest timer, or the start that was ordered for later.</summary>
    public DateTimeOffset? NextTimer { get; init; }

    /// <summary>Activities that have no result yet.</summary>
    public int OpenCalls { get; init; }

    /// <summary>Full pages of history beside this row.</summary>
    public int Pages { get; init; }

    /// <summary>The newest events, behind the pages.</summary>
    public string History { get; init; } = "";

    /// <summary>Messages to others that are decided and perhaps not delivered, as history text.</summary>
    public string? Outbox { get; init; }

    public bool HasEnded => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether a start must give it a turn: to begin, to repeat activities, to send messages.</summary>
    public bool WantsTurn { get; init; }

    public bool HasBegun => Pages > 0 || History.Length > 0;

    public IReadOnlyDictionary<string, object> ToRow()
    {
        var row = new Dictionary<string, object>
        {
            [nameof(Name)] = Name,
            [nameof(Execution)] = Execution,
            [nameof(Generation)] = Generation,
            [nameof(Status)] = Status.ToString(),
            [nameof(Created)] = Time(Created),
            [nameof(Updated)] = Time(Updated),
            [nameof(OpenCalls)] = OpenCalls,
            [nameof(Pages)] = Pages,
            [nameof(History)] = History,
            ["Active"] = !HasEnded || Outbox is not null,
            [nameof(WantsTurn)] =
                Outbox is not null || (!HasEnded && (OpenCalls > 0 || (!HasBegun && NextTimer is null))),
        };
        Put(row, nameof(Input), Input);
        Put(row, nameof(Output), Output);
        Put(row, nameof(CustomStatus), CustomStatus);
        Put(row, nameof(Failure), Failure);
        Put(row, nameof(Carried), Carried);
        Put(row, nameof(Tags), Tags);
        Put(row, nameof(Outbox), Outbox);
        Put(row, nameof(NextTimer), NextTimer is { } due ? Time(due) : null);
        if (Parent is { } parent)
        {
            row["ParentId"] = parent.InstanceId;
            row["ParentName"] = parent.Name;
            row["ParentExecution"] = parent.Execution;
            row["ParentCall"] = parent.CallId;
        }

        return row;
    }

    public static InstanceState FromRow(StoredRow row) => new()
    {
        Id = InstanceKey.Decode(row.Partition),
        Name = Text(row, nameof(Name)) ?? "",
        Execution = Text(row, nameof(Execution)) ?? "",
        Generation = Number(row, nameof(Generation)),
        Status = Enum.Parse<OrchestrationRuntimeStatus>(Text(row, nameof(Status)) ?? ""),
        Created = TimeOf(Text(row, nameof(Created))) ?? default,
        Updated = TimeOf(Text(row, nameof(Updated))) ?? default,
        Input = Text(row, nameof(Input)),
        Output = Text(row, nameof(Output)),
        CustomStatus = Text(row, nameof(CustomStatus)),
        Failure = Text(row, nameof(Failure)),
        Carried = Text(row, nameof(Carried)),
        Tags = Text(row, nameof(Tags)),
        NextTimer = TimeOf(Text(row, nameof(NextTimer))),
        OpenCalls = Number(row, nameof(OpenCalls)),
        WantsTurn = row.Values.GetValueOrDefault(nameof(WantsTurn)) as bool? ?? false,
        Pages = Number(row, nameof(Pages)),
        History = Text(row, nameof(History)) ?? "",
        Outbox = Text(row, nameof(Outbox)),
        Parent = Text(row, "ParentId") is { } parent
            ? new(parent, Text(row, "ParentName") ?? "", Text(row, "ParentExecution") ?? "", Number(row, "ParentCall"))
            : null,
    };

    /// <summary>Times are texts of fixed width, so that they compare as they follow one another.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset? TimeOf(string? text) => text is null
        ? null
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void Put(Dictionary<string, object> row, string name, string? value)
    {
        if (value is not null)
            row[name] = value;
    }

    private static string? Text(StoredRow row, string name) => row.Values.GetValueOrDefault(name) as string;

    private static int Number(StoredRow row, string name) => row.Values.GetValueOrDefault(name) as int? ?? 0;
}
