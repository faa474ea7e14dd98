using System.Reflection;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Tests.Procedures;
using CarbonRegistry.Domain.Tests.Tidy;
using CarbonRegistry.Functions.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>Every function can be called, and every supported kind of document passes through every switch.</summary>
public sealed class CompletenessTests
{
    private static readonly IReadOnlyList<(MethodInfo Method, string Name)> All =
    [
        .. typeof(ProcedureFlow).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
                | BindingFlags.DeclaredOnly))
            .Select(method => (method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(found => found.Name is not null)
            .Select(found => (found.method, found.Name!)),
    ];

    private static readonly IReadOnlyList<Document> Documents =
    [
        SomePapers.Application(PlanTable.Read(PlanTable.Usual), "A"),
        new DocumentSupplement(SomePapers.Header(), SomePapers.Liquidation("A").ProcedureId, []),
        SomePapers.Default("A", MonitoringPlanGround.Incomplete),
        SomePapers.Accepted("A"),
        SomePapers.Liquidation("A"),
        SomePapers.Assignment(1, ReserveCategory.NewInstallations),
    ];

    private static readonly IReadOnlyList<string> KindNames =
        [Orchestrations.PlanKind, .. Documents.Select(document => DocumentKinds.NameOf(document.Kind))];

    public static TheoryData<string> Kinds => [.. KindNames];

    [Fact]
    public void Functions_All_ArePublicWithNamesOfTheirOwn()
    {
        Assert.True(All.Count > 10);
        Assert.All(All, function => Assert.True(
            function.Method.IsPublic && function.Method.DeclaringType!.IsPublic, function.Name));
        Assert.Empty(All.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Orchestrations_All_CarryOutExactlyOneKind()
    {
        var names = TriggeredBy<OrchestrationTriggerAttribute>();

        Assert.Equal(names, KindNames.Select(Orchestrations.NameFor).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(PrepareProcedure))]
    [InlineData(nameof(CountDecisions))]
    [InlineData(nameof(TellOfDeadline))]
    [InlineData(nameof(CarryOut))]
    [InlineData(nameof(Announce))]
    [InlineData(nameof(RecordFault))]
    public void Steps_ThatTheFlowCalls_AreActivitiesOfThatName(string step) =>
        Assert.Contains(step, TriggeredBy<ActivityTriggerAttribute>());

    [Fact]
    public void Kinds_ThatAreSupported_AreTheDocumentsOfThisTest() => Assert.Equal(
        Enum.GetValues<DocumentKind>().Where(DocumentKinds.IsSupported).Order(),
        Documents.Select(document => document.Kind).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kinds_ThatAreSupported_PassEverySwitchByName(string kind)
    {
        Assert.NotEmpty(Orchestrations.NameFor(kind));
        Assert.Equal(kind == "documentSupplement", ProcedureActs.NamesOf(kind).Count == 0);
        Assert.Equal(kind == "accountApplication", RegulatedActs.LeavesDiscretion(kind));
    }

    [Fact]
    public void Kinds_ThatAreSupported_PassEverySwitchByDocument() => Assert.All(Documents, document =>
    {
        var act = RegulatedActs.Of(document);
        Assert.Matches("^¶[0-9]+$", RegulatedActs.ParagraphOf(act));
        var namesNone = document is ReserveAssignment or DocumentSupplement;
        Assert.Equal(namesNone ? null : "A", DocumentSubjects.InstallationOf(document));
    });

    /// <summary>The law's table and the code must agree on where nobody may refuse.</summary>
    [Fact]
    public void Discretion_OfEachKind_IsThatOfItsTerm() => Assert.All(
        Documents.Where(document => document is not DocumentSupplement),
        document => Assert.Equal(
            Terms.For(RegulatedActs.Of(document), SomePapers.Today).Discretion,
            RegulatedActs.LeavesDiscretion(DocumentKinds.NameOf(document.Kind))));

    [Fact]
    public void Kinds_ThatAreNotSupported_PassNoSwitch() => Assert.All(
        Enum.GetValues<DocumentKind>().Where(kind => !DocumentKinds.IsSupported(kind)).Select(DocumentKinds.NameOf)
            .Append("nonsense"),
        kind =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Orchestrations.NameFor(kind));
            Assert.Throws<ArgumentOutOfRangeException>(() => ProcedureActs.NamesOf(kind));
            Assert.Throws<ArgumentOutOfRangeException>(() => RegulatedActs.LeavesDiscretion(kind));
        });

    /// <summary>These two decide after reading storage, so their cases are looked up in the source.</summary>
    [Theory]
    [InlineData("functions/Procedures/ProcedureOrders.cs", typeof(DocumentSupplement))]
    [InlineData("functions/Intake/NoticeIntake.cs", null)]
    public void Kinds_ThatAreSupported_HaveACaseWhereStorageIsRead(string path, Type? except)
    {
        var code = CodeOnly.Of(RepositoryFiles.Read(path));

        Assert.All(
            Documents.Select(document => document.GetType()).Where(type => type != except),
            type => Assert.Matches($@"\bcase {type.Name}\b", code));
    }

    private static IEnumerable<string> TriggeredBy<T>()
        where T : Attribute => All
        .Where(function => function.Method.GetParameters().Any(parameter => parameter.IsDefined(typeof(T))))
        .Select(function => function.Name)
        .Order(StringComparer.Ordinal);
}
