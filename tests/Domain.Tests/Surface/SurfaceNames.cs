using System.Globalization;
using System.Reflection;

namespace CarbonRegistry.Domain.Tests.Surface;

/// <summary>
/// How types are written: <c>?</c> stands after what may be null, <c>~</c> after what its assembly says nothing about.
/// </summary>
internal static class SurfaceNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        var arguments = type.GetGenericArguments();
        var name = $"{type.Namespace}.{PathOf(type)}";
        return arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(Of))}>";
    }

    public static string OfResult(MethodInfo method) =>
        Of(new NullabilityInfoContext().Create(method.ReturnParameter));

    public static string OfProperty(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static string OfField(FieldInfo field) => Of(new NullabilityInfoContext().Create(field));

    public static string OfParameter(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        var way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        var start = parameter.HasDefaultValue ? " = " + Constant(parameter.RawDefaultValue) : "";
        return $"{many}{way}{Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{start}";
    }

    /// <summary>A type argument of a method with what is demanded of it.</summary>
    public static string OfArgument(Type argument)
    {
        var demands = argument.GetGenericParameterConstraints().Select(Of).Order(StringComparer.Ordinal).ToList();
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            demands.Insert(0, "class");
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            demands.Add("new()");
        return demands.Count == 0 ? argument.Name : $"{argument.Name}: {string.Join(" + ", demands)}";
    }

    private static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (info.ElementType is { } element)
            return Of(element) + "[]" + Mark(info, type);
        return (info.GenericTypeArguments.Length == 0 ? Of(type) : OfGeneric(info, type)) + Mark(info, type);
    }

    private static string OfGeneric(NullabilityInfo info, Type type) =>
        $"{type.Namespace}.{PathOf(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>";

    private static string Mark(NullabilityInfo info, Type type) => info.ReadState switch
    {
        _ when type.IsValueType || type == typeof(void) => "",
        NullabilityState.Nullable => "?",
        NullabilityState.Unknown => "~",
        NullabilityState.NotNull => "",
        _ => throw new InvalidOperationException($"{type} has the state {info.ReadState}."),
    };

    private static string PathOf(Type type) =>
        type.IsNested ? $"{PathOf(type.DeclaringType!)}.{Bare(type)}" : Bare(type);

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static string Constant(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
