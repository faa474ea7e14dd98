// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Query;

/// <summary>Translates a condition in C# into an OData filter.</summary>
internal sealed class FilterTranslator
{
    private readonly ParameterExpression entity;

    private FilterTranslator(ParameterExpression entity) => this.entity = entity;

    /// <returns>The filter; null for a condition that is always true.</returns>
    /// <exception cref="NotSupportedException">A filter cannot say this.</exception>
    public static string? Translate(LambdaExpression condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var translator = new FilterTranslator(condition.Parameters[0]);
        if (!translator.Mentions(condition.Body) && Evaluate(condition.Body) is true)
            return null;
        return translator.Condition(condition.Body);
    }

    private string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both =>
            $"({Condition(both.Left)}) and ({Condition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either =>
            $"({Condition(either.Left)}) or ({Condition(either.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Condition(convert.Operand),
        BinaryExpression comparison => Comparison(comparison),
        MethodCallExpression { Method.Name: nameof(Equals) } call => Equality(call),
        _ when PropertyOf(expression) is { } property => property + " eq true",
        _ => throw Unsupported(expression),
    };

    private string Comparison(BinaryExpression comparison)
    {
        // Compare(a, b) > 0 means a > b.
        if (IsZero(comparison.Right) && Compared(comparison.Left) is var (first, second))
            return Compare(first, comparison.NodeType, second);
        return Compare(comparison.Left, comparison.NodeType, comparison.Right);
    }

    private string Equality(MethodCallExpression call)
    {
        // A third operand is a StringComparison. The service knows only its own, so the original refuses any.
        Expression[] operands = call.Object == null ? [.. call.Arguments] : [call.Object, .. call.Arguments];
        return operands is [var left, var right]
            ? Compare(left, ExpressionType.Equal, right)
            : throw Unsupported(call);
    }

    private string Compare(Expression left, ExpressionType type, Expression right)
    {
        if (PropertyOf(left) is { } property)
            return $"{property} {Operator(type)} {Value(right, left)}";
        if (PropertyOf(right) is { } mirrored)
            return $"{mirrored} {Operator(Mirrored(type))} {Value(left, right)}";
        throw Unsupported(left);
    }

    private string Value(Expression expression, Expression other)
    {
        if (Mentions(expression))
            throw Unsupported(expression);
        var value = Evaluate(expression);
        // The compiler compares members of an enum by their numbers, but the table holds their names.
        return Literal.Of(Unwrapped(other).Type is var type && value != null
            && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } named
            ? Enum.ToObject(named, value)
            : value);
    }

    private string? PropertyOf(Expression expression) => Unwrapped(expression) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner }
            when Nullable.GetUnderlyingType(inner.Type) != null => PropertyOf(inner),
        MemberExpression { Expression: { } owner } member when Unwrapped(owner) == entity => NameOf(member.Member),
        MethodCallExpression { Object: { } target } call
            when Unwrapped(target) == entity && IsPropertyGetter(call.Method) && !Mentions(call.Arguments[0]) =>
            (string?)Evaluate(call.Arguments[0]),
        _ => null,
    };

    private static bool IsPropertyGetter(MethodInfo method) =>
        (method.Name == "get_Item" || method.Name.StartsWith("Get", StringComparison.Ordinal))
        && method.GetParameters() is [{ ParameterType: var type }] && type == typeof(string);

    private static string NameOf(MemberInfo member) =>
        member.DeclaringType == typeof(TableItem)
            ? "TableName"
            : member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    private static (Expression, Expression)? Compared(Expression expression) => expression switch
    {
        MethodCallExpression { Method.Name: "Compare", Object: null, Arguments: [var a, var b] } => (a, b),
        MethodCallExpression { Method.Name: "CompareTo", Object: { } a, Arguments: [var b] } => (a, b),
        _ => null,
    };

    private bool IsZero(Expression expression) => !Mentions(expression) && Evaluate(expression) is 0;

    private static Expression Unwrapped(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } cast)
            expression = cast.Operand;
        return expression;
    }

    private bool Mentions(Expression expression)
    {
        var search = new ParameterSearch(entity);
        search.Visit(expression);
        return search.Found;
    }

    private static object? Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(true)();

    private static ExpressionType Mirrored(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => type,
    };

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => throw new NotSupportedException($"A filter has no operator for {type}."),
    };

    private static NotSupportedException Unsupported(Expression expression) =>
        new($"A filter cannot say {expression}.");

    private sealed class ParameterSearch(ParameterExpression parameter) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == parameter;
            return node;
        }
    }
}
