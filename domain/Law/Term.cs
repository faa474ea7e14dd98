namespace CarbonRegistry.Domain.Law;

/// <summary>The event after which a term begins to run: a closed set.</summary>
public enum CountedFrom
{
    /// <summary>The National Plan's entry into force.</summary>
    EntryIntoForce = 1,

    /// <summary>The National Plan's approval.</summary>
    PlanApproval = 2,

    /// <summary>Receipt of the notice, sheet, contract or application.</summary>
    Receipt = 3,

    /// <summary>Receipt of the last of the documents that are needed.</summary>
    CompleteDocuments = 4,

    /// <summary>Registration of the verified report.</summary>
    ReportRegistration = 5,

    /// <summary>The end of the units' term.</summary>
    EndOfValidity = 6,
}

/// <summary>Whether the text sets a term or the registry has set one for itself: a closed set.</summary>
public enum TermOrigin
{
    /// <summary>The text gives the number of days.</summary>
    Statutory = 1,

    /// <summary>The text gives none; the registry's own, always shown as such.</summary>
    Internal = 2,
}

/// <summary>What the law asks of one act under one rule set.</summary>
/// <param name="Act">The act.</param>
/// <param name="RuleSet">The rule set in force on the day of the event.</param>
/// <param name="Paragraph">The provision to cite.</param>
/// <param name="WorkingDays">Length of the term, 1 or more.</param>
/// <param name="Origin">Who set the length.</param>
/// <param name="CountedFrom">The event that starts it.</param>
/// <param name="Discretion">
/// True where a person must decide. False where the text leaves the operator no choice: a refusal by a person is not
/// possible then, and the act is carried out on its due day at the latest.
/// </param>
/// <param name="Approvals">How many different registrars approve by default, 0 to 2; a setting may change it.</param>
/// <param name="HolderConfirms">True where a second person of the holder must confirm as well.</param>
/// <param name="Words">
/// The words of the text that set the term or the duty, for checking the row: Russian, for Order 221 its English text.
/// </param>
public sealed record Term(
    RegulatedAct Act,
    RuleSet RuleSet,
    Paragraph Paragraph,
    int WorkingDays,
    TermOrigin Origin,
    CountedFrom CountedFrom,
    bool Discretion,
    int Approvals,
    bool HolderConfirms,
    string Words)
{
    /// <summary>True when the text itself sets the term.</summary>
    public bool Statutory => Origin == TermOrigin.Statutory;

    /// <summary>The act's name for people.</summary>
    public LocalizedText Title => RegulatedActTitles.Of(Act);
}
