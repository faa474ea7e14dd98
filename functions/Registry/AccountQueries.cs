using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>Accounts, for those who may see them; another holder's account is answered as if there were none.</summary>
public sealed class AccountQueries(
    LedgerAsOf history,
    RegistryLedger ledger,
    AccountDirectory directory,
    UnitPromises promises)
{
    private const int DefaultTake = 100;
    private const int MaximumTake = 1000;

    /// <summary>All accounts that the caller may see, by number.</summary>
    [Function("GetAccounts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        var after = AccountNumber.TryParse(request.Query["continue"], out var token) ? token : (AccountNumber?)null;
        if (after is null && request.Query.ContainsKey("continue"))
            return Answers.BadParameter(request, "continue");
        var names = await directory.OpenAsync(cancellation);
        var language = Answers.LanguageOf(request);
        var pending = await PendingAsync(request, cancellation);
        var body = await history.ReadAsync(request.Query["asOf"], (state, _) =>
        {
            var promised = PromisedUnits.Standing(pending, state);
            var visible = state.Accounts
                .Where(account => Sees(caller, names, account) && (after is null || account.Number > after))
                .OrderBy(account => account.Number).Take(take + 1).ToList();
            var page = visible.Take(take).ToList();
            return (object)new
            {
                Items = page.Select(account => View(account, names, language, promised)).ToList(),
                Continue = visible.Count > take ? page[^1].Number.ToString() : null,
            };
        }, cancellation);
        return body is null ? Answers.BadParameter(request, "asOf") : Answers.Ok(body);
    }

    /// <summary>One account.</summary>
    [Function("GetAccount")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}")] HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        var pending = await PendingAsync(request, cancellation);
        return await AnswerAsync(
            request,
            number,
            (state, account, _, names) => View(
                account, names, Answers.LanguageOf(request), PromisedUnits.Standing(pending, state)),
            cancellation);
    }

    /// <summary>The blocks on an account.</summary>
    [Function("GetHoldings")]
    public Task<IResult> HoldingsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/holdings")] HttpRequest request,
        string number,
        CancellationToken cancellation) =>
        AnswerAsync(request, number, (state, account, last, _) =>
            AccountViews.Holdings(account, state.HoldingsOf(account.Number), last), cancellation);

    /// <summary>The journal's entries that touch an account.</summary>
    [Function("GetAccountEntries")]
    public Task<IResult> EntriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/entries")] HttpRequest request,
        string number,
        CancellationToken cancellation) =>
        AnswerAsync(request, number, (_, account, last, _) => EntriesOf(account.Number, last), cancellation);

    private async Task<IResult> AnswerAsync(
        HttpRequest request,
        string number,
        Func<LedgerState, AccountState, long, AccountDirectory.Names, object> view,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!AccountNumber.TryParse(number, out var wanted))
            return Answers.NotFound(request);
        var names = await directory.OpenAsync(cancellation);
        var found = await history.ReadAsync(request.Query["asOf"], (state, last) =>
        {
            var account = state.Find(new AccountReference.ByNumber(wanted));
            var visible = account is not null && Sees(caller, names, account);
            return new Found(visible ? view(state, account!, last, names) : null);
        }, cancellation);
        if (found is null)
            return Answers.BadParameter(request, "asOf");
        return found.Body is null ? Answers.NotFound(request) : Answers.Ok(found.Body);
    }

    private object EntriesOf(AccountNumber account, long last)
    {
        var items = new List<JsonNode>();
        for (long n = 0; n <= last; n++)
        {
            if (Touches(ledger.Entry(n), account))
                items.Add(JsonNode.Parse(ledger.EntryBytes(n).Span)!);
        }
        return new { Items = items, Continue = (string?)null };
    }

    private static bool Touches(Entry entry, AccountNumber account) => entry.Body switch
    {
        EntryBody.Moved moved => moved.Moves.Any(move => move.From == account || move.To == account),
        EntryBody.AccountOpened opened => opened.Number == account,
        EntryBody.AccountBlocked blocked => blocked.Number == account,
        EntryBody.AccountUnblocked unblocked => unblocked.Number == account,
        EntryBody.HolderChanged changed => changed.Number == account,
        EntryBody.AccountClosed closed => closed.Number == account,
        _ => throw new InvalidOperationException("Entry bodies are a closed set."),
    };

    private static bool Sees(Caller caller, AccountDirectory.Names names, AccountState account) =>
        caller.Sees(null, names.HolderOf(account)?.Id);

    /// <summary>Read before the ledger, and of no meaning for a past state: promises are those of today.</summary>
    private async Task<IReadOnlyList<PendingAct>> PendingAsync(HttpRequest request, CancellationToken cancellation) =>
        string.IsNullOrEmpty(request.Query["asOf"]) ? await promises.PendingAsync(cancellation) : [];

    private static object View(
        AccountState account, AccountDirectory.Names names, string language, PromisedUnits promised) =>
        AccountViews.Account(account, names.HolderOf(account), names.NameOf(account, language), promised);

    private sealed record Found(object? Body);
}
