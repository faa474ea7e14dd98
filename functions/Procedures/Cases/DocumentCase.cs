using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// All that is particular to one kind of document: what it needs at the door, from when its term counts, what it comes
/// to. It gathers what the pure decision of the law needs and asks it. Every member may be called any number of times.
/// </summary>
public abstract class DocumentCase
{
    /// <summary>The kind of document.</summary>
    internal abstract DocumentKind Kind { get; }

    /// <summary>The row of the kind.</summary>
    internal ProcedureKind Row => ProcedureKinds.Of(Kind);

    /// <summary>Which act of the law this very document asks for.</summary>
    internal abstract RegulatedAct ActOf(Document document);

    /// <summary>The installation that the document speaks of; null when it names none.</summary>
    internal abstract string? InstallationOf(Document document);

    /// <summary>Under which names this very document's acts are posted, in the order of posting.</summary>
    internal abstract IReadOnlyList<string> ActNamesOf(Document document);

    /// <summary>
    /// What does not fit to what the registry knows, so that the document is refused at the door; empty when it fits.
    /// </summary>
    internal abstract Task<IReadOnlyList<Issue>> MisfitsAsync(Document document, CancellationToken cancellation);

    /// <summary>
    /// The same, judged by the moment in which the document came, where the law counts days up to it.
    /// </summary>
    internal virtual Task<IReadOnlyList<Issue>> MisfitsAsync(
        Document document, DateTimeOffset receivedAt, CancellationToken cancellation) =>
        MisfitsAsync(document, cancellation);

    /// <summary>
    /// BIN or IIN of those whom the document concerns beside its issuer; the first one is the holder whose account it
    /// is about. They see the procedure.
    /// </summary>
    internal abstract Task<IReadOnlyList<string>> ConcernedAsync(Document document, CancellationToken cancellation);

    /// <summary>
    /// BIN or IIN of the holder one of whose people must confirm beside the registrars; null when nobody must.
    /// </summary>
    internal abstract Task<string?> ConfirmsAsync(Document document, CancellationToken cancellation);

    /// <summary>The record with what this kind keeps of its document, before it is stored for the first time.</summary>
    internal virtual Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation) => Task.FromResult(record);

    /// <summary>
    /// The names of acts that stand or fall alone, each decided on the ledger that those before it have made; empty
    /// where all acts stand or fall together.
    /// </summary>
    internal virtual IReadOnlyList<string> PartsOf(Document document) => [];

    /// <summary>What one of those acts comes to.</summary>
    /// <exception cref="InvalidOperationException">The kind has no such acts.</exception>
    internal virtual Task<Orders> DecidePartAsync(
        ProcedureRecord record, Document document, string part, CancellationToken cancellation) =>
        throw new InvalidOperationException($"The acts of a {Kind} stand or fall together.");

    /// <summary>From which day the term counts, or what the procedure waits for.</summary>
    internal abstract Task<StartCondition> StartAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation);

    /// <summary>What the procedure comes to.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="document">Its document.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal abstract Task<Orders> DecideAsync(
        ProcedureRecord record, Document document, DateOnly on, CancellationToken cancellation);

    /// <summary>
    /// How many units the document asks for beyond those that its entries moved; 0 where it asks for no fixed number.
    /// </summary>
    internal abstract long DeficitOf(Document document, long moved);
}

/// <summary>The case of one type of document, with what most kinds have in common.</summary>
/// <typeparam name="TDocument">The document's type.</typeparam>
public abstract class DocumentCase<TDocument> : DocumentCase
    where TDocument : Document
{
    internal sealed override RegulatedAct ActOf(Document document) => ActOf((TDocument)document);

    internal sealed override string? InstallationOf(Document document) => InstallationOf((TDocument)document);

    internal sealed override IReadOnlyList<string> ActNamesOf(Document document) => ActNamesOf((TDocument)document);

    internal sealed override Task<IReadOnlyList<Issue>> MisfitsAsync(
        Document document, CancellationToken cancellation) => MisfitsAsync((TDocument)document, cancellation);

    internal sealed override Task<IReadOnlyList<string>> ConcernedAsync(
        Document document, CancellationToken cancellation) => ConcernedAsync((TDocument)document, cancellation);

    internal sealed override Task<string?> ConfirmsAsync(Document document, CancellationToken cancellation) =>
        ConfirmsAsync((TDocument)document, cancellation);

    internal sealed override Task<StartCondition> StartAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation) =>
        StartAsync(record, (TDocument)document, cancellation);

    internal sealed override Task<Orders> DecideAsync(
        ProcedureRecord record, Document document, DateOnly on, CancellationToken cancellation) =>
        DecideAsync(record, (TDocument)document, on, cancellation);

    internal sealed override long DeficitOf(Document document, long moved) => DeficitOf((TDocument)document, moved);

    /// <summary>The act of the kind's row, unless the document's own content names a closer one.</summary>
    private protected virtual RegulatedAct ActOf(TDocument document) => Row.Act;

    private protected virtual string? InstallationOf(TDocument document) => null;

    private protected virtual IReadOnlyList<string> ActNamesOf(TDocument document) => Row.ActNames;

    private protected virtual Task<IReadOnlyList<Issue>> MisfitsAsync(
        TDocument document, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Issue>>([]);

    private protected virtual Task<IReadOnlyList<string>> ConcernedAsync(
        TDocument document, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    private protected virtual Task<string?> ConfirmsAsync(TDocument document, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);

    private protected virtual long DeficitOf(TDocument document, long moved) => 0;

    /// <summary>Terms count from receipt, unless the law names another day (requirements C14).</summary>
    private protected virtual Task<StartCondition> StartAsync(
        ProcedureRecord record, TDocument document, CancellationToken cancellation) =>
        Task.FromResult<StartCondition>(Row.RecordedAtOnce
            ? new StartCondition.AtOnce()
            : new StartCondition.TermFrom(ActOf(document), KazakhstanTime.DateOf(record.ReceivedAt)));

    private protected abstract Task<Orders> DecideAsync(
        ProcedureRecord record, TDocument document, DateOnly on, CancellationToken cancellation);
}
