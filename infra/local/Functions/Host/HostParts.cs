using Microsoft.Extensions.Hosting;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// The parts that must run before the first request comes in and until the last one is answered. It is the last service
/// that is registered before the web server, so it starts after the application's own services and stops before them.
/// </summary>
internal sealed class HostParts : IHostedService
{
    public Func<CancellationToken, Task> Starting { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> Stopping { get; set; } = _ => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Starting(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Stopping(cancellationToken);
}
