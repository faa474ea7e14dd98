using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>Units that a document that was let in is going to take from an account.</summary>
/// <param name="Act">The act that will take them, the last part of its instruction's id.</param>
/// <param name="Account">The account that will be debited.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many, 1 or more.</param>
public sealed record Promise(string Act, AccountNumber Account, UnitKind UnitKind, long Units);

/// <summary>A promise of a procedure that has not ended.</summary>
/// <param name="Procedure">The procedure's id.</param>
/// <param name="ReceivedAt">When its document came: earlier promises come first.</param>
/// <param name="Instruction">The id under which the act will stand in the journal.</param>
/// <param name="Promise">What it is going to take.</param>
public sealed record PendingAct(string Procedure, DateTimeOffset ReceivedAt, string Instruction, Promise Promise);

/// <summary>
/// Units that are promised to pending acts, by account and kind (Code, article 300(1): reserving is an operation of
/// the registry). A holder may promise no unit twice; what the law takes without the holder's will (¶4, ¶22, ¶28, ¶29)
/// asks for no promise, and the promise then fails when it is carried out.
/// </summary>
public sealed class PromisedUnits
{
    private readonly Dictionary<(AccountNumber, UnitKind), long> units = [];

    /// <summary>Adds up promises.</summary>
    public PromisedUnits(IEnumerable<Promise> promises)
    {
        foreach (var promise in promises)
        {
            var key = (promise.Account, promise.UnitKind);
            // Each promise is at most 10^12 units, and no account can be promised more than it holds for long.
            units[key] = units.GetValueOrDefault(key) + promise.Units;
        }
    }

    /// <summary>Nothing is promised.</summary>
    public static PromisedUnits None { get; } = new([]);

    /// <summary>
    /// All promises that still stand. One whose act is in the journal is kept already, although its procedure may not
    /// have ended: counting it would count its units twice.
    /// </summary>
    /// <param name="pending">Read before the ledger, so that an act posted meanwhile is seen in the ledger.</param>
    /// <param name="ledger">Tells which acts stand.</param>
    public static PromisedUnits Standing(IEnumerable<PendingAct> pending, LedgerState ledger) =>
        new(pending.Where(act => !ledger.IsPosted(act.Instruction)).Select(act => act.Promise));

    /// <summary>
    /// The promises that an act must leave alone: those of documents that came earlier. An act that could promise
    /// nothing when its document came, because the units were not there, leaves every promise of others alone.
    /// </summary>
    /// <param name="pending">All pending acts, the act itself among them where it has promised.</param>
    /// <param name="procedure">The procedure of the act that is carried out.</param>
    /// <param name="instruction">The act that is carried out.</param>
    /// <param name="ledger">Tells which acts stand.</param>
    public static PromisedUnits Before(
        IReadOnlyCollection<PendingAct> pending, string procedure, string instruction, LedgerState ledger)
    {
        var own = pending.FirstOrDefault(act => act.Procedure == procedure && act.Instruction == instruction);
        var others = pending.Where(act => act.Procedure != procedure);
        return Standing(own is null ? others : others.Where(act => ComesBefore(act, own)), ledger);
    }

    /// <summary>How many units of the account are promised.</summary>
    public long Of(AccountNumber account, UnitKind kind) => units.GetValueOrDefault((account, kind));

    /// <summary>How many of the promised units the account really has: what its balance shows as locked.</summary>
    public long Locked(AccountState account, UnitKind kind) =>
        Math.Min(account.Balance(kind), Of(account.Number, kind));

    /// <summary>How many units the holder can still dispose of.</summary>
    public long Free(AccountState account, UnitKind kind) => account.Balance(kind) - Locked(account, kind);

    /// <summary>The same with more promises.</summary>
    public PromisedUnits With(IEnumerable<Promise> more) => new(
        units.Select(pair => new Promise("", pair.Key.Item1, pair.Key.Item2, pair.Value)).Concat(more));

    private static bool ComesBefore(PendingAct act, PendingAct own) =>
        act.ReceivedAt != own.ReceivedAt
            ? act.ReceivedAt < own.ReceivedAt
            : string.CompareOrdinal(act.Procedure, own.Procedure) < 0;
}
