using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Asks the pure decision of the law that a procedure calls for.</summary>
public sealed class ProcedureOrders(
    DocumentCases cases,
    CaseFiles files,
    PlanStore plans,
    RegistryLedger ledger,
    RegistrySettings settings)
{
    /// <summary>What the procedure comes to on the day.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="on">The day in Kazakhstan.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Orders> DecideAsync(ProcedureRecord record, DateOnly on, CancellationToken cancellation)
    {
        if (record.Kind == ProcedureKinds.Plan)
        {
            var workbook = await files.PlanAsync(record, cancellation);
            return await ledger.ReadAsync(
                state => PlanEntry.Decide(workbook, settings.SystemOperator.Text, state), cancellation);
        }
        if (record.Kind == ProcedureKinds.PlanAmendment)
            return await OfAmendmentAsync(record, cancellation);
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return await cases.Of(document).DecideAsync(record, document, on, cancellation);
    }

    /// <summary>The names of acts that stand or fall alone; empty where all stand or fall together.</summary>
    public async Task<IReadOnlyList<string>> PartsAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind is ProcedureKinds.Plan or ProcedureKinds.PlanAmendment)
            return [];
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return cases.Of(document).PartsOf(document);
    }

    /// <summary>What one of those acts comes to.</summary>
    public async Task<Orders> DecidePartAsync(
        ProcedureRecord record, string part, CancellationToken cancellation)
    {
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return await cases.Of(document).DecidePartAsync(record, document, part, cancellation);
    }

    /// <summary>How many units the document asks for beyond those that its entries moved (¶20).</summary>
    public async Task<long> DeficitAsync(ProcedureRecord record, long moved, CancellationToken cancellation)
    {
        if (record.Kind is ProcedureKinds.Plan or ProcedureKinds.PlanAmendment)
            return 0;
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return cases.Of(document).DeficitOf(document, moved);
    }

    /// <summary>Under which names the procedure posts its acts, in the order of posting.</summary>
    public async Task<IReadOnlyList<string>> ActNamesAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind is ProcedureKinds.Plan or ProcedureKinds.PlanAmendment)
            return ProcedureKinds.Of(record.Kind).ActNames;
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        return cases.Of(document).ActNamesOf(document);
    }

    /// <summary>An account may have been opened since the door compared the new version with the plan.</summary>
    private async Task<Orders> OfAmendmentAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var proposed = await files.PlanAsync(record, cancellation);
        var inForce = await plans.FindAsync(proposed.Period, cancellation)
            ?? throw new InvalidOperationException($"The plan {proposed.Period} is amended and has no row.");
        return await ledger.ReadAsync(state => PlanAmending.Decide(inForce.Plan, proposed, state), cancellation);
    }
}
