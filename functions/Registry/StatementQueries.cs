using System.Text;
using System.Text.Json;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Statements;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Account statements with a check code, for those who may see the account, and the public answer to whether a
/// statement is genuine, which shows neither owner nor units.
/// </summary>
public sealed class StatementQueries(
    LedgerAsOf history,
    RegistryLedger ledger,
    AccountDirectory directory,
    HeadView heads,
    StatementStore statements,
    TimeProvider time)
{
    /// <summary>The statement of an account, as JSON or as a page to print.</summary>
    [Function("GetStatement")]
    public async Task<IResult> StatementAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{number}/statement")] HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        if (!AccountNumber.TryParse(number, out var wanted))
            return Answers.NotFound(request);
        var names = await directory.OpenAsync(cancellation);
        string? asOf = request.Query["asOf"];
        var language = Answers.LanguageOf(request);
        var read = await history.ReadAsync(asOf, (state, last) =>
        {
            var account = state.Find(new AccountReference.ByNumber(wanted));
            var visible = account is not null && caller.Sees(null, names.HolderOf(account)?.Id);
            return new Read(visible ? FormOf(state, account!, last, names, language, asOf) : null);
        }, cancellation);
        if (read is null)
            return Answers.BadParameter(request, "asOf");
        if (read.Form is not { } form)
            return Answers.NotFound(request);
        var entry = await ledger.EntryAsync(form.Entry, cancellation);
        return await HandOutAsync(
            request, form with { At = SignedHead.TextOf(entry.At) }, language, cancellation);
    }

    /// <summary>Whether the registry handed out the statement of a code; for everybody.</summary>
    /// <remarks>
    /// Who holds the statement may also ask whether it says what was handed out: <c>?account= &amp;quota=
    /// &amp;offset= &amp;international=</c> is answered with yes or no.
    /// </remarks>
    [Function("GetStatementCheck")]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "statements/{code}")] HttpRequest request,
        string code,
        CancellationToken cancellation)
    {
        var kept = await statements.FindAsync(code, cancellation);
        var form = kept is null
            ? null
            : JsonSerializer.Deserialize<StatementForm>(kept.Statement, StorageJson.Options)!;
        if (!TryMatch(request, form, out var matches, out var fault))
            return Answers.BadParameter(request, fault);
        var check = new StatementCheck(
            kept is not null,
            form?.Entry,
            form?.At,
            form?.AsOf,
            kept?.IssuedAt,
            kept is null ? null : DocumentArchive.HashOf(Encoding.UTF8.GetBytes(kept.Statement)),
            matches);
        return WantsPage(request)
            ? Page(StatementPage.Of(check, Answers.LanguageOf(request)))
            : Answers.Ok(check);
    }

    private async Task<IResult> HandOutAsync(
        HttpRequest request, StatementForm form, string language, CancellationToken cancellation)
    {
        var canonical = CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(form, StorageJson.Options));
        var code = StatementStore.Print(await statements.KeepAsync(canonical, time.GetUtcNow(), cancellation));
        var head = await heads.ViewAsync(cancellation);
        if (WantsPage(request))
            return Page(StatementPage.Of(form, code, head, language));
        // The signed head may be a later one; the proof leads from the statement's root to it.
        var hashes = ledger.ConsistencyProof(form.Entry + 1, head.Size).Select(Convert.ToHexStringLower).ToList();
        return Answers.Ok(new
        {
            Statement = form,
            Code = code,
            Check = "/api/statements/" + code,
            Sha256 = DocumentArchive.HashOf(canonical),
            Head = head,
            Consistency = new { From = form.Entry + 1, To = head.Size, Hashes = hashes },
        });
    }

    private StatementForm FormOf(
        LedgerState state,
        AccountState account,
        long last,
        AccountDirectory.Names names,
        string language,
        string? asOf)
    {
        var holder = names.HolderOf(account);
        return new StatementForm(
            account.Number.ToString(),
            names.NameOf(account, language),
            holder?.Id,
            holder?.Name,
            account.Installation,
            account.IsClosed ? "closed" : account.IsBlocked ? "blocked" : "open",
            last,
            At: "",
            string.IsNullOrEmpty(asOf) ? null : asOf,
            Convert.ToHexStringLower(ledger.RootAt(last + 1)),
            account.Balance(UnitKind.Quota),
            account.Balance(UnitKind.Offset),
            account.Balance(UnitKind.International),
            [
                .. state.HoldingsOf(account.Number).Select(holding => new StatementHolding(
                    holding.Block.ToString(),
                    holding.Block.Count,
                    holding.Attributes.AllocationYear == 0 ? null : holding.Attributes.AllocationYear,
                    UnitStates.Of(account, holding.Attributes))),
            ]);
    }

    private static bool TryMatch(HttpRequest request, StatementForm? form, out bool? matches, out string fault)
    {
        matches = null;
        fault = "quota";
        if (!Paging.TryNumber(request, "quota", out var quota))
            return false;
        fault = "offset";
        if (!Paging.TryNumber(request, "offset", out var offset))
            return false;
        fault = "international";
        if (!Paging.TryNumber(request, "international", out var international))
            return false;
        string? account = request.Query["account"];
        if (form is not null && !string.IsNullOrEmpty(account))
            matches = account == form.Account && (quota ?? 0) == form.Quota && (offset ?? 0) == form.Offset
                && (international ?? 0) == form.International;
        return true;
    }

    private static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static IResult Page(string html) => Results.Content(html, "text/html", Encoding.UTF8);

    private sealed record Read(StatementForm? Form);
}

/// <summary>What a statement says. Stored shape: the check code is made of its canonical text.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Holder">BIN or IIN; null for accounts of the system.</param>
/// <param name="HolderName">The holder's name, where the registry knows it.</param>
/// <param name="Installation">The installation's code, or null.</param>
/// <param name="Status"><c>open</c>, <c>blocked</c> or <c>closed</c>.</param>
/// <param name="Entry">The last entry that it counts.</param>
/// <param name="At">The moment of that entry.</param>
/// <param name="AsOf">The entry or day that was asked for; null for the present.</param>
/// <param name="Root">The root of the journal up to that entry.</param>
/// <param name="Quota">Units of carbon quota.</param>
/// <param name="Offset">Offset units.</param>
/// <param name="International">International units.</param>
/// <param name="Holdings">The blocks.</param>
public sealed record StatementForm(
    string Account,
    string Name,
    string? Holder,
    string? HolderName,
    string? Installation,
    string Status,
    long Entry,
    string At,
    string? AsOf,
    string Root,
    long Quota,
    long Offset,
    long International,
    IReadOnlyList<StatementHolding> Holdings);

/// <summary>A block in a statement.</summary>
public sealed record StatementHolding(string Block, long Units, int? AllocationYear, string State);

/// <summary>The public answer to a check code.</summary>
/// <param name="Genuine">True when the registry handed out a statement with this code.</param>
/// <param name="Entry">The last entry that it counts.</param>
/// <param name="At">The moment of that entry.</param>
/// <param name="AsOf">The entry or day that was asked for.</param>
/// <param name="IssuedAt">When it was first handed out.</param>
/// <param name="Sha256">Hash of its canonical text.</param>
/// <param name="Matches">Whether account and balances are those of the statement; null when not asked.</param>
public sealed record StatementCheck(
    bool Genuine,
    long? Entry,
    string? At,
    string? AsOf,
    DateTimeOffset? IssuedAt,
    string? Sha256,
    bool? Matches);
