using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>How procedures are named in the public journal: an issuer who is a natural person stays opaque.</summary>
internal static class JournalNames
{
    /// <summary>The procedure's id without personal data.</summary>
    public static string Of(ProcedureRecord record, OpaqueIds opaque)
    {
        var id = ProcedureId.Parse(record.Id);
        var issuer = IdentificationNumber.Parse(record.IssuerId);
        return issuer.IsNaturalPerson ? id.WithIssuer(opaque.NameOf(issuer)).ToString() : record.Id;
    }
}
