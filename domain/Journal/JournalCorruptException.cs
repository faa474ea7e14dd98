namespace CarbonRegistry.Domain.Journal;

/// <summary>Stored or exported bytes of the journal are not what the registry wrote. The message says where.</summary>
public sealed class JournalCorruptException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public JournalCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and what showed it.</summary>
    public JournalCorruptException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
