using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Access;

/// <summary>
/// Requirements C3: a holder lets another company read its accounts and procedures, and takes that back. A delegate
/// holds nothing, hands in nothing for the holder and decides nothing. Off unless the settings admit delegates.
/// </summary>
public sealed class DelegateDoors(UserStore users, RegistrySettings settings, TimeProvider time)
{
    /// <summary>A holder's delegates, those of the past too; for a delegate the holders for whom it reads.</summary>
    [Function("GetDelegates")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "delegates")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!settings.AdmitsDelegates)
            return Answers.NotFound(request);
        if (caller.Is(Role.Delegate))
            return Answers.Ok(new { Items = caller.Principals.Select(holder => new { Holder = holder }) });
        if (!caller.Is(Role.Holder) || caller.Party is not { } party)
            return Answers.Forbidden(request);
        var made = await users.AppointmentsOfAsync(party, cancellation);
        return Answers.Ok(new { Items = made.Select(View) });
    }

    /// <summary>Appoints a delegate: <c>{"bin": …}</c>. Appointing it again changes nothing.</summary>
    [Function("PostDelegate")]
    public async Task<IResult> AppointAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "delegates")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Refusal(request, out var caller, out var holder) is { } refusal)
            return refusal;
        var bin = (await RequestFields.ReadAsync(request, cancellation)).GetValueOrDefault("bin");
        if (!IdentificationNumber.TryParse(bin, out var number) || number.IsNaturalPerson || number.Text == holder)
            return Answers.Issues(request, [AccessTexts.DelegateBin()]);
        return await SwitchAsync(caller, holder, number.Text, active: true, cancellation);
    }

    /// <summary>Takes an appointment back; from the next request on the delegate reads nothing of the holder.</summary>
    [Function("PostDelegateRevocation")]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "delegates/{bin}/revoke")] HttpRequest request,
        string bin,
        CancellationToken cancellation)
    {
        if (Refusal(request, out var caller, out var holder) is { } refusal)
            return refusal;
        if (!IdentificationNumber.TryParse(bin, out var number)
            || await users.FindAppointmentAsync(holder, number.Text, cancellation) is null)
            return Answers.NotFound(request);
        return await SwitchAsync(caller, holder, number.Text, active: false, cancellation);
    }

    private IResult? Refusal(HttpRequest request, out Caller caller, out string holder)
    {
        (caller, holder) = (null!, null!);
        if (Caller.Of(request) is not { } found)
            return Answers.SignInFirst(request);
        if (!settings.AdmitsDelegates)
            return Answers.NotFound(request);
        if (!found.MayAct(Role.Holder) || found.Party is not { } party)
            return Answers.Forbidden(request);
        (caller, holder) = (found, party);
        return null;
    }

    private async Task<IResult> SwitchAsync(
        Caller caller, string holder, string appointed, bool active, CancellationToken cancellation)
    {
        var happened = new UserEvent(time.GetUtcNow(), active ? "appointed" : "revoked", caller.Id, null);
        var record = await users.ChangeAppointmentAsync(
            holder,
            appointed,
            known => known.Active == active
                ? known
                : known with { Active = active, History = [.. known.History, happened] },
            cancellation);
        return Answers.Ok(View(record));
    }

    private static object View(AppointmentRecord record) => new
    {
        record.Holder,
        record.Delegate,
        record.Active,
        History = record.History.Select(happened =>
            new { At = KazakhstanTime.Local(happened.At), happened.What, happened.Who }),
    };
}
