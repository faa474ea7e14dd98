using System.Globalization;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The sentences about units that leave circulation or that were missing when they should have.</summary>
internal static class LeavingTexts
{
    /// <summary>How many blocks a certificate lists; the entries in the journal list all.</summary>
    private const int BlocksListed = 50;

    private static readonly LocalizedText CertificateText = new(
        "Жою туралы куәлік. {0} құжаты бойынша ({1}) айналыстан алынды: {2}, {3} бірлік, нөмірлері {4}. Шот {5}. "
        + "Мақсаты: {6}. Журнал жазбасы: {7}. Бірліктерді қайта пайдалануға болмайды (¶30).",
        "Свидетельство об аннулировании. По документу {0} от {1} выведены из обращения: {2}, количество {3}, "
        + "номера {4}. Счет {5}. Причина: {6}. Запись журнала: {7}. Повторное использование единиц невозможно (п. 30).",
        "Certificate of cancellation. By the document {0} of {1} left circulation: {2}, quantity {3}, numbers {4}. "
        + "Account {5}. Reason: {6}. Journal entry: {7}. The units cannot be used again (¶30).");

    private static readonly LocalizedText DeficitText = new(
        "{0} қондырғысы бойынша өтеу үшін {1} бірлік жетіспеді. Айыппұлдың болжамды мөлшері: {2} теңге (әр бірлікке "
        + "5 АЕК).",
        "По установке {0} для погашения не хватило единиц: {1}. Ориентировочный размер штрафа: {2} тенге (5 МРП за "
        + "единицу).",
        "For the installation {0}, {1} units were missing at the surrender. Estimated fine: KZT {2} (5 MCI a unit).");

    private static readonly LocalizedText NotReturnedText = new(
        "{0} қондырғысының шотында резервке қайтару үшін {1} бірлік жетіспеді, шоттағы барлық бірлік қайтарылды.",
        "На счете установки {0} для возврата в резерв не хватило единиц: {1}; возвращено все, что на нем было.",
        "On the account of the installation {0}, {1} units were missing for the return to the reserve; all that it had "
        + "went back.");

    private static readonly LocalizedText ExpiryText = new(
        "{0} кезеңіндегі көміртегі квотасының бірліктері {1} күні мерзімі өткен соң жойылады (¶29). "
        + "Пайдаланылмағаны: {2}.",
        "Срок действия единиц углеродной квоты периода {0} истекает {1}, после чего они аннулируются (п. 29). "
        + "Не использовано единиц: {2}.",
        "The term of the carbon quota units of the period {0} ends on {1}; they are cancelled then (¶29). "
        + "Unused: {2}.");

    private static readonly LocalizedText OffsetExpiryText = new(
        "Шығарылған кезде {0} жылмен шектелген оффсеттік бірліктер {1} күні мерзімі өткен соң жойылады (¶29). "
        + "Пайдаланылмағаны: {2}.",
        "Срок действия офсетных единиц, ограниченный при вводе в обращение {0} годом, истекает {1}, после чего они "
        + "аннулируются (п. 29). Не использовано единиц: {2}.",
        "The term of the offset units that were limited to {0} at issue ends on {1}; they are cancelled then (¶29). "
        + "Unused: {2}.");

    private static readonly LocalizedText LeftOverText = new(
        "{0} кезеңінің бірліктері мына шоттарда қалды, оларды тізілім өздігінен қозғамайды: {1}.",
        "Единицы периода {0} остались на счетах, которые реестр сам не распределяет: {1}.",
        "Units of the period {0} are left on accounts that the registry does not empty by itself: {1}.");

    /// <summary>¶30: the certificate, which names the units.</summary>
    public static LocalizedText Certificate(VoluntaryCancellation request, IEnumerable<Entry> entries)
    {
        var posted = entries.Where(entry => entry.Body is EntryBody.Moved).ToList();
        var moves = posted.SelectMany(entry => ((EntryBody.Moved)entry.Body).Moves).ToList();
        var listed = moves.Take(BlocksListed).Select(move => move.Block.ToString());
        var blocks = string.Join(", ", moves.Count > BlocksListed ? listed.Append("…") : listed);
        var account = moves.Count > 0 ? moves[0].From?.ToString() ?? "—" : "—";
        var kind = UnitKindNames.Of(request.UnitKind);
        var numbers = string.Join(", ", posted.Select(entry => entry.N.ToString(CultureInfo.InvariantCulture)));
        object[] Values(string words) =>
        [
            request.Number, Day(request.Date), words, request.Units, blocks, account, request.Reason, numbers,
        ];
        return new(
            CertificateText.With(Values(kind.Kk)).Kk,
            CertificateText.With(Values(kind.Ru)).Ru,
            CertificateText.With(Values(kind.En)).En);
    }

    /// <summary>¶28: what was missing, and what it may cost where the index of the year is known.</summary>
    public static LocalizedText DeficitOf(string? installation, long units, Penalty? penalty) =>
        DeficitText.With(installation ?? "—", units, penalty is null ? "—" : penalty.Tenge);

    /// <summary>¶20: what was not there to go back to the reserve.</summary>
    public static LocalizedText NotReturnedOf(string? installation, long units) =>
        NotReturnedText.With(installation ?? "—", units);

    /// <summary>¶29: unused units end on a day.</summary>
    public static LocalizedText ExpiryOf(UnitTerm term, DateOnly lastDay, long units) =>
        term.Units == UnitKind.Offset
            ? OffsetExpiryText.With(term.Years.LastYear, Day(lastDay), units)
            : ExpiryText.With(term.Years, Day(lastDay), units);

    /// <summary>What lies on accounts that no rule empties.</summary>
    public static LocalizedText LeftOverOf(object period, IReadOnlyList<LeftOver> left) =>
        LeftOverText.With(period, Listed(left));

    /// <summary>The accounts with their units.</summary>
    public static string Listed(IReadOnlyList<LeftOver> left) =>
        string.Join(", ", left.Select(one => $"{one.Account}: {one.Units.ToString(CultureInfo.InvariantCulture)}"));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
