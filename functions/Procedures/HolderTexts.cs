using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The sentences of outgoing notices about holders and their representatives.</summary>
internal static class HolderTexts
{
    /// <summary>Code 291(4), text of 2024: the account is opened without an application.</summary>
    public static readonly LocalizedText PowersRequested = new(
        "{0} бұйрығымен бекітілген Көміртегі квоталарының ұлттық жоспары қолданысқа енгізілді, шоттар автоматты түрде "
        + "ашылды. Шоттағы бірліктерді пайдалану үшін мыналарды ұсыныңыз: 1) ЖСН немесе БСН көрсетілген өтініш; "
        + "2) өкілдердің ЖСН көрсетілген сенімхат. Қондырғылар: {1}.",
        "Введен в действие Национальный план углеродных квот, утвержденный приказом {0}; счета открыты автоматически. "
        + "Чтобы распоряжаться единицами, представьте: 1) заявление с указанием ИИН или БИН; 2) доверенность на "
        + "представителей с указанием их ИИН. Установки: {1}.",
        "The National Carbon Quota Plan approved by order {0} is in force and the accounts were opened automatically. "
        + "To dispose of the units, submit: 1) an application with your IIN or BIN; 2) a power of attorney for your "
        + "representatives with their IIN. Installations: {1}.");

    /// <summary>¶13.2: the last power of attorney is about to end.</summary>
    public static readonly LocalizedText PowerEnds = new(
        "{0} шоты бойынша соңғы сенімхаттың мерзімі {1} күні аяқталады. Жаңа сенімхат ұсыныңыз.",
        "Последняя доверенность по счету {0} действует до {1} включительно. Представьте новую доверенность.",
        "The last power of attorney on the account {0} ends on {1}. Submit a new one.");

    /// <summary>¶13.2: no power of attorney is left.</summary>
    public static readonly LocalizedText PowerEnded = new(
        "{0} шоты бойынша соңғы сенімхаттың мерзімі {1} күні аяқталды: жаңасы ұсынылғанға дейін шот иесінің "
        + "құжаттары орындалмайды.",
        "Последняя доверенность по счету {0} действовала до {1}: пока не представлена новая, документы владельца "
        + "счета не исполняются.",
        "The last power of attorney on the account {0} ended on {1}: until a new one is submitted, documents of the "
        + "holder are not carried out.");

    public static readonly LocalizedText AccountClosed = new(
        "{0} шоты жабылды.",
        "Счет {0} закрыт.",
        "The account {0} was closed.");

    private static readonly LocalizedText OperatorChanged = new(
        "{0} қондырғысының операторы ауысты: шот иесі – {1}{2}.",
        "Оператор установки {0} сменился: владелец счета – {1}{2}.",
        "The operator of the installation {0} changed: the holder of the account is {1}{2}.");

    private static readonly LocalizedText NameChanged = new(
        "{0} қондырғысы шот иесінің атауы өзгерді: {1}{2}.",
        "Изменено наименование владельца счета установки {0}: {1}{2}.",
        "The name of the holder of the account of the installation {0} changed: {1}{2}.");

    private static readonly LocalizedText LegalFormChanged = new(
        "{0} қондырғысы шот иесінің ұйымдық-құқықтық нысаны өзгерді: {1}{2}.",
        "Изменена организационно-правовая форма владельца счета установки {0}: {1}{2}.",
        "The legal form of the holder of the account of the installation {0} changed: {1}{2}.");

    /// <summary>¶21: what changed.</summary>
    public static LocalizedText Of(OperatorChange change)
    {
        var text = change.Change switch
        {
            HolderChange.Operator => OperatorChanged,
            HolderChange.Name => NameChanged,
            HolderChange.LegalForm => LegalFormChanged,
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Change, null),
        };
        // The number of a natural person is nobody else's business.
        var id = change.NewOperator.Id;
        var number = id.IsNaturalPerson
            ? new LocalizedText("", "", "")
            : new LocalizedText(", БСН " + id.Text, ", БИН " + id.Text, ", BIN " + id.Text);
        return text.With(change.Installation, change.NewOperator.Name, number);
    }
}
