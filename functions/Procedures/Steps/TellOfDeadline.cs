using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Tells of a moment of the deadline: a reminder, an escalation, the first day after the term.</summary>
public sealed class TellOfDeadline(ProcedureStore procedures, Announcements announcements, TimeProvider time)
{
    /// <summary>The step.</summary>
    [Function(nameof(TellOfDeadline))]
    public async Task RunAsync([ActivityTrigger] DeadlineOrder order, CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(order.Procedure, cancellation);
        // A moment of a term that has moved since is none; the new term has moments of its own.
        if (record.Ended || record.Deadline is not { Rearm: false } deadline || IsTooLate(deadline, order.Kind))
            return;
        var written = await announcements.DeadlineAsync(record, order.Kind, cancellation);
        await procedures.ChangeAsync(
            order.Procedure,
            known => (known with { Outbox = Announcements.Joined(known.Outbox, written) })
                .Noting(Happenings.DeadlineStep(time.GetUtcNow(), order.Kind, known.Deadline)),
            cancellation);
    }

    /// <summary>
    /// After a stop of the registry several moments may come at once; nobody is reminded of what has passed already.
    /// </summary>
    private bool IsTooLate(StoredDeadline deadline, DeadlineStepKind kind) => kind switch
    {
        DeadlineStepKind.Remind => time.GetUtcNow() >= deadline.ExecuteAt,
        DeadlineStepKind.Escalate => time.GetUtcNow() >= deadline.OverdueFrom,
        DeadlineStepKind.Overdue or DeadlineStepKind.CarryOut => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
