namespace CarbonRegistry.Domain.Notices;

/// <summary>Who may issue documents of a kind.</summary>
public enum IssuerRole
{
    /// <summary>The authorised body for environmental protection, by its BIN.</summary>
    Authority = 1,

    /// <summary>The operator of the trading system, by its BIN.</summary>
    SystemOperator = 2,

    /// <summary>A commodity exchange that was admitted.</summary>
    Exchange = 3,

    /// <summary>The holder whom the document names.</summary>
    Holder = 4,

    /// <summary>The authorised body or the operator of the trading system.</summary>
    AuthorityOrSystemOperator = 5,
}
