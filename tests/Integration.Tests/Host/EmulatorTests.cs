using Azure.Storage.Blobs;
using CarbonRegistry.Local.Functions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CarbonRegistry.Integration.Tests.Host;

public sealed class EmulatorTests : IDisposable
{
    private const string Default = "UseDevelopmentStorage=true";
    private readonly string folder = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Emulator_OnFreePorts_KeepsItsDataOverRestarts()
    {
        string[] args = ["--azurite-data", folder, "--azurite-ports", "free"];
        await using (SampleHost host = await SampleHost.StartAsync(Default, typeof(SampleHttp), args))
            await Container(host).CreateAsync();

        Assert.Null(new EmulatorFolder(folder).Read());
        await using SampleHost again = await SampleHost.StartAsync(Default, typeof(SampleHttp), args);
        Assert.True(await Container(again).ExistsAsync());
    }

    [Fact]
    public async Task Emulator_LeftByAKilledHost_IsFoundAgain()
    {
        EmulatorFolder folder = new(this.folder);
        EmulatorPlan plan = EmulatorPlan.OnFreePorts(folder, fresh: false, AzuriteFolder());
        Emulator left = await Emulator.StartAsync(plan, TextWriter.Null, CancellationToken.None);
        EmulatorRecord record = folder.Read()!;
        // The number of a process that has ended stands for the host that was killed.
        folder.Write(record with { Host = int.MaxValue });

        EmulatorPlan next = EmulatorPlan.OnFreePorts(folder, fresh: false, AzuriteFolder());
        await using (Emulator found = await Emulator.StartAsync(next, TextWriter.Null, CancellationToken.None))
            Assert.Contains("earlier host", found.Description, StringComparison.Ordinal);

        Assert.Equal(plan.Endpoints, next.Endpoints);
        Assert.True(await plan.Endpoints.AreSilentAsync(CancellationToken.None));
        await left.DisposeAsync();
    }

    [Fact]
    public async Task Fresh_OnFolderWithOtherThings_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "thesis.docx"), "precious");
        string[] args = ["--azurite-data", folder, "--azurite-ports", "free", "--azurite-fresh"];

        (string error, int? exitCode) = await SampleHost.RefusedAsync(Default, args);

        Assert.Equal(1, exitCode);
        Assert.Contains("thesis.docx", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "thesis.docx")));
    }

    private static string AzuriteFolder() => Path.Combine(RepositoryRoot.Find(), "infra", "local", "azurite");

    private static BlobContainerClient Container(SampleHost host)
    {
        IConfiguration configuration = host.Services.GetRequiredService<IConfiguration>();
        return new BlobContainerClient(configuration["AzureWebJobsStorage"], "kept");
    }
}
