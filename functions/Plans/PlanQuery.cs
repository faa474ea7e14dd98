using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Plans;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Plans;

/// <summary>The National Plans: public once they are carried out, before that for those who are signed in.</summary>
public sealed class PlanQuery(PlanStore plans, OpaqueIds opaque)
{
    /// <summary>The plan of a period.</summary>
    [Function("GetPlan")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{period}")] HttpRequest request,
        string period,
        CancellationToken cancellation)
    {
        if (!PlanPeriod.TryParse(period, out var wanted))
            return Answers.NotFound(request);
        var caller = Caller.Of(request);
        var known = await plans.FindAsync(wanted, cancellation);
        if (known is null || (!known.CarriedOut && caller is null))
            return Answers.NotFound(request);
        var view = PlanView.Of(known.Plan);
        return Answers.Ok(PlanAnswer.Of(
            caller is { SeesAll: true } ? view : WithoutPersons(view),
            [],
            Answers.LanguageOf(request),
            known.Version));
    }

    /// <summary>The public does not read who a natural person is.</summary>
    private PlanView WithoutPersons(PlanView view) => view with
    {
        Installations = [.. view.Installations.Select(line => line.Operator.Iin is not { } iin ? line : line with
        {
            Operator =
                new PlanView.OperatorView(opaque.NameOf(Domain.Notices.IdentificationNumber.Parse(iin)), null, "—"),
        })],
    };
}
