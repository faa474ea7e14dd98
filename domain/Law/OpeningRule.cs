namespace CarbonRegistry.Domain.Law;

/// <summary>
/// Who opens the account of an installation. Until 2024 its operator applied for it (Code, article 291(4), text of
/// 02.01.2021; Order 251, ¶13 and ¶14); since 8 June 2024 the operator of the trading system opens it automatically
/// (the same article, text of 08.06.2024). The day on which the plan enters into force chooses.
/// </summary>
public static class OpeningRule
{
    /// <summary>The provision that entries cite.</summary>
    public const string Paragraph = "Code 291(4)";

    /// <summary>True when accounts of the plan's installations are opened without an application.</summary>
    /// <param name="inForceOn">The day on which the plan enters into force.</param>
    public static bool IsAutomatic(DateOnly inForceOn) => inForceOn >= RuleSet.Of2024.Since;
}
