// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // The original is an ordinary class, and a subset keeps its shape.
/// <summary>The way into a functions application.</summary>
public class FunctionsApplication
#pragma warning restore CA1052
{
    /// <summary>Reads settings and arguments; nothing is started before the built host is.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
