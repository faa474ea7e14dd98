using System.Globalization;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>Accounts, for those who may see them; another holder's account is answered as if there were none.</summary>
public sealed class AccountQueries(
    LedgerAsOf history,
    RegistryLedger ledger,
    AccountDirectory directory,
    UnitPromises promises,
    Freezes freezes)
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
                Items = page.Select(account => View(state, account, names, language, promised)).ToList(),
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
        if (Caller.Of(request) is null)
            return Answers.SignInFirst(request);
        var pending = await PendingAsync(request, cancellation);
        return await AnswerAsync(
            request,
            number,
            (state, account, _, names) => View(
                state, account, names, Answers.LanguageOf(request), PromisedUnits.Standing(pending, state)),
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

    /// <summary>The journal's entries that touch an account, in order.</summary>
    [Function("GetAccountEntries")]
    public async Task<IResult> EntriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/entries")] HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is null)
            return Answers.SignInFirst(request);
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        if (!Paging.TryNumber(request, "continue", out var from))
            return Answers.BadParameter(request, "continue");
        IReadOnlyList<long> numbers = [];
        var answer = await AnswerAsync(request, number, (_, account, last, _) =>
        {
            numbers = [.. ledger.EntriesOf(account.Number, from ?? 0, take + 1).Where(n => n <= last)];
            return new { Items = Array.Empty<JsonNode>(), Continue = (string?)null };
        }, cancellation);
        if (numbers.Count == 0)
            return answer;
        var items = new List<JsonNode>();
        foreach (var n in numbers.Take(take))
            items.Add(JsonNode.Parse((await ledger.EntryBytesAsync(n, cancellation)).Span)!);
        var next = numbers.Count > take ? numbers[take].ToString(CultureInfo.InvariantCulture) : null;
        return Answers.Ok(new { Items = items, Continue = next });
    }

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

    private static bool Sees(Caller caller, AccountDirectory.Names names, AccountState account) =>
        caller.Sees(null, names.HolderOf(account)?.Id);

    /// <summary>Read before the ledger, and of no meaning for a past state: promises are those of today.</summary>
    private async Task<IReadOnlyList<PendingAct>> PendingAsync(HttpRequest request, CancellationToken cancellation) =>
        string.IsNullOrEmpty(request.Query["asOf"]) ? await promises.PendingAsync(cancellation) : [];

    private object View(
        LedgerState state,
        AccountState account,
        AccountDirectory.Names names,
        string language,
        PromisedUnits promised) => AccountViews.Account(
            account,
            names.HolderOf(account),
            names.NameOf(account, language),
            promised,
            freezes.Concerns(account.Number, state.HoldingsOf(account.Number).Select(holding => holding.Block)));

    private sealed record Found(object? Body);
}
