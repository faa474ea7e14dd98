using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Decides what an instruction posts. Pure: it reads the state and nothing else. Reasons to refuse are tried in the
/// order of their codes; of an act with several parts the lowest code is given. One exception: whether blocks are held
/// (403) is asked of a correction only after 408 and 409, since before those the correction has no blocks to name.
/// <para>
/// An act that is too large for one entry becomes <c>&lt;id&gt;/1</c> and on. If a crash left only the first of them,
/// the same instruction posts the rest, picked from what stands then.
/// </para>
/// </summary>
public static partial class LedgerDecision
{
    /// <summary>Decides one instruction.</summary>
    /// <exception cref="ArgumentException">
    /// The instruction is incomplete in a way that no document can cause: our own mistake.
    /// </exception>
    public static Decision Decide(LedgerState state, Instruction instruction)
    {
        CheckForm(instruction);
        var standing = state.EntriesOf(instruction.Id);
        if (standing.Count > 0 && state.IsWhole(instruction.Id))
            return new Decision.AlreadyPosted(standing);
        return instruction.Act switch
        {
            Act.OpenAccounts open => DecideOpen(state, instruction, open, standing),
            Act.Issue issue => DecideIssue(state, instruction, issue, standing),
            Act.MoveUnits move => DecideMoves(
                state,
                instruction,
                new EntryBody.Moved(move.Code, []) { OpenDuty = move.OpenDuty },
                [new MovePart(move.From, move.To, move.Units)],
                standing),
            Act.MoveMany many => DecideMoves(
                state,
                instruction,
                new EntryBody.Moved(many.Code, []) { OpenDuty = many.OpenDuty },
                many.Parts,
                standing),
            Act.TopUp topUp => DecideTopUp(state, instruction, topUp, standing),
            Act.Correct correct => DecideCorrect(state, instruction, correct.Original),
            Act.BlockAccount block => DecideBlock(state, instruction, block),
            Act.UnblockAccount unblock => DecideUnblock(state, instruction, unblock, standing),
            Act.ChangeHolder change => DecideChange(state, instruction, change),
            Act.CloseAccount close => DecideClose(state, instruction, close),
            _ => throw new ArgumentException("The act is of no known kind.", nameof(instruction)),
        };
    }

    private static void CheckForm(Instruction instruction)
    {
        ArgumentException.ThrowIfNullOrEmpty(instruction.Id);
        ArgumentException.ThrowIfNullOrEmpty(instruction.Procedure);
        ArgumentException.ThrowIfNullOrEmpty(instruction.Basis.Document.Number);
        ArgumentException.ThrowIfNullOrEmpty(instruction.Basis.Paragraph);
        ArgumentException.ThrowIfNullOrEmpty(instruction.Basis.RuleSet);
        if (instruction.By.Count == 0)
            throw new ArgumentException("Nobody answers for the instruction.", nameof(instruction));
    }

    private static Decision DecideOpen(
        LedgerState state, Instruction instruction, Act.OpenAccounts open, IReadOnlyList<long> standing)
    {
        if (open.Accounts.Count == 0)
            throw new ArgumentException("There is no account to open.", nameof(instruction));
        if (standing.Count >= open.Accounts.Count)
            return new Decision.AlreadyPosted(standing);
        var bodies = new List<EntryBody>();
        var numbers = new Dictionary<AccountKind, int>();
        var named = new Dictionary<(AccountKind, object), AccountNumber>();
        foreach (var account in open.Accounts.Skip(standing.Count))
        {
            CheckAccount(account);
            var key = KeyOf(account);
            var existing = state.FindToOpen(account);
            if (existing is null && key is not null && named.TryGetValue((account.Kind, key), out var earlier))
                existing = earlier;
            if (existing is { } number)
                return Refused(AccountExists, account.Installation ?? NameOf(account.Kind, account.Period), number);
            var next = new AccountNumber(
                account.Kind, numbers.GetValueOrDefault(account.Kind, state.CountOf(account.Kind)) + 1);
            numbers[account.Kind] = next.Number;
            if (key is not null)
                named[(account.Kind, key)] = next;
            bodies.Add(new EntryBody.AccountOpened(next, account.Holder, account.Installation, account.Period)
            {
                Project = account.Project,
            });
        }
        return Posted(state, instruction, bodies, standing.Count, inParts: open.Accounts.Count > 1);
    }

    /// <summary>What only one account of the kind may have; null where any number may be opened.</summary>
    private static object? KeyOf(AccountToOpen account) => account.Kind switch
    {
        AccountKind.Installation => account.Installation,
        AccountKind.OffsetApplicant => account.Project is { } project ? (project, account.Holder) : null,
        _ => account.Period is { } period ? period : account.Kind,
    };

    private static void CheckAccount(AccountToOpen account)
    {
        if (account.Project is not null && account.Kind != AccountKind.OffsetApplicant)
            throw new ArgumentException("Only an offset applicant's account names a project.");
        if (account.Kind == AccountKind.Installation == string.IsNullOrEmpty(account.Installation))
            throw new ArgumentException("An installation's account, and no other, names an installation.");
        if (account.Kind.IsOfPeriod() != account.Period is not null)
            throw new ArgumentException("Issuance and reserve accounts, and no others, name a period.");
    }

    private static Decision DecideBlock(LedgerState state, Instruction instruction, Act.BlockAccount block)
    {
        if (FindOpen(state, block.Account, out var account) is { } refusal)
            return new Decision.Refused(refusal);
        if (account!.IndexOfGround(block.Ground) >= 0)
            return Refused(AlreadyBlocked, account.Number, block.Ground);
        return Posted(state, instruction, [new EntryBody.AccountBlocked(account.Number, block.Ground)]);
    }

    /// <summary>
    /// The entries of several grounds stand or fall together in one page, so one that stands says that the act is
    /// done: a ground that came back later is not lifted by an old document.
    /// </summary>
    private static Decision DecideUnblock(
        LedgerState state, Instruction instruction, Act.UnblockAccount unblock, IReadOnlyList<long> standing)
    {
        if (standing.Count > 0)
            return new Decision.AlreadyPosted(standing);
        if (FindOpen(state, unblock.Account, out var account) is { } refusal)
            return new Decision.Refused(refusal);
        var lifted = unblock.Grounds.Distinct().Where(ground => account!.IndexOfGround(ground) >= 0)
            .Select(EntryBody (ground) => new EntryBody.AccountUnblocked(account!.Number, ground))
            .ToList();
        return lifted.Count == 0
            ? Refused(NotBlocked, account!.Number, string.Join(", ", unblock.Grounds))
            : Posted(state, instruction, lifted, 0, inParts: lifted.Count > 1);
    }

    private static Decision DecideChange(LedgerState state, Instruction instruction, Act.ChangeHolder change)
    {
        ArgumentException.ThrowIfNullOrEmpty(change.Holder);
        return FindOpen(state, change.Account, out var account) is { } refusal
            ? new Decision.Refused(refusal)
            : Posted(state, instruction, [new EntryBody.HolderChanged(account!.Number, change.Holder)]);
    }

    private static Decision DecideClose(LedgerState state, Instruction instruction, Act.CloseAccount close)
    {
        if (FindOpen(state, close.Account, out var account) is { } refusal)
            return new Decision.Refused(refusal);
        var units = account!.Shelves.Sum(shelf => shelf.Units);
        return units > 0
            ? Refused(AccountNotEmpty, account.Number, units)
            : Posted(state, instruction, [new EntryBody.AccountClosed(account.Number)]);
    }

    /// <summary>304 and 305.</summary>
    private static Refusal? FindOpen(LedgerState state, AccountReference reference, out AccountState? account)
    {
        account = state.Find(reference);
        if (account is null)
            return RefusalCatalogue.Refuse(AccountNotFound, NameOf(reference));
        return account.IsClosed ? RefusalCatalogue.Refuse(AccountClosed, account.Number) : null;
    }

    private static Decision.Posted Posted(
        LedgerState state, Instruction instruction, List<EntryBody> bodies, int standing = 0, bool inParts = false)
    {
        var by = AreInOrder(instruction.By)
            ? instruction.By
            : [.. instruction.By.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var entries = new Entry[bodies.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var id = inParts
                ? string.Create(CultureInfo.InvariantCulture, $"{instruction.Id}/{standing + i + 1}")
                : instruction.Id;
            entries[i] = new Entry(
                state.Size + i, instruction.At, id, instruction.Procedure, instruction.Basis, by, bodies[i]);
        }
        return new Decision.Posted(entries);
    }

    private static bool AreInOrder(IReadOnlyList<string> people)
    {
        for (var i = 1; i < people.Count; i++)
        {
            if (string.CompareOrdinal(people[i - 1], people[i]) >= 0)
                return false;
        }
        return true;
    }

    private static Decision.Refused Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));

    /// <summary>The account as a document names it, for the text of a refusal.</summary>
    internal static string NameOf(AccountReference reference) => reference switch
    {
        AccountReference.ByNumber byNumber => byNumber.Number.ToString(),
        AccountReference.ByKind byKind => NameOf(byKind.Kind, byKind.Period),
        AccountReference.ByInstallation byInstallation => byInstallation.Code,
        AccountReference.ByProject byProject => $"{byProject.Project}, {byProject.Holder}",
        _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, null),
    };

    /// <summary>The account's type as its number prints it, since its running number is not known yet.</summary>
    private static string NameOf(AccountKind kind, Plans.PlanPeriod? period) => period is { } years
        ? string.Create(CultureInfo.InvariantCulture, $"KZ-{(int)kind} ({years})")
        : string.Create(CultureInfo.InvariantCulture, $"KZ-{(int)kind}");
}
