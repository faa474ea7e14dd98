using CarbonRegistry.Benchmarks;
using CarbonRegistry.Local.Functions;

// Each benchmark prints one line. A name on the command line picks one; without a name all run. They start an
// emulator of their own on an empty folder, since its pauses grow with its file.
string[] known = ["transfers", "workers", "memory", "start", "plans", "orchestrations", "sleepers", "verify"];
var wanted = args.Length == 0 ? known : args;
if (wanted.FirstOrDefault(name => !known.Contains(name)) is { } stranger)
{
    Console.Error.WriteLine($"No benchmark is called {stranger}; there are {string.Join(", ", known)}.");
    return 1;
}

var folder = Directory.CreateTempSubdirectory("carbonregistry-benchmarks-").FullName;
var azurite = Path.Combine(RepositoryRoot.Find(), "infra", "local", "azurite");
var plan = EmulatorPlan.OnFreePorts(new EmulatorFolder(Path.Combine(folder, "azurite")), fresh: true, azurite);
await using (await Emulator.StartAsync(plan, Console.Error, CancellationToken.None))
{
    var storage = plan.Endpoints.ToConnectionString();
    if (wanted.Contains("transfers"))
        await TransferBenchmark.RunAsync(storage);
    if (wanted.Contains("workers"))
        await TransferBenchmark.WorkersAsync(storage);
    if (wanted.Contains("memory"))
        await LedgerBenchmark.RunAsync();
    if (wanted.Contains("start"))
        await StartBenchmark.RunAsync(storage);
    if (wanted.Contains("plans"))
        await PlanBenchmark.RunAsync();
    if (wanted.Contains("orchestrations"))
        await OrchestrationBenchmark.RunAsync(storage);
    if (wanted.Contains("sleepers"))
        await SleeperBenchmark.RunAsync(storage);
    if (wanted.Contains("verify"))
        VerifyBenchmark.Run(Path.Combine(folder, "published"));
}
Directory.Delete(folder, recursive: true);
return 0;
