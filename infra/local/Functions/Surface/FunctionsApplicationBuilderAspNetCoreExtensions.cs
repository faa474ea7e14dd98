// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Joins functions to ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets HTTP functions take an HttpRequest and return an IResult or an IActionResult.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.UseWebApplication();
        return builder;
    }
}
