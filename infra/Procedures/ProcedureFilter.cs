using System.Globalization;
using Azure.Data.Tables;

namespace CarbonRegistry.Infra.Procedures;

/// <summary>What the operators' board shows; a member that is null does not narrow it.</summary>
public sealed record ProcedureFilter
{
    /// <summary>How the columns of further persons begin; the service cannot search within a list.</summary>
    internal const string OtherPrefix = "Other";

    /// <summary>How many further persons find the procedure on their board.</summary>
    internal const int OthersKept = 8;

    /// <summary>The document's kind in camelCase.</summary>
    public string? Kind { get; init; }

    /// <summary>The provision, as the record has it; rows of before this column are not found by it.</summary>
    public string? Paragraph { get; init; }

    /// <summary>The sender's number as written.</summary>
    public string? Number { get; init; }

    /// <summary>Where the procedure stands.</summary>
    public ProcedureStage? Stage { get; init; }

    /// <summary>The installation's code.</summary>
    public string? Installation { get; init; }

    /// <summary>Only those due before this day.</summary>
    public DateOnly? DueBefore { get; init; }

    /// <summary>Only those due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Only those that are not overdue on this day: ended, due later, or without a due date.</summary>
    public DateOnly? NotOverdueOn { get; init; }

    /// <summary>True for those that have not ended, false for those that have.</summary>
    public bool? Open { get; init; }

    /// <summary>True for those that wait for papers or for a condition.</summary>
    public bool? Waits { get; init; }

    /// <summary>Only those that concern this BIN or IIN, as issuer or as holder.</summary>
    public string? Party { get; init; }

    /// <summary>Only papers about this contract of direct sale.</summary>
    public string? Deal { get; init; }

    /// <summary>True for those that promise units of an account.</summary>
    public bool? Promises { get; init; }

    /// <summary>The filter as the table service reads it.</summary>
    internal string ToOData(string partition)
    {
        var parts = new List<string> { TableClient.CreateQueryFilter($"PartitionKey eq {partition}") };
        Add(parts, Kind is null ? null : TableClient.CreateQueryFilter($"Kind eq {Kind}"));
        Add(parts, Paragraph is null ? null : TableClient.CreateQueryFilter($"Paragraph eq {Paragraph}"));
        Add(parts, Number is null ? null : TableClient.CreateQueryFilter($"Number eq {Number}"));
        Add(parts, Stage is null ? null : TableClient.CreateQueryFilter($"Stage eq {Stage.ToString()}"));
        Add(parts, Installation is null ? null : TableClient.CreateQueryFilter($"Installation eq {Installation}"));
        Add(parts, Open is null ? null : TableClient.CreateQueryFilter($"Ended eq {!Open.Value}"));
        Add(parts, Waits is null ? null : TableClient.CreateQueryFilter($"Waits eq {Waits.Value}"));
        Add(parts, Deal is null ? null : TableClient.CreateQueryFilter($"Deal eq {Deal}"));
        Add(parts, Promises is null ? null : TableClient.CreateQueryFilter($"Promises eq {Promises.Value}"));
        if (DueFrom is { } first)
            Add(parts, TableClient.CreateQueryFilter($"DueOn ge {Text(first)}"));
        if (DueBefore is { } day)
        {
            // A procedure whose clock does not run has an empty due date, which sorts before every day.
            Add(parts, TableClient.CreateQueryFilter($"DueOn gt {""} and DueOn lt {Text(day)}"));
        }
        if (NotOverdueOn is { } today)
            Add(parts, "("
                + TableClient.CreateQueryFilter($"Ended eq {true} or DueOn eq {""} or DueOn ge {Text(today)}") + ")");
        Add(parts, Party is null ? null : "(" + string.Join(" or ", PersonColumns().Select(column =>
            column + TableClient.CreateQueryFilter($" eq {Party}"))) + ")");
        return string.Join(" and ", parts);
    }

    private static IEnumerable<string> PersonColumns() =>
        ((string[])["Issuer", "Holder"]).Concat(Enumerable.Range(0, OthersKept).Select(index => OtherPrefix + index));

    /// <summary>A day as the rows keep it, so that the order of texts is the order of days.</summary>
    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Add(List<string> parts, string? part)
    {
        if (part is not null)
            parts.Add(part);
    }
}
