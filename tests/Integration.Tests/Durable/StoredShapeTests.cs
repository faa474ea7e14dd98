using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>Shapes that outlive a release: stored rows and the public surface.</summary>
public sealed class StoredShapeTests
{
    [Fact]
    public void History_AsWrittenByTheFirstRelease_IsReadAndWrittenTheSame()
    {
        const string stored =
            """
            {"k":"TurnStarted","at":"2026-01-05T09:00:00Z"}
            {"k":"ExecutionStarted","n":"Өтінім"}
            {"k":"TaskScheduled","id":0,"n":"Load","d":"{\"code\":\"KZ-0001\"}"}
            {"k":"TaskFailed","id":0,"f":{"ErrorType":"IOException","ErrorMessage":"жоқ"},"final":true,"x":"e1"}
            {"k":"TimerCreated","id":1,"at":"2026-04-05T09:00:00Z"}
            {"k":"SubOrchestrationCreated","id":2,"n":"Child","to":"child"}
            {"k":"EventRaised","n":"go","d":"1","src":"e2/3"}
            {"k":"ExecutionTerminated","deep":true}

            """;

        Assert.Equal(stored.ReplaceLineEndings("\n"), HistoryText.Write(HistoryText.Read(stored)));
    }

    [Fact]
    public void EventKinds_AreNeverRenamed() => Assert.Equal(
        [
            "TurnStarted", "ExecutionStarted", "TaskScheduled", "TaskCompleted", "TaskFailed", "TimerCreated",
            "TimerFired", "SubOrchestrationCreated", "SubOrchestrationCompleted", "SubOrchestrationFailed", "EventSent",
            "EventRaised", "ExecutionSuspended", "ExecutionResumed", "ExecutionTerminated", "ExecutionCompleted",
        ],
        Enum.GetNames<EventKind>());

    [Theory]
    [InlineData("accountApplication.123456789012.2022.А-17~0badcafe")]
    [InlineData("a/b\\c#d?e%f^g'h i\u0001\u007f")]
    [InlineData("жер😀")]
    public void InstanceKey_OfAnyId_IsAllowedAndReversible(string id)
    {
        var key = InstanceKey.Encode(id);

        Assert.Equal(id, InstanceKey.Decode(key));
        Assert.DoesNotContain(key, unit => "/\\#?%' ".Contains(unit) || char.IsControl(unit));
        Assert.StartsWith(InstanceKey.EncodePrefix(id[..2]), key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    public void InstanceKey_OfAnIdThatIsNotAllowed_IsRefused(string id) =>
        Assert.Throws<ArgumentException>(() => InstanceKey.Encode(id));

    [Fact]
    public void InstanceKey_OfAnIdThatIsTooLong_IsRefused() =>
        Assert.Throws<ArgumentException>(() => InstanceKey.Encode(new string('#', 200)));

    [Fact]
    public void PublicTypes_AreThoseOfTheOriginalOnly() => Assert.Equal(
        [
            "Grpc.Core.RpcException", "Grpc.Core.Status", "Grpc.Core.StatusCode",
            "Microsoft.DurableTask.AsyncPageable`1", "Microsoft.DurableTask.AsyncRetryHandler",
            "Microsoft.DurableTask.Client.DurableTaskClient", "Microsoft.DurableTask.Client.OrchestrationMetadata",
            "Microsoft.DurableTask.Client.OrchestrationQuery",
            "Microsoft.DurableTask.Client.OrchestrationRuntimeStatus",
            "Microsoft.DurableTask.Client.PurgeInstanceOptions", "Microsoft.DurableTask.Client.PurgeInstancesFilter",
            "Microsoft.DurableTask.Client.PurgeResult", "Microsoft.DurableTask.Client.TerminateInstanceOptions",
            "Microsoft.DurableTask.Converters.JsonDataConverter", "Microsoft.DurableTask.DataConverter",
            "Microsoft.DurableTask.Page`1", "Microsoft.DurableTask.ParentOrchestrationInstance",
            "Microsoft.DurableTask.RetryContext", "Microsoft.DurableTask.RetryHandler",
            "Microsoft.DurableTask.RetryPolicy", "Microsoft.DurableTask.StartOrchestrationOptions",
            "Microsoft.DurableTask.SubOrchestrationOptions", "Microsoft.DurableTask.TaskActivityContext",
            "Microsoft.DurableTask.TaskFailedException", "Microsoft.DurableTask.TaskFailureDetails",
            "Microsoft.DurableTask.TaskName", "Microsoft.DurableTask.TaskOptions",
            "Microsoft.DurableTask.TaskOrchestrationContext", "Microsoft.DurableTask.TaskRetryOptions",
        ],
        typeof(TaskName).Assembly.GetExportedTypes().Select(type => type.FullName!).Order(StringComparer.Ordinal));
}
