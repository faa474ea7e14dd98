// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The root of all attributes that bind a parameter to something outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>For the attributes of the extensions.</summary>
    public BindingAttribute()
    {
    }
}

/// <summary>Binds the parameter whose event starts the function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>For the attributes of the extensions.</summary>
    public TriggerBindingAttribute()
    {
    }
}

/// <summary>Binds a parameter that the host fills beside the trigger.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>For the attributes of the extensions.</summary>
    public InputBindingAttribute()
    {
    }
}
