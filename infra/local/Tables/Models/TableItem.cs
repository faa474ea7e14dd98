// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

namespace Azure.Data.Tables.Models;

/// <summary>A table of an account.</summary>
public class TableItem
{
    /// <summary>A table by its name.</summary>
    /// <param name="name">The name of the table.</param>
    public TableItem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The name of the table.</summary>
    public string Name { get; }
}
