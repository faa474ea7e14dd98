using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Access;

/// <summary>
/// How the administrator takes a user's access away and gives it back, whatever roles the identity provider names
/// (presentation of the registry of 2012).
/// </summary>
public sealed class UserDoors(UserStore users, TimeProvider time)
{
    private const int DefaultTake = 100;
    private const int MaximumTake = 1000;
    private const int IdAtMost = 200;

    /// <summary>The users who were enrolled here, or blocked.</summary>
    [Function("GetUsers")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.IsAny(Role.Admin, Role.Auditor))
            return Answers.Forbidden(request);
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        if (!ContinuationToken.TryRead(request.Query["continue"], out var token))
            return Answers.BadParameter(request, "continue");
        var (items, next) = await users.UsersAsync(take, token, cancellation);
        return Answers.Ok(new { Items = items.Select(View), Continue = ContinuationToken.Write(next) });
    }

    /// <summary>Takes the access away. A user whom the registry has not met yet may be blocked as well.</summary>
    [Function("PostUserBlock")]
    public Task<IResult> BlockAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{id}/block")] HttpRequest request,
        string id,
        CancellationToken cancellation) => SwitchAsync(request, id, blocked: true, cancellation);

    /// <summary>Gives the access back.</summary>
    [Function("PostUserUnblock")]
    public Task<IResult> UnblockAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{id}/unblock")] HttpRequest request,
        string id,
        CancellationToken cancellation) => SwitchAsync(request, id, blocked: false, cancellation);

    /// <summary>A user who is so already stays so: the second request changes nothing.</summary>
    private async Task<IResult> SwitchAsync(
        HttpRequest request, string id, bool blocked, CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!caller.Is(Role.Admin) || caller.Is(Role.Auditor))
            return Answers.Forbidden(request);
        if (id.Length > IdAtMost || (!blocked && await users.FindUserAsync(id, cancellation) is null))
            return Answers.NotFound(request);
        if (id == caller.Id)
            return Answers.Problem(request, StatusCodes.Status409Conflict, "oneself", AccessTexts.Oneself);
        var reason = (await RequestFields.ReadAsync(request, cancellation)).GetValueOrDefault("reason");
        if (reason is null)
            return Answers.Issues(request, [AccessTexts.ReasonMissing()]);
        var happened = new UserEvent(time.GetUtcNow(), blocked ? "blocked" : "unblocked", caller.Id, reason);
        var user = await users.ChangeUserAsync(
            id,
            known => known.Blocked == blocked
                ? known
                : known with { Blocked = blocked, History = [.. known.History, happened] },
            cancellation);
        return Answers.Ok(View(user));
    }

    private static object View(UserRecord user) => new
    {
        user.Id,
        user.Bin,
        Role = user.Bin is null ? null : user.Role.ToString().ToLowerInvariant(),
        user.Registration,
        user.Blocked,
        History = user.History.Select(happened =>
            new { At = KazakhstanTime.Local(happened.At), happened.What, happened.Who, happened.Reason }),
    };
}
