namespace CarbonRegistry.Domain.Accounts;

/// <summary>
/// The chart of accounts: the seven kinds of ¶11 with the four subaccounts of the reserve, and two more that the law
/// implies (gateway, withdrawn). The value is the account type that stands in the account number.
/// </summary>
public enum AccountKind
{
    /// <summary>Putting quota units into circulation (¶11.1); one for each period of a plan.</summary>
    Issuance = 1,

    /// <summary>Cancellation (¶11.2); one, a sink.</summary>
    Cancellation = 2,

    /// <summary>Surrender (¶11.3); one, a sink.</summary>
    Surrender = 3,

    /// <summary>The operator of the trading system (¶11.4); one.</summary>
    TradingSystemOperator = 4,

    /// <summary>An installation's account (¶11.5); one for each quota installation (Code, article 300(2)).</summary>
    Installation = 5,

    /// <summary>An applicant of an offset project (¶11.6, ¶25); one for each applicant of a project.</summary>
    OffsetApplicant = 6,

    /// <summary>The reserve of a plan (¶11.7); one for each period.</summary>
    Reserve = 7,

    /// <summary>International gateway (¶7); not formed while no treaty asks for it.</summary>
    Gateway = 8,

    /// <summary>Units withdrawn from circulation by decision (¶4); one, a sink.</summary>
    Withdrawn = 9,

    /// <summary>Reserve subaccount for new installations (¶11.7).</summary>
    ReserveNew = 71,

    /// <summary>Reserve subaccount for previously unaccounted installations (¶11.7).</summary>
    ReserveUnaccounted = 72,

    /// <summary>Reserve subaccount for additional quota on an increase of capacity (¶11.7).</summary>
    ReserveCapacity = 73,

    /// <summary>Reserve subaccount for administered installations that become quota installations (¶11.7).</summary>
    ReserveTransition = 74,
}
