// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline of a run.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>A step around each run of a function.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Does its part before and after <paramref name="next"/>.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
