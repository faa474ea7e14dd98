namespace CarbonRegistry.Domain.Law;

/// <summary>The acts of law that the registry cites: a closed set.</summary>
public enum LegalSource
{
    /// <summary>Order of 14.07.2021 No. 251: rules of the state registry of carbon units.</summary>
    Order251 = 1,

    /// <summary>Order of 29.06.2021 No. 221: rules of trade in carbon units.</summary>
    Order221 = 2,

    /// <summary>Environmental Code of 02.01.2021 No. 400-VI.</summary>
    EnvironmentalCode = 3,
}

/// <summary>A provision that an entry, a deadline or a refusal cites.</summary>
public sealed record Paragraph
{
    private Paragraph(LegalSource source, string number)
    {
        Source = source;
        Number = number;
    }

    /// <summary>The act that it is part of.</summary>
    public LegalSource Source { get; }

    /// <summary>Its number within the act, such as <c>14</c>, <c>20(1)</c> or <c>291(5)</c>.</summary>
    public string Number { get; }

    /// <summary>The form that is stored and shown: <c>¶14</c>, <c>Order 221 ¶33</c>, <c>Code 291(5)</c>.</summary>
    public string Text => Source switch
    {
        LegalSource.Order251 => $"¶{Number}",
        LegalSource.Order221 => $"Order 221 ¶{Number}",
        LegalSource.EnvironmentalCode => $"Code {Number}",
        _ => throw new InvalidOperationException($"No short form for {Source}."),
    };

    /// <summary>The citation in full, for people.</summary>
    public LocalizedText Citation => Source switch
    {
        LegalSource.Order251 => new(
            $"№ 251 бұйрықпен бекітілген Қағидалардың {Number}-тармағы",
            $"пункт {Number} Правил, утверждённых приказом № 251",
            $"paragraph {Number} of the Rules approved by Order 251"),
        LegalSource.Order221 => new(
            $"№ 221 бұйрықпен бекітілген Қағидалардың {Number}-тармағы",
            $"пункт {Number} Правил, утверждённых приказом № 221",
            $"paragraph {Number} of the Rules approved by Order 221"),
        LegalSource.EnvironmentalCode => new(
            $"ҚР Экология кодексінің {Number}-бабы",
            $"статья {Number} Экологического кодекса РК",
            $"article {Number} of the Environmental Code"),
        _ => throw new InvalidOperationException($"No citation for {Source}."),
    };

    /// <summary>A paragraph of the rules of the registry.</summary>
    public static Paragraph Order251(string number) => new(LegalSource.Order251, number);

    /// <summary>A paragraph of the rules of trade.</summary>
    public static Paragraph Order221(string number) => new(LegalSource.Order221, number);

    /// <summary>An article of the Environmental Code.</summary>
    public static Paragraph Code(string number) => new(LegalSource.EnvironmentalCode, number);

    /// <summary>The short form.</summary>
    public override string ToString() => Text;
}
