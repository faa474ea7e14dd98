using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Reads what registrars decided so far. The rows are the truth; the nudge that wakes the procedure is not.
/// </summary>
public sealed class CountDecisions(ProcedureStore procedures, DealSettlement settlement)
{
    /// <summary>
    /// The step. A deal whose units another procedure has moved leaves nothing to decide: the procedure goes on, and
    /// ends with those entries.
    /// </summary>
    [Function(nameof(CountDecisions))]
    public async Task<Verdict> RunAsync([ActivityTrigger] string procedure, CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(procedure, cancellation);
        return Tally(record) == Verdict.Open && await settlement.IsSettledElsewhereAsync(record, cancellation)
            ? Verdict.Approved
            : VerdictOn(record);
    }

    /// <summary>
    /// What the decisions come to; while they come to nothing, whether the term was moved. Orchestrations learn of a
    /// moved term by this answer and by nothing else, so that histories from before there were moved terms still
    /// replay.
    /// </summary>
    internal static Verdict VerdictOn(ProcedureRecord record)
    {
        var tally = Tally(record);
        return tally == Verdict.Open && record.Deadline is { Rearm: true } ? Verdict.Redated : tally;
    }

    /// <summary>
    /// One refusal ends it; otherwise as many different registrars must approve as the policy asks for, and a person of
    /// the holder must confirm where the law's act is the holder's own.
    /// </summary>
    internal static Verdict Tally(ProcedureRecord record)
    {
        if (record.Decisions.Any(decision => !decision.Approved))
            return Verdict.Refused;
        var approvers = record.Decisions
            .Where(decision => !decision.OfHolder)
            .Select(decision => decision.Who)
            .Distinct(StringComparer.Ordinal)
            .Count();
        var confirmed = record.ConfirmsAs is null || record.Decisions.Any(decision => decision.OfHolder);
        return confirmed && approvers >= record.ApprovalsNeeded ? Verdict.Approved : Verdict.Open;
    }
}
