using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CarbonRegistry.Functions.Access;

/// <summary>
/// Looks the caller of every request up in the table of users: a blocked one gets no further, and one who used a
/// registration key acts for its company, and a delegate reads for the holders who appointed it. The decision of each
/// route rests on the roles as before.
/// </summary>
internal sealed class KnownCallers(UserStore users, RegistrySettings settings) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Caller.Of(http.Request) is { } caller)
        {
            var user = await users.FindUserAsync(caller.Id, context.CancellationToken);
            if (user is { Blocked: true })
            {
                await Answers.Problem(http.Request, StatusCodes.Status403Forbidden, "userBlocked", AccessTexts.Blocked)
                    .ExecuteAsync(http);
                return;
            }
            if (user is { Bin: { } bin })
                http.Items[typeof(Enrolment)] = new Enrolment(bin, RoleOf(user.Role));
            if (settings.AdmitsDelegates && Caller.Of(http.Request) is { Party: { } party } known
                && known.Is(Role.Delegate))
                http.Items[typeof(Appointments)] =
                    new Appointments(await users.HoldersOfAsync(party, context.CancellationToken));
        }
        await next(context);
    }

    private static Role RoleOf(RegisteredRole role) => role switch
    {
        RegisteredRole.Holder => Role.Holder,
        RegisteredRole.Delegate => Role.Delegate,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
