using CarbonRegistry.Functions;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Demo;
using CarbonRegistry.Functions.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var demo = DemoOptions.Read(args);
var builder = FunctionsApplication.CreateBuilder(demo.HostArguments);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<StorageTroubleMiddleware>();
builder.UseMiddleware<BusyMiddleware>();
builder.UseMiddleware<ReadyFirst>();
builder.UseMiddleware<KnownCallers>();
try
{
    builder.Services.AddCarbonRegistry(new RegistrySettings(builder.Configuration));
}
catch (SettingException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 1;
}

using var app = builder.Build();
return await DemoStory.RunAsync(app, demo);
