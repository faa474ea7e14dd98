namespace CarbonRegistry.Simulation.Papers;

/// <summary>
/// A document as the simulated sender means it, in plain words and numbers. The registry gets it as one of its own
/// documents; the judge reads this form and nothing of the registry's.
/// </summary>
/// <remarks>
/// An account is named by its installation's code, or by its number when the text begins with <c>KZ-</c>. Kinds of unit
/// are the letters of their numbers: Q, O, I. Categories of the reserve have the names of section 3 of the interfaces.
/// </remarks>
/// <param name="Number">The sender's number, unlike any other's.</param>
internal abstract record Paper(string Number)
{
    /// <summary>The procedure that the document starts.</summary>
    internal string Procedure => $"{GetType().Name}.{Number}";

    /// <summary>The names that its acts may have in the journal.</summary>
    internal abstract IReadOnlyList<string> Acts { get; }

    /// <summary>Another content under the same number: a mistake of the sender; null where none is made.</summary>
    internal virtual Paper? Otherwise => null;
}

/// <summary>A line of a plan: an installation's code or a category, and its units for each year.</summary>
internal sealed record Line(string Name, string? Holder, IReadOnlyList<int> Units);

/// <summary>¶12: a plan enters into force.</summary>
internal sealed record PlanPaper(
    string Number, int First, int Last, IReadOnlyList<Line> Installations, IReadOnlyList<Line> Reserve)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["open", "issue", "reserve", "split", "auction"];

    internal string Period => $"{First:0000}-{Last:0000}";

    internal string Series => $"Q-{First:0000}-{Last:0000}";

    public Line? Find(string code) => Installations.FirstOrDefault(line => line.Name == code);
}

/// <summary>¶14: the account of an installation in the plan, and its allocation.</summary>
internal sealed record OpeningPaper(string Number, PlanPaper Plan, string Code, string Applicant) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["open", "allocate"];
}

/// <summary>Code 291(4), text of 2024: the same without an application.</summary>
internal sealed record AutomaticPaper(string Number, PlanPaper Plan, string Code) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["open-" + Code, "allocate-" + Code];
}

/// <summary>¶17: the account of an installation that the plan does not name.</summary>
internal sealed record NewcomerPaper(string Number, PlanPaper Plan, string Code, string Holder, string Category)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["open"];
}

/// <summary>¶18, ¶19: units of the reserve for an installation; ¶19 has no category of an opening.</summary>
internal sealed record AllocationPaper(
    string Number, string Code, string Category, string? OpenedUnder, int Year, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["allocate"];

    internal bool IsAdditional => Category == "capacityIncrease";
}

/// <summary>¶20: units come back to the reserve.</summary>
internal sealed record ReturnPaper(string Number, string Code, int First, int Last, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["return"];
}

/// <summary>¶22: the installation is gone.</summary>
internal sealed record LiquidationPaper(string Number, string Code) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["return"];
}

/// <summary>¶20, ¶22, second part: what came back goes to a subaccount.</summary>
internal sealed record AssignmentPaper(string Number, Paper Follows, string Category, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["assign"];
}

/// <summary>¶23: a subaccount is topped up from the largest.</summary>
internal sealed record TopUpPaper(string Number, int First, int Last, string Category, int Units, string? AtATie)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["topUp"];
}

/// <summary>¶25: accounts of the applicants of an offset project.</summary>
internal sealed record ProjectPaper(string Number, string Project, IReadOnlyList<string> Holders) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["open"];
}

/// <summary>¶26: offset units by shares.</summary>
internal sealed record OffsetPaper(
    string Number, string Project, IReadOnlyList<(string Holder, int Units)> Shares, int Units, int? ExpiresYear)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["issue"];
}

/// <summary>¶27: a trade of an exchange's sheet, or a direct sale.</summary>
internal sealed record DealPaper(
    string Number, string Seller, string Buyer, string Kind, int Units, int Price, int? Floor, bool OnExchange)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["trade-" + Number];

    internal override Paper Otherwise => this with { Units = Units + 1 };
}

/// <summary>Code 289(7): between installations of one holder.</summary>
internal sealed record OwnTransferPaper(string Number, string Holder, string From, string To, int Units)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["transfer"];

    internal override Paper Otherwise => this with { From = To, To = From };
}

/// <summary>¶28, first part: a verified report was registered.</summary>
internal sealed record ReportPaper(
    string Number, string Code, bool IsPlanned, int Year, int RegisteredIn, int Tonnes, int MostOffsets)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["surrender"];
}

/// <summary>¶28, second part: additional quota is surrendered.</summary>
internal sealed record AdditionalPaper(string Number, string Code, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["surrender"];
}

/// <summary>¶29: the term of a plan's units is over.</summary>
internal sealed record ExpiryPaper(string Number, int First, int Last) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["cancel"];
}

/// <summary>Code 295(10): what is left of the reserve for additional quota.</summary>
internal sealed record LeftOverPaper(string Number, int First, int Last) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["surrender"];
}

/// <summary>¶30: the owner cancels.</summary>
internal sealed record CancelPaper(string Number, string Account, string Owner, string Kind, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["cancel"];
}

/// <summary>¶4: the authority withdraws.</summary>
internal sealed record WithdrawPaper(string Number, string Account, string Kind, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["withdraw"];

    internal override Paper Otherwise => this with { Units = Units + 1 };
}

/// <summary>¶15.</summary>
internal sealed record BlockPaper(string Number, string Code, string Ground) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["block"];
}

/// <summary>¶16.</summary>
internal sealed record UnblockPaper(string Number, string Code) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["unblock"];
}

/// <summary>¶21: another operator.</summary>
internal sealed record HolderPaper(string Number, string Code, string Applicant, string Next) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["change"];
}

/// <summary>¶3: the account is closed.</summary>
internal sealed record ClosePaper(string Number, string Account) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["close"];
}

/// <summary>T26: an entry is reversed.</summary>
internal sealed record CorrectionPaper(string Number, long Entry) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["correct"];
}

/// <summary>An act that no procedure has decided on: what a bug in one would send to the ledger.</summary>
internal sealed record StrayPaper(string Number, string Code, string From, string To, string Kind, int Units)
    : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["stray"];
}

/// <summary>A plan's units are issued a second time, by a bug.</summary>
internal sealed record StrayIssuePaper(string Number, PlanPaper Plan, int Units) : Paper(Number)
{
    internal override IReadOnlyList<string> Acts => ["issue"];
}
