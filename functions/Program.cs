using CarbonRegistry.Functions;
using CarbonRegistry.Functions.Demo;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var demo = DemoOptions.Read(args);
var builder = FunctionsApplication.CreateBuilder(demo.HostArguments);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ReadyFirst>();
builder.Services.AddCarbonRegistry();

using var app = builder.Build();
return await DemoStory.RunAsync(app, demo);
