namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads volumes, years, tonnes and prices. Each gives null after reporting why.</summary>
internal static class AmountReading
{
    private const double AmountMax = 1e12;
    private const int YearMin = 2021;
    private const int YearMax = 2100;
    private const int PriceDecimals = 2;

    public static long? Units(ObjectReader reader, string name = "units")
    {
        if (reader.Double(name) is not { } units)
            return null;
        Issue? issue = units switch
        {
            <= 0 => DocumentIssues.UnitsNotPositive(reader.At(name)),
            > AmountMax => DocumentIssues.UnitsTooLarge(reader.At(name)),
            _ when !double.IsInteger(units) => DocumentIssues.UnitsNotWhole(reader.At(name)),
            _ => null,
        };
        if (issue is null)
            return (long)units;
        reader.Issues.Add(issue);
        return null;
    }

    /// <summary>A year with which the trading system of the Code of 2021 can have to do.</summary>
    public static int? Year(ObjectReader reader, string name = "year", bool optional = false)
    {
        if (reader.Double(name, optional) is not { } year)
            return null;
        if (year is >= YearMin and <= YearMax && double.IsInteger(year))
            return (int)year;
        reader.Issues.Add(DocumentIssues.YearOutOfRange(reader.At(name), YearMin, YearMax));
        return null;
    }

    /// <summary>Whole tonnes of CO2 equivalent; none is right for an installation that stood still.</summary>
    public static long? Tonnes(ObjectReader reader, string name)
    {
        if (reader.Double(name) is not { } tonnes)
            return null;
        Issue? issue = tonnes switch
        {
            < 0 => DocumentIssues.TonnesNegative(reader.At(name)),
            > AmountMax => DocumentIssues.TonnesTooLarge(reader.At(name)),
            _ when !double.IsInteger(tonnes) => DocumentIssues.TonnesNotWhole(reader.At(name)),
            _ => null,
        };
        if (issue is null)
            return (long)tonnes;
        reader.Issues.Add(issue);
        return null;
    }

    /// <summary>
    /// Tenge for one unit. The decimals are counted in the number as written, because a price that its canonical form
    /// would round has a meaning other than its hash; what remains has at most 15 digits, which a double keeps.
    /// </summary>
    public static decimal? Price(ObjectReader reader, string name = "price", bool optional = false)
    {
        if (reader.Double(name, optional) is not { } price)
            return null;
        Issue? issue = price switch
        {
            <= 0 => DocumentIssues.PriceNotPositive(reader.At(name)),
            > AmountMax => DocumentIssues.PriceTooLarge(reader.At(name)),
            _ when DecimalPlaces.Of(reader.NumberAsWritten(name)) > PriceDecimals
                => DocumentIssues.PriceDecimals(reader.At(name)),
            _ => null,
        };
        if (issue is null)
            return (decimal)price;
        reader.Issues.Add(issue);
        return null;
    }
}
