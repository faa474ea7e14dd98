using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// ¶13.2: a holder whose last power of attorney is over hands in nothing of its own (505), whichever document it is.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class PowerlessHolderTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string First = "KZ-0006";
    private const string Second = "KZ-0093";
    private const string Buyer = "KZ-0048";

    [Fact]
    public async Task Documents_OfParagraph13OnceNoPowerHolds_AreRefusedAtTheDoorAndMoveNothing()
    {
        foreach (var installation in new[] { First, Second })
        {
            var application = Papers.Application("П-" + installation, installation, BusyRegistry.Today);
            application["representatives"]![0]!["powerOfAttorney"]!["expires"] = "2022-09-15";
            await registry.CarryOutAsync(application);
        }
        await registry.OpenAsync(Buyer);
        var before = await registry.QuotaAsync(First);
        var owner = Papers.Operators[First];
        var inTime = await registry.PostAsync(TradePapers.OwnTransfer("П-1", First, Second, 1), "owner-of-two");
        await registry.Client.ApproveAsync(inTime);
        await registry.Client.AwaitStageAsync(inTime, "executed");

        await registry.Client.MoveClockAsync("2022-09-16T12:00:00+06:00");
        var transfer = await RefusedAsync(TradePapers.OwnTransfer("П-2", First, Second, 1));
        var contract = await RefusedAsync(TradePapers.Contract("П-3", "ДКП-П3", First, Buyer, 1, issuer: owner));
        var cancellation = LeavingPapers.Cancellation("П-4", First, 1, owner);
        cancellation["date"] = BusyRegistry.Today;
        var cancelled = await RefusedAsync(cancellation);

        Assert.Equal(["powerOfAttorneyNotValid /from"], transfer);
        Assert.Equal(["powerOfAttorneyNotValid /seller"], contract);
        Assert.Equal(["powerOfAttorneyNotValid /account"], cancelled);
        Assert.Equal((before.Units - 1, 0), await registry.QuotaAsync(First));
    }

    private async Task<string[]> RefusedAsync(JsonObject document) =>
        (await registry.Client.PostNoticeAsync(document, "owner-of-two")).Expect(422).IssueCodes;
}
