// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function and names it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function; the name is unique within the application.</summary>
    public FunctionAttribute(string name)
    {
        Name = name;
    }

    /// <summary>The function's name, as the host lists it.</summary>
    public string Name { get; }
}
