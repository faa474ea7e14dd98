using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Simulation.Judging;
using CarbonRegistry.Simulation.Machine;

namespace CarbonRegistry.Simulation;

/// <content>What the registry answers, and whether it may.</content>
internal sealed partial class World
{
    private Exception? failure;

    /// <summary>Keeps the first failure; the run ends with it.</summary>
    public void Fail(Exception error) => failure ??= error;

    /// <summary>Somebody is told that the paper stands, in these entries.</summary>
    public async Task AcknowledgeAsync(Process process, Case sent, IReadOnlyList<long> numbers)
    {
        Count.Acknowledged++;
        (sent.IsAnswered, sent.WasAcknowledged) = (true, true);
        var standing = Judge.Now.EntriesOf(sent.Paper.Procedure).ToList();
        Judge.Require(standing.SequenceEqual(numbers), $"{sent.Paper} was acknowledged as {string.Join(",", numbers)} "
            + $"and stands as {string.Join(",", standing)}.");
        var head = process.Ledger.Head;
        Judge.Require(head.Size > numbers[^1], $"{sent.Paper} was acknowledged before the process knew it.");
        Give(head);
        foreach (var number in numbers)
        {
            var bytes = await process.Ledger.EntryBytesAsync(number);
            var isSame = bytes.Span.SequenceEqual(Judge.Entries[(int)number].Span);
            Judge.Require(isSame, $"Entry {number} reads differently.");
        }
        if (random.Next(6) == 0)
            await CompareAsync(process.Ledger);
    }

    /// <summary>Somebody is told that the paper is refused: on some state in between it had to be.</summary>
    public void Refuse(Process process, Case sent, Attempt attempt, int known)
    {
        Count.Refused++;
        sent.IsAnswered = true;
        var outcomes = Outcomes(attempt, known).ToList();
        Judge.Require(outcomes.Exists(outcome => outcome.Refusal is not null), $"{attempt} was refused when there were "
            + $"up to {known} entries, and the law wants {string.Join(", ", outcomes[0].Entries)}.");
        Give(process.Ledger.Head);
    }

    /// <summary>Somebody is told that there is nothing to do.</summary>
    public void DoNothing(Process process, Case sent, Attempt attempt)
    {
        sent.IsAnswered = true;
        var known = (int)process.Ledger.Head.Size;
        Judge.Require(
            Outcomes(attempt, known).Any(outcome => outcome is { Refusal: null, Entries.Count: 0 }),
            $"{attempt} came to nothing when there were up to {known} entries, and the law wants something.");
    }

    /// <summary>The registry's own book against the naive one, account by account and unit by unit.</summary>
    public async Task CompareAsync(RegistryLedger ledger)
    {
        Count.Comparisons++;
        var (size, held, accounts) = await ledger.ReadAsync(state => (
            (int)state.Size,
            state.Accounts.SelectMany(account => state.HoldingsOf(account.Number).Select(holding =>
                new ClaimedHolding(account.Number, holding.Block, holding.Attributes))).ToList(),
            state.Accounts.Select(TextOf).ToList()));
        var naive = Judge.Versions[size];
        Judge.Require(
            accounts.SequenceEqual(naive.Accounts.Select(TextOf)), $"The accounts differ after {size} entries.");
        var units = new HashSet<(string, long)>();
        foreach (var claim in held)
        {
            var series = claim.Block.Series.ToString()[3..];
            for (var serial = claim.Block.Range.First; serial <= claim.Block.Range.Last; serial++)
            {
                Judge.Require(units.Add((series, serial)), $"{series}-{serial} is in two places after {size} entries.");
                Judge.Require(naive.Units.TryGetValue((series, serial), out var unit)
                    && unit.Account == claim.Account.ToString() && unit.Year == claim.Attributes.AllocationYear
                    && unit.Line == claim.Attributes.Line && unit.Project == claim.Attributes.Project,
                    $"{series}-{serial} is on {claim.Account} after {size} entries; the law has {unit}.");
            }
        }
        Judge.Require(units.Count == naive.Units.Count, $"Units are missing after {size} entries.");
        if (size == Judge.SecondBook.Size)
            RequireNone(Judge.SecondBook.Compare(held).Concat(Judge.SecondBook.CheckSums()));
    }

    private static void RequireNone(IEnumerable<AuditFinding> findings)
    {
        if (findings.FirstOrDefault() is { } found)
            throw new JudgementException($"The two books differ: {found}");
    }

    /// <summary>The law's answer on each state from the one that was decided on to the last one known.</summary>
    private IEnumerable<Expected> Outcomes(Attempt attempt, int known)
    {
        for (var now = attempt.Seen; now <= known; now++)
            yield return Judge.Read(attempt, Judge.Versions[now]);
    }

    private static string TextOf(AccountState account) =>
        $"{account.Number} {account.Holder} {account.Installation} {account.Period} {account.IsClosed} "
        + string.Join(",", account.Grounds.Select(ground => ground.Ground).Order(StringComparer.Ordinal));

    private static string TextOf(NaiveAccount account) =>
        $"{account.Number} {account.Holder} {account.Installation} {account.Period} {account.IsClosed} "
        + string.Join(",", account.Grounds.Order(StringComparer.Ordinal));
}
