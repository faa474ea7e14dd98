namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// What keeps natural persons out of the journal and its public export: they stand there by an opaque id, which the
/// edge draws and keeps.
/// </summary>
public static class PersonalData
{
    /// <summary>True when the person is a natural one, so that neither number nor name may be published.</summary>
    public static bool IsNaturalPerson(Party party)
    {
        return party.Id.IsNaturalPerson;
    }

    /// <summary>True when the id has a natural person's IIN in it.</summary>
    public static bool NamesNaturalPerson(ProcedureId id) =>
        IdentificationNumber.TryParse(id.Issuer, out var issuer) && issuer.IsNaturalPerson;

    /// <summary>The id as the journal may have it.</summary>
    /// <param name="id">An id with a BIN, an IIN or an opaque id.</param>
    /// <param name="opaqueIdOf">Gives a natural person's opaque id; asked only for an IIN.</param>
    public static ProcedureId JournalForm(ProcedureId id, Func<IdentificationNumber, string> opaqueIdOf)
    {
        return NamesNaturalPerson(id) ? id.WithIssuer(opaqueIdOf(IdentificationNumber.Parse(id.Issuer!))) : id;
    }
}
