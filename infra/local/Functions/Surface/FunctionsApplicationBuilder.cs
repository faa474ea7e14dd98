// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
using CarbonRegistry.Local.Functions;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1033 // The original implements the configuration of IHostApplicationBuilder in this way.
/// <summary>Collects services, configuration and pipeline of a functions application, and builds its host.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
#pragma warning restore CA1033
{
    private readonly LocalHostBuilder local;

    internal FunctionsApplicationBuilder(string[]? args)
        : this(LocalHostBuilder.CreateOrExit(args ?? [], new LocalHostOptions()))
    {
    }

    internal FunctionsApplicationBuilder(LocalHostBuilder local)
    {
        this.local = local;
    }

    /// <summary>Values shared between the parts that configure the application.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)local.Web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>Settings: those of the file first, those of the environment over them.</summary>
    public ConfigurationManager Configuration => local.Web.Configuration;

    /// <summary>The name and the folder of the application.</summary>
    public IHostEnvironment Environment => local.Web.Environment;

    /// <summary>Logging.</summary>
    public ILoggingBuilder Logging => local.Web.Logging;

    /// <summary>Metrics.</summary>
    public IMetricsBuilder Metrics => local.Web.Metrics;

    /// <summary>The services.</summary>
    public IServiceCollection Services => local.Web.Services;

    /// <summary>Builds the host. It can be called once.</summary>
    /// <exception cref="InvalidOperationException">The application has already been built.</exception>
    public IHost Build() => local.Build();

    /// <summary>Chooses another service container.</summary>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull
    {
        ((IHostApplicationBuilder)local.Web).ConfigureContainer(factory, configure);
    }

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        local.Pipeline.Add(middleware);
        return this;
    }

    internal void UseWebApplication() => local.UseWebApplication();
}
