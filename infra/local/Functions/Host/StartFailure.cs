namespace CarbonRegistry.Local.Functions;

/// <summary>Why the host cannot start, in one sentence for the person at the console.</summary>
internal sealed class StartFailure : Exception
{
    public StartFailure(string sentence)
        : base(sentence)
    {
    }

    public StartFailure(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }
}
