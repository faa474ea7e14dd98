using Azure;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Simulation.Judging;
using CarbonRegistry.Simulation.Machine;
using CarbonRegistry.Simulation.Papers;

namespace CarbonRegistry.Simulation;

/// <summary>
/// One try to carry a paper out in one process, as the step of every procedure does it: read what others posted, look
/// whether the act stands, decide, post; and again when others were faster.
/// </summary>
internal sealed class Delivery(Process process, Case sent, Paper paper, World world)
{
    private const int MostTries = 20;

    private readonly RegistryLedger ledger = process.Ledger;

    /// <summary>Runs it to an answer, or to the uncertainty that the storage leaves.</summary>
    public async Task RunAsync()
    {
        try
        {
            await CarryOutAsync();
        }
        catch (Exception error) when (error is CommitUnknownException or RequestFailedException)
        {
            Judge.Require(ledger.Frozen is null, $"The ledger has stopped: {ledger.Frozen}");
            world.Count.Uncertain++;
        }
        catch (Exception error)
        {
            world.Fail(error);
        }
        finally
        {
            sent.UnderWay--;
            process.Deliveries.Remove(sent);
        }
    }

    private async Task CarryOutAsync()
    {
        await ledger.RefreshAsync();
        Judge.Require(ledger.Frozen is null, $"The ledger has stopped: {ledger.Frozen}");
        world.Give(ledger.Head);
        if (await ledger.ReadAsync(state => Desk.Waits(paper, state)))
            return;
        var now = KazakhstanTime.Local(process.Time.GetUtcNow());
        if (ledger.Head.At is { } last && last > now)
            now = KazakhstanTime.Local(last);
        for (var tries = 1; ; tries++)
        {
            var standing = await ledger.ReadAsync(state => Standing(state));
            if (standing.Count > 0)
            {
                await world.AcknowledgeAsync(process, sent, standing);
                return;
            }
            var on = KazakhstanTime.DateOf(now);
            var (seen, orders) = await DecideAsync(on);
            var attempt = new Attempt(paper, seen, on);
            if (orders is Orders.Refuse)
            {
                world.Refuse(process, sent, attempt, seen);
                return;
            }
            sent.Attempts.Add(attempt);
            var acts = ((Orders.Post)orders).Acts;
            var result = await ledger.PostAsync([.. acts.Select(act => InstructionOf(act, now))]);
            if (tries < MostTries && WasOvertaken(result))
                continue;
            await EndAsync(result, attempt);
            return;
        }
    }

    private async Task EndAsync(PostingResult result, Attempt attempt)
    {
        switch (result)
        {
            case PostingResult.Posted posted:
                await world.AcknowledgeAsync(process, sent, posted.Numbers);
                break;
            case PostingResult.AlreadyPosted already:
                await world.AcknowledgeAsync(process, sent, already.Numbers);
                break;
            case PostingResult.Refused:
                world.Refuse(process, sent, attempt, (int)ledger.Head.Size);
                break;
            case PostingResult.Nothing:
                world.DoNothing(process, sent, attempt);
                break;
            default:
                throw new InvalidOperationException("Posting results are a closed set.");
        }
    }

    /// <summary>What the paper is about is read first; again when the journal has more of it by then.</summary>
    private async Task<(int Seen, Orders Orders)> DecideAsync(DateOnly on)
    {
        while (true)
        {
            var numbers = await ledger.ReadAsync(state => Desk.Cites(paper, state));
            var cited = new List<Entry>();
            foreach (var number in numbers)
                cited.Add(await ledger.EntryAsync(number));
            var decided = await ledger.ReadAsync(state => Desk.Cites(paper, state).SequenceEqual(numbers)
                ? ((int)state.Size, Desk.Decide(paper, on, cited, state))
                : ((int, Orders)?)null);
            if (decided is { } found)
                return found;
        }
    }

    private List<long> Standing(LedgerState state) =>
        [.. paper.Acts.SelectMany(act => state.EntriesOf($"{paper.Procedure}/{act}"))];

    private bool WasOvertaken(PostingResult result) => result is PostingResult.Refused refused
        && (refused.Refusal.Code == RefusalCode.BlockNotHeld && paper is not CorrectionPaper
            || (paper is PlanPaper && refused.Refusal.Code == RefusalCode.AccountExists));

    private Instruction InstructionOf(Order order, DateTimeOffset now) => new(
        $"{paper.Procedure}/{order.Name}",
        paper.Procedure,
        new Basis(
            new BasisDocument(paper.Number, new string('a', 64)), order.Paragraph, RuleSet.Of2021.Id),
        now,
        ["registrar-1"],
        order.Act);
}
