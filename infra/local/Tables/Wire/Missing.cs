// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
namespace Azure.Data.Tables.Wire;

/// <summary>The answer "there is no such entity", as a value.</summary>
internal sealed class Missing<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The entity does not exist.");

    public override Response GetRawResponse() => response;
}
