using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Who holds and held an account (¶21), and who may act for the holder (¶13.2), for those who may see the account.
/// </summary>
public sealed class HolderQueries(
    RegistryLedger ledger,
    AccountDirectory directory,
    HolderVersions versions,
    AccountRepresentation representation,
    OpaqueIds opaque,
    TimeProvider time)
{
    /// <summary>The holders of an account, the first one first.</summary>
    [Function("GetHolders")]
    public async Task<IResult> HoldersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/holders")] HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (await FindAsync(caller, number, cancellation) is not { } found)
            return Answers.NotFound(request);
        var all = found.Holder is { } present
            ? await versions.OfAsync(found.Account, present, cancellation)
            : (IReadOnlyList<HolderVersion>)[];
        return Answers.Ok(new
        {
            Account = found.Account.Number.ToString(),
            Items = all.Zip(all.Skip(1).Append(null), VersionOf),
            Continue = (string?)null,
        });
    }

    /// <summary>
    /// The representatives of an account's holder. They are natural persons, so only the holder and the staff of the
    /// operator of the trading system see who they are; others see that a power of attorney holds.
    /// </summary>
    [Function("GetRepresentatives")]
    public async Task<IResult> RepresentativesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/representatives")]
        HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (await FindAsync(caller, number, cancellation) is not { } found)
            return Answers.NotFound(request);
        var people = await representation.OfAccountAsync(
            new AccountReference.ByNumber(found.Account.Number), cancellation);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var named = caller.IsAny(Role.Registrar, Role.Admin)
            || (caller.Party is { } party && party == found.Holder?.Id);
        return Answers.Ok(new
        {
            Account = found.Account.Number.ToString(),
            Represented = people.Any(person => person.HoldsOn(today)),
            Until = PowersOfAttorney.Last(people)?.Power.Expires,
            Items = people.Select(person => PersonOf(person, today, named)),
            Continue = (string?)null,
        });
    }

    private async Task<Found?> FindAsync(Caller caller, string number, CancellationToken cancellation)
    {
        if (!AccountNumber.TryParse(number, out var wanted))
            return null;
        var names = await directory.OpenAsync(cancellation);
        return await ledger.ReadAsync(
            state => state.Find(wanted) is { } account && caller.Sees(null, names.HolderOf(account)?.Id)
                ? new Found(account, names.HolderOf(account))
                : null,
            cancellation);
    }

    private object PersonOf(Empowered person, DateOnly today, bool named) => new
    {
        Id = opaque.NameOf(person.Iin),
        Iin = named ? person.Iin.Text : null,
        Name = named ? person.Name : null,
        PowerOfAttorney = new
        {
            Number = named ? person.Power.Number : null,
            person.Power.Date,
            person.Power.Expires,
        },
        Holds = person.HoldsOn(today),
        Procedure = named ? person.Procedure : null,
    };

    private static object VersionOf(HolderVersion version, HolderVersion? next) => new
    {
        From = Local(version.From),
        Until = Local(next?.From),
        Holder = PartyView.Of(version.Id, version.Name),
        version.Change,
        Procedure = version.Record?.Id,
        Document = version.Record is { } record ? new { record.Number, record.Date } : null,
        version.Record?.Paragraph,
        Entries = version.Record is { Kind: not ProcedureKinds.Plan } posted ? posted.Entries : [],
    };

    private static DateTimeOffset? Local(DateTimeOffset? at) => at is { } moment ? KazakhstanTime.Local(moment) : null;

    private sealed record Found(AccountState Account, (string Id, string? Name)? Holder);
}
