using System.Reflection;

namespace CarbonRegistry.Domain.Tests.Surface;

/// <summary>
/// Writes what an assembly shows to other assemblies, one line a member, each complete in itself: two surfaces can be
/// compared as sets of lines.
/// </summary>
internal static class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>All lines of the assembly, in ordinal order.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(LinesOf).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> LinesOf(Type type)
    {
        var name = SurfaceNames.Of(type);
        yield return $"{name} is {Kind(type)}{SurfaceAttributes.Of(type)}";
        if (type.BaseType is { } parent && !type.IsValueType && !IsDelegate(type) && parent != typeof(object))
            yield return $"{name} extends {SurfaceNames.Of(parent)}";
        foreach (var contract in type.GetInterfaces().Where(contract => contract.IsVisible && !type.IsEnum))
            yield return $"{name} implements {SurfaceNames.Of(contract)}";
        foreach (var member in type.GetMembers(Declared).SelectMany(Describe))
            yield return $"{name} has {member}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return $"enum of {SurfaceNames.Of(Enum.GetUnderlyingType(type))}";
        if (IsDelegate(type))
            return "delegate";
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), false)
                ? "readonly struct"
                : "struct";
        var word = type.GetMethod("<Clone>$", Declared) is null ? "class" : "record";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static " + word,
            (true, false) => "abstract " + word,
            (false, true) => "sealed " + word,
            (false, false) => word,
        };
    }

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static IEnumerable<string> Describe(MemberInfo member) => member switch
    {
        // What a compiler makes for itself cannot be named in a source, so it is no part of a surface.
        _ when member.Name.Contains('<', StringComparison.Ordinal) => [],
        ConstructorInfo made when IsSeen(made) => [$"{Reach(made)}new{Parameters(made)}{SurfaceAttributes.Of(made)}"],
        MethodInfo method when IsSeen(method) && IsOwn(method) => [OfMethod(method)],
        PropertyInfo property when property.GetAccessors(true).Any(IsSeen) => [OfProperty(property)],
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => [OfField(field)],
        _ => [],
    };

    /// <summary>Accessors are told with their property; operators are methods of their own.</summary>
    private static bool IsOwn(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Reach(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Binding(MethodBase method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        MethodInfo own when own.GetBaseDefinition() != own => method.IsFinal ? "sealed override " : "override ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } => "virtual ",
        _ => "",
    };

    private static string OfMethod(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(SurfaceNames.OfArgument))}>"
            : "";
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false)
            ? "extension "
            : "";
        return $"{Reach(method)}{Binding(method)}{extension}{SurfaceNames.OfResult(method)} {method.Name}{generic}"
            + $"{Parameters(method)}{SurfaceAttributes.Of(method)}";
    }

    private static string OfProperty(PropertyInfo property)
    {
        var seen = property.GetAccessors(true).Where(IsSeen).ToArray();
        var accessors = seen.Select(accessor => Reach(accessor) + Verb(property, accessor))
            .Order(StringComparer.Ordinal);
        var index = property.GetIndexParameters() is { Length: > 0 } keys
            ? $"[{string.Join(", ", keys.Select(SurfaceNames.OfParameter))}]"
            : "";
        return $"{Binding(seen[0])}{SurfaceNames.OfProperty(property)} {property.Name}{index} "
            + $"{{ {string.Join("; ", accessors)} }}{SurfaceAttributes.Of(property)}";
    }

    private static string Verb(PropertyInfo property, MethodInfo accessor)
    {
        if (accessor == property.GetMethod)
            return "get";
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
        return isInit ? "init" : "set";
    }

    private static string OfField(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";
        var kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        return $"{kind}{SurfaceNames.OfField(field)} {field.Name}{value}{SurfaceAttributes.Of(field)}";
    }

    private static string Parameters(MethodBase method) =>
        $"({string.Join(", ", method.GetParameters().Select(SurfaceNames.OfParameter))})";
}
