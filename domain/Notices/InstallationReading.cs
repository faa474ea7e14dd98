namespace CarbonRegistry.Domain.Notices;

/// <summary>Reads the authority's notices about one installation or account (¶4, 15, 16, 22).</summary>
internal static class InstallationReading
{
    public static MonitoringPlanDefault? PlanDefault(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        var ground = FieldReading.OneOf<MonitoringPlanGround>(reader, "ground");
        return header is not null && installation is not null && ground is { } known
            ? new MonitoringPlanDefault(header, installation, known)
            : null;
    }

    public static MonitoringPlanAccepted? PlanAccepted(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        return header is not null && installation is not null ? new MonitoringPlanAccepted(header, installation) : null;
    }

    public static InstallationLiquidation? Liquidation(ObjectReader reader, DocumentHeader? header)
    {
        var installation = FieldReading.Installation(reader);
        return header is not null && installation is not null
            ? new InstallationLiquidation(header, installation)
            : null;
    }

    public static Withdrawal? Withdrawal(ObjectReader reader, DocumentHeader? header, DateOnly? date)
    {
        var account = FieldReading.Account(reader, "account");
        var unitKind = FieldReading.KindOfUnit(reader);
        var units = AmountReading.Units(reader);
        var act = FieldReading.Paper(reader, "act", date);
        return header is not null && account is not null && unitKind is { } kind && units is { } count
            && act is not null
            ? new Withdrawal(header, account, kind, count, act)
            : null;
    }
}
