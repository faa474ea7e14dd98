using System.Collections.Frozen;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>Finds the case of a document. A kind without a case is refused at the door by name.</summary>
public sealed class DocumentCases
{
    private readonly FrozenDictionary<DocumentKind, DocumentCase> byKind;

    /// <summary>Takes every case that the registry has.</summary>
    public DocumentCases(IEnumerable<DocumentCase> cases) => byKind = cases.ToFrozenDictionary(one => one.Kind);

    /// <summary>Every type of case in this assembly, so that a new one is found without being listed.</summary>
    internal static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(DocumentCase).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DocumentCase)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The case of a kind; null when the registry does not carry such documents out.</summary>
    internal DocumentCase? Find(DocumentKind kind) => byKind.GetValueOrDefault(kind);

    /// <summary>The case of a document that was let in.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal DocumentCase Of(Document document) => Find(document.Kind)
        ?? throw new InvalidOperationException($"No case carries out a {document.GetType().Name}.");
}
