namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the authority's notices about units of the reserve (¶18–20, 22, 23).</summary>
internal static class ReserveReading
{
    public static ReserveAllocation? Allocation(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var units = AmountReading.Units(reader);
        var category = FieldReading.CategoryOfAllocation(reader);
        var year = AmountReading.Year(reader);
        return header is not null && installation is not null && units is { } count && category is { } known
            && year is { } first
            ? new ReserveAllocation(header, installation, count, known, first)
            : null;
    }

    public static AdditionalAllocation? Additional(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var units = AmountReading.Units(reader);
        var year = AmountReading.Year(reader);
        return header is not null && installation is not null && units is { } count && year is { } allocated
            ? new AdditionalAllocation(header, installation, count, allocated)
            : null;
    }

    public static ReturnToReserve? Return(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var units = AmountReading.Units(reader);
        return header is not null && installation is not null && units is { } count
            ? new ReturnToReserve(header, installation, count)
            : null;
    }

    public static ReserveAssignment? Assignment(ObjectReader reader, DocumentHeader? header)
    {
        var follows = FieldReading.Follows(reader);
        var category = FieldReading.Category(reader);
        var units = AmountReading.Units(reader);
        return header is not null && follows is { } id && category is { } known && units is { } count
            ? new ReserveAssignment(header, id, known, count)
            : null;
    }

    public static ReserveTopUp? TopUp(ObjectReader reader, DocumentHeader? header)
    {
        var category = FieldReading.Category(reader);
        var units = AmountReading.Units(reader);
        var source = FieldReading.Source(reader);
        return header is not null && category is { } known && units is { } count
            ? new ReserveTopUp(header, known, count) { Source = source }
            : null;
    }
}
