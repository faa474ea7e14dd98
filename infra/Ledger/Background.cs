namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Starts work beside its caller, as <see cref="Task.Run(Action)"/> does, but on the caller's own scheduler where it
/// has one: whoever starts a ledger on a scheduler of theirs decides the order of everything that happens in it.
/// </summary>
internal static class Background
{
    /// <summary>Starts what waits now and then.</summary>
    public static Task Run(Func<Task> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap();

    /// <summary>Starts one computation.</summary>
    public static Task<T> Run<T>(Func<T> work, CancellationToken cancellation) => Task.Factory.StartNew(
        work, cancellation, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);
}
