using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarbonRegistry.Local.Functions;

/// <summary>What the clock asks of the orchestrations while it is moved.</summary>
/// <param name="NextTimer">The earliest timer of any orchestration; null when none waits.</param>
/// <param name="NextStop">The earliest other moment at which something wants to run; null when there is none.</param>
/// <param name="WhenIdle">Completes when nothing is left to do at the present moment.</param>
internal sealed record ClockSteps(
    Func<DateTimeOffset?> NextTimer, Func<DateTimeOffset?> NextStop, Func<CancellationToken, Task> WhenIdle);

/// <summary>Moves a virtual clock as if time had passed: every timer on the way sees its own moment.</summary>
internal sealed class ClockMover(VirtualClock clock, ClockSteps steps) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A longer move stops at the orchestrations' timers alone: a daily function would run a thousand times for nothing.
    // It runs once at the end, past due, as after a stop of the host.
    private static readonly TimeSpan LongMove = TimeSpan.FromDays(40);
    private readonly SemaphoreSlim one = new(1);

    public DateTimeOffset? NextTimer => steps.NextTimer();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Moves the clock to a moment.</summary>
    /// <returns>How many timers fell due on the way; null when the moment has passed already.</returns>
    public async Task<int?> MoveToAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (target < clock.GetUtcNow()) return null;
            return await StepAsync(target, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Moves the clock to the next timer; null when none waits.</summary>
    public async Task<int?> AdvanceAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            await IdleAsync(cancellation);
            if (steps.NextTimer() is not { } next) return null;
            return await StepAsync(Later(next, clock.GetUtcNow()), cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<int> StepAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        int fired = 0;
        DateTimeOffset? last = null;
        await IdleAsync(cancellation);
        bool isLong = target - clock.GetUtcNow() > LongMove;
        while (Earlier(steps.NextTimer(), isLong ? null : steps.NextStop()) is { } next && next <= target)
        {
            // A moment that stays due after it was reached belongs to work that hangs; time goes on without it.
            if (next == last) break;
            last = next;
            if (next == steps.NextTimer()) fired++;
            clock.TryMoveTo(next);
            await IdleAsync(cancellation);
        }

        clock.TryMoveTo(target);
        await IdleAsync(cancellation);
        return fired;
    }

    /// <summary>Waits until the work is done, but not for ever: an activity may hang, and time goes on.</summary>
    private async Task IdleAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await steps.WhenIdle(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>The routes that show and move the clock.</summary>
internal static class ClockEndpoints
{
    private const string Admin = "Admin";

    /// <param name="routes">Takes the routes.</param>
    /// <param name="mover">Moves the virtual clock; null when the clock is the real one.</param>
    /// <param name="real">The real clock, shown when there is no virtual one.</param>
    /// <param name="moved">Called after each move, with the request's cancellation.</param>
    public static void MapClock(
        this IEndpointRouteBuilder routes, ClockMover? mover, TimeProvider real, Func<CancellationToken, Task> moved)
    {
        routes.MapGet("/admin/clock", (RequestDelegate)(context => GetAsync(context, mover, real)));
        routes.MapPost("/admin/clock", (RequestDelegate)(context => PostAsync(context, mover, moved)));
    }

    private static async Task GetAsync(HttpContext context, ClockMover? mover, TimeProvider real)
    {
        if (await RefusedAsync(context)) return;
        DateTimeOffset now = mover?.Now ?? real.GetUtcNow();
        DateTimeOffset? nextTimer = mover?.NextTimer;
        await context.Response.WriteAsJsonAsync(new { now, @virtual = mover is not null, nextTimer });
    }

    private static async Task PostAsync(HttpContext context, ClockMover? mover, Func<CancellationToken, Task> moved)
    {
        if (await RefusedAsync(context)) return;
        if (mover is null)
        {
            await Problems.WriteAsync(context, StatusCodes.Status409Conflict, "The clock is the real one.");
            return;
        }

        (DateTimeOffset? to, bool advance) = await ReadAsync(context);
        if (to is null && !advance)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status400BadRequest,
                "The body is {\"to\": moment with offset} or {\"advance\": \"nextTimer\"}.");
            return;
        }

        int? fired = to is { } target
            ? await mover.MoveToAsync(target, context.RequestAborted)
            : await mover.AdvanceAsync(context.RequestAborted);
        if (fired is not { } firedTimers)
        {
            string why = advance ? "No timer waits." : $"It is later already: {mover.Now:O}.";
            await Problems.WriteAsync(context, StatusCodes.Status409Conflict, why);
            return;
        }

        await moved(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new { now = mover.Now, firedTimers });
    }

    private static async Task<bool> RefusedAsync(HttpContext context)
    {
        if (LocalIdentity.Refusal(context, Admin) is not { } status) return false;
        await Problems.WriteAsync(context, status, "The clock wants the role Admin.");
        return true;
    }

    private static async Task<(DateTimeOffset? To, bool Advance)> ReadAsync(HttpContext context)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(
                context.Request.Body, cancellationToken: context.RequestAborted);
            if (body.RootElement.ValueKind != JsonValueKind.Object) return (null, false);
            bool advance = Text(body.RootElement, "advance") == "nextTimer";
            return HostArguments.TryMoment(Text(body.RootElement, "to"), out DateTimeOffset to)
                ? (to, false)
                : (null, advance);
        }
        catch (JsonException)
        {
            return (null, false);
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
