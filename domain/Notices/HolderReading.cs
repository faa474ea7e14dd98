namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads what holders hand in (¶13, 14, 17, 21, 25, 30; Code, article 289(7)).</summary>
internal static class HolderReading
{
    public static AccountApplication? Application(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var applicant = PartyReading.Party(reader, "applicant");
        var installation = FieldReading.Installation(reader);
        var representatives = PartyReading.Representatives(reader, date);
        var unplanned = Unplanned(reader);
        return header is not null && applicant is not null && installation is not null
            ? new AccountApplication(header, applicant, installation, representatives) { NewInstallation = unplanned }
            : null;
    }

    public static DocumentSupplement? Supplement(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var follows = FieldReading.Follows(reader);
        var representatives = PartyReading.Representatives(reader, date);
        var approval = FieldReading.Paper(reader, "approval", date, optional: true);
        var applicants = OffsetReading.Applicants(reader, date, optional: true);
        if (!reader.Has("approval") && reader.IsAbsentOrEmpty("representatives")
            && reader.IsAbsentOrEmpty("applicants"))
            reader.Issues.Add(DocumentIssues.SupplementEmpty(reader.Pointer));
        return header is not null && follows is { } id
            ? new DocumentSupplement(header, id, representatives) { Approval = approval, Applicants = applicants }
            : null;
    }

    public static OperatorChange? Change(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var change = FieldReading.OneOf<HolderChange>(reader, "change");
        var applicant = PartyReading.Party(reader, "applicant");
        var newOperator = PartyReading.CompanyOrPerson(reader, "newOperator");
        return header is not null && installation is not null && change is { } known && applicant is not null
            && newOperator is not null
            ? new OperatorChange(header, installation, known, applicant, newOperator)
            : null;
    }

    public static OwnTransfer? Transfer(ObjectReader reader, DocumentHeader? header)
    {
        const string toName = "to";
        var from = FieldReading.Installation(reader, "from");
        var to = FieldReading.Installation(reader, toName);
        var units = AmountReading.Units(reader);
        if (to is not null && from == to)
            reader.Issues.Add(DocumentIssues.SameInstallation(reader.At(toName)));
        return header is not null && from is not null && to is not null && units is { } count
            ? new OwnTransfer(header, from, to, count)
            : null;
    }

    public static VoluntaryCancellation? Cancellation(ObjectReader reader, DocumentHeader? header)
    {
        var account = FieldReading.Account(reader, "account");
        var unitKind = FieldReading.KindOfUnit(reader);
        var units = AmountReading.Units(reader);
        var reason = reader.Words("reason");
        return header is not null && account is not null && unitKind is { } kind && units is { } count
            && reason is not null
            ? new VoluntaryCancellation(header, account, kind, count, reason)
            : null;
    }

    public static AccountClosure? Closure(ObjectReader reader, DocumentHeader? header)
    {
        var account = FieldReading.Account(reader, "account");
        var reason = reader.Words("reason");
        return header is not null && account is not null && reason is not null
            ? new AccountClosure(header, account, reason)
            : null;
    }

    /// <summary>
    /// What ¶17 adds. The category makes it an application of ¶17; what describes the installation may be left out,
    /// since the registry may know the installation already.
    /// </summary>
    private static NewInstallation? Unplanned(ObjectReader reader)
    {
        const string categoryName = "category";
        string[] descriptions = ["installationName", "sector", "region"];
        var category = FieldReading.CategoryOfAllocation(reader, optional: true);
        var lines = descriptions.Select(name => reader.Line(name, optional: true)).ToArray();
        foreach (var name in descriptions.Where(name => reader.Has(name) && !reader.Has(categoryName)))
            reader.Issues.Add(DocumentIssues.NeedsCategory(reader.At(name)));
        return category is { } known ? new NewInstallation(known, lines[0], lines[1], lines[2]) : null;
    }
}
