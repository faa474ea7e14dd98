namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the documents that call for a surrender of units (¶28).</summary>
internal static class SurrenderReading
{
    public static VerifiedReportRegistered? Report(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        const string registeredOn = "registeredOn";
        var installation = FieldReading.Installation(reader);
        var year = AmountReading.Year(reader);
        var tonnes = AmountReading.Tonnes(reader, "verifiedTonnes");
        var number = reader.Number("reportNumber", FieldReading.NumberLengthMax);
        var written = FieldReading.PastDate(reader, registeredOn, date, optional: true);
        var registered = reader.Has(registeredOn) ? written : date;
        return header is not null && installation is not null && year is { } known && tonnes is { } count
            && number is not null && registered is { } day
            ? new VerifiedReportRegistered(header, installation, known, count, number, day)
            : null;
    }

    public static AdditionalSurrender? Additional(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var units = AmountReading.Units(reader);
        return header is not null && installation is not null && units is { } count
            ? new AdditionalSurrender(header, installation, count)
            : null;
    }
}
