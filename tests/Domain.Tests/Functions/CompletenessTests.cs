using System.Reflection;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Tests.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>Every function can be called, and the table of procedures has a row for every kind of document.</summary>
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

    public static TheoryData<string> Kinds => [.. ProcedureKinds.All.Select(kind => kind.Name)];

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
        // One waits for the signature of a document, before there is a procedure.
        var names = TriggeredBy<OrchestrationTriggerAttribute>().Where(name => name != nameof(AwaitSignature));

        Assert.Equal(names, ProcedureKinds.All.Select(kind => kind.Orchestration).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(PrepareProcedure))]
    [InlineData(nameof(CountDecisions))]
    [InlineData(nameof(TellOfDeadline))]
    [InlineData(nameof(CarryOut))]
    [InlineData(nameof(Announce))]
    [InlineData(nameof(RecordFault))]
    [InlineData(nameof(TakeSigned))]
    public void Steps_ThatTheFlowCalls_AreActivitiesOfThatName(string step) =>
        Assert.Contains(step, TriggeredBy<ActivityTriggerAttribute>());

    [Fact]
    public void Kinds_OfTheTable_AreThePlanAndEveryKindOfDocument() => Assert.Equal(
        DocumentKinds.Names.Append(ProcedureKinds.Plan).Append(ProcedureKinds.PlanAmendment)
            .Order(StringComparer.Ordinal),
        ProcedureKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kinds_OfTheTable_CiteTheirProvision(string kind) => Assert.Matches(
        "^(¶[0-9]+|Order 221 ¶[0-9]+|Code [0-9]+\\([0-9]+\\))$",
        ProcedureKinds.ParagraphOf(ProcedureKinds.Of(kind).Act));

    /// <summary>The law's table and the code must agree on where nobody may refuse.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Discretion_OfEachKind_IsThatOfItsTermUnlessItIsOnlyRecorded(string kind)
    {
        var row = ProcedureKinds.Of(kind);

        Assert.Equal(
            !row.RecordedAtOnce && Terms.For(row.Act, SomePapers.Today).Discretion, row.LeavesDiscretion);
    }

    [Fact]
    public void Kinds_ThatNobodyKnows_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcedureKinds.Of("nonsense"));

    [Fact]
    public void Cases_All_AreNamedAfterTheirKind()
    {
        Assert.NotEmpty(DocumentCases.Types);
        Assert.All(DocumentCases.Types, type => Assert.Contains(
            Enum.GetValues<DocumentKind>(), kind => type.Name == $"{kind}Case" && type.IsSealed));
    }

    private static IEnumerable<string> TriggeredBy<T>()
        where T : Attribute => All
        .Where(function => function.Method.GetParameters().Any(parameter => parameter.IsDefined(typeof(T))))
        .Select(function => function.Name)
        .Order(StringComparer.Ordinal);
}
