namespace CarbonRegistry.Domain.Journal;

/// <summary>The rows of the matrix of allowed moves (requirements 1.7), with the provision behind each.</summary>
public enum MoveCode
{
    /// <summary>Issue quota, ¶12.2.</summary>
    T01 = 1,

    /// <summary>Form the reserve, ¶12.3.</summary>
    T02,

    /// <summary>Split the reserve, ¶12.3.</summary>
    T03,

    /// <summary>Set the auction stock aside, ¶12.3; Code 290(10).</summary>
    T04,

    /// <summary>Allocate, ¶14.</summary>
    T05,

    /// <summary>From the reserve to a new installation, ¶18.</summary>
    T06,

    /// <summary>From the reserve to a previously unaccounted installation, ¶18.</summary>
    T07,

    /// <summary>From the reserve to an installation that was administered, ¶18.</summary>
    T08,

    /// <summary>Additional quota, ¶19.</summary>
    T09,

    /// <summary>Return to the reserve, ¶20.</summary>
    T10,

    /// <summary>From the reserve to a subaccount, ¶20, ¶22.</summary>
    T11,

    /// <summary>Return at a liquidation, ¶22.</summary>
    T12,

    /// <summary>Top up a subaccount from the largest, ¶23.</summary>
    T13,

    /// <summary>Issue offsets, ¶26.</summary>
    T14,

    /// <summary>Exchange trade, ¶27.</summary>
    T15,

    /// <summary>Direct trade, ¶27; Order 221 ¶29 to ¶33.</summary>
    T16,

    /// <summary>Auction sale, Order 221 ¶17 to ¶26.</summary>
    T17,

    /// <summary>Purchase by the operator of the trading system, Order 221 ¶8.</summary>
    T18,

    /// <summary>Surrender, ¶28.</summary>
    T19,

    /// <summary>Surrender of additional quota, ¶28.</summary>
    T20,

    /// <summary>Cancel on expiry, ¶29.</summary>
    T21,

    /// <summary>Cancel voluntarily, ¶30.</summary>
    T22,

    /// <summary>Withdraw by decision, ¶4.</summary>
    T23,

    /// <summary>International in and out, ¶7.</summary>
    T24,

    /// <summary>Succession, ¶21.</summary>
    T25,

    /// <summary>Correction of a named entry.</summary>
    T26,

    /// <summary>Between own installations, Code 289(7).</summary>
    T27,

    /// <summary>Surrender of the left-over reserve for additional quota, Code 295(10).</summary>
    T28,
}
