using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using CarbonRegistry.Integration.Tests.Support;
using CarbonRegistry.Local.Functions;

namespace CarbonRegistry.Integration.Tests.Host;

public sealed class ClockMoverTests : IDisposable
{
    private static readonly DateTimeOffset Start = Moment("2022-07-25T09:00:00+06:00");
    private readonly StillTime real = new();
    private readonly VirtualClock clock;
    private readonly SortedSet<DateTimeOffset> due = [];
    private readonly List<string> seen = [];
    private readonly ClockMover mover;

    public ClockMoverTests()
    {
        clock = new VirtualClock(Start, real);
        // An engine in small: each timer that is due is seen, and the one of the third day sets another.
        mover = new ClockMover(clock, new ClockSteps(() => due.Count > 0 ? due.Min : null, () => null, _ =>
        {
            while (due.Count > 0 && due.Min <= clock.GetUtcNow())
            {
                DateTimeOffset timer = due.Min;
                due.Remove(timer);
                seen.Add($"{timer:MM-dd HH:mm} at {clock.GetUtcNow():MM-dd HH:mm}");
                if (timer == Start.AddDays(3)) due.Add(Start.AddDays(4));
            }

            return Task.CompletedTask;
        }));
    }

    public void Dispose() => mover.Dispose();

    [Fact]
    public async Task Move_OverTimers_ShowsEachItsOwnMoment()
    {
        due.UnionWith([Start.AddDays(3), Start.AddDays(1), Start.AddDays(30)]);

        int? fired = await mover.MoveToAsync(Start.AddDays(10), CancellationToken.None);

        Assert.Equal(3, fired);
        Assert.Equal(["07-26 09:00 at 07-26 03:00", "07-28 09:00 at 07-28 03:00", "07-29 09:00 at 07-29 03:00"], seen);
        Assert.Equal(Start.AddDays(10), clock.GetUtcNow());
    }

    [Fact]
    public async Task Advance_ToNextTimer_StopsThere()
    {
        due.UnionWith([Start.AddDays(3), Start.AddDays(9)]);

        Assert.Equal(1, await mover.AdvanceAsync(CancellationToken.None));
        Assert.Equal(Start.AddDays(3), clock.GetUtcNow());
        due.Clear();
        Assert.Null(await mover.AdvanceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Move_Backwards_IsRefused()
    {
        Assert.Null(await mover.MoveToAsync(Start.AddTicks(-1), CancellationToken.None));
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Delay_ByVirtualClock_EndsWhenTheClockPassesIt()
    {
        Task near = Task.Delay(TimeSpan.FromHours(1), clock);
        Task far = Task.Delay(TimeSpan.FromDays(40), clock);
        clock.TryMoveTo(Start.AddHours(1).AddTicks(-1));
        Assert.False(near.IsCompleted);

        clock.TryMoveTo(Start.AddHours(1));
        await near;

        Assert.False(far.IsCompleted);
        real.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Start.AddHours(1).AddMinutes(5), clock.GetUtcNow());
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A real clock that a test holds still.</summary>
    private sealed class StillTime : TimeProvider
    {
        private long stamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => stamp;

        public void Advance(TimeSpan span) => stamp += span.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new NeverTimer();

        private sealed class NeverTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class ClockEndpointTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string From = "2022-07-25T09:00:00+06:00";

    public async Task InitializeAsync() =>
        await new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts").DeleteIfExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(SampleHost.RegistrarKey, HttpStatusCode.Forbidden)]
    [InlineData(SampleHost.AdminKey, HttpStatusCode.OK)]
    public async Task Clock_ForRole_AnswersAsItMay(string? key, HttpStatusCode expected)
    {
        await using SampleHost host = await StartAsync("--clock", From);
        using HttpResponseMessage response = await PostAsync(host, """{"to": "2022-07-26T09:00:00+06:00"}""", key);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"to": "2022-07-01T09:00:00+06:00"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"advance": "nextTimer"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"to": "2022-08-01T09:00:00"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"advance": "far"}""", HttpStatusCode.BadRequest)]
    [InlineData("""[]""", HttpStatusCode.BadRequest)]
    [InlineData("""{""", HttpStatusCode.BadRequest)]
    public async Task Clock_ThatCannotMoveSo_SaysWhy(string body, HttpStatusCode expected)
    {
        await using SampleHost host = await StartAsync("--clock", From);
        using HttpResponseMessage response = await PostAsync(host, body, SampleHost.AdminKey);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Clock_ThatIsReal_CannotBeMoved()
    {
        await using SampleHost host = await StartAsync();
        using HttpResponseMessage response =
            await PostAsync(host, """{"to": "2099-01-01T00:00:00Z"}""", SampleHost.AdminKey);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Clock_AfterRestart_ContinuesFromTheLaterMoment()
    {
        await using (SampleHost host = await StartAsync("--clock", From))
        {
            using HttpResponseMessage moved =
                await PostAsync(host, """{"to": "2022-08-01T09:00:00+06:00"}""", SampleHost.AdminKey);
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }

        await using SampleHost again = await StartAsync("--clock", From);
        using HttpResponseMessage shown =
            await again.Http.SendAsync(SampleHost.Get("/admin/clock", SampleHost.AdminKey));
        JsonElement clock = await shown.Content.ReadFromJsonAsync<JsonElement>();

        DateTimeOffset now = clock.GetProperty("now").GetDateTimeOffset();
        Assert.True(clock.GetProperty("virtual").GetBoolean());
        Assert.InRange(now, Moment("2022-08-01T03:00:00Z"), Moment("2022-08-01T03:05:00Z"));
    }

    [Fact]
    public async Task Timer_OverDays_RunsOnEachAndMakesUpForTheTimeWhenTheHostWasDown()
    {
        await using (SampleHost host = await StartAsync("--clock", From))
        {
            using HttpResponseMessage moved =
                await PostAsync(host, """{"to": "2022-07-27T09:00:00+06:00"}""", SampleHost.AdminKey);
            Assert.Equal(
                ["2022-07-25 06:00 False 2022-07-25 06:00", "2022-07-26 06:00 False 2022-07-26 06:00"], host.Log.Lines);
        }

        await using SampleHost again = await StartAsync("--clock", "2022-07-30T12:00:00Z");
        await again.Log.UntilAsync(lines => lines.Count > 0);

        Assert.Equal(["2022-07-30 12:00 True 2022-07-27 06:00"], again.Log.Lines);
    }

    private Task<SampleHost> StartAsync(params string[] args) =>
        SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleTimers), args);

    private static async Task<HttpResponseMessage> PostAsync(SampleHost host, string body, string? key)
    {
        using HttpRequestMessage request = SampleHost.Get("/admin/clock", key);
        request.Method = HttpMethod.Post;
        request.Content = new StringContent(body);
        return await host.Http.SendAsync(request);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
