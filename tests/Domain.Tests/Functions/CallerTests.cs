using CarbonRegistry.Functions.Access;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Domain.Tests.Functions;

public sealed class CallerTests
{
    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
    private const string LongId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    [Theory]
    [InlineData("roles")]
    [InlineData("role")]
    [InlineData(LongRole)]
    public void Of_RoleUnderAnyClaimType_IsRead(string type)
    {
        var caller = Caller.Of(Requests.Claims((type, "Registrar"), (type, "Auditor"), ("oid", "u")))!;

        Assert.True(caller.Is(Role.Registrar) && caller.Is(Role.Auditor));
        Assert.False(caller.IsAny(Role.Authority, Role.Holder, Role.Exchange, Role.Admin));
    }

    [Fact]
    public void Of_RoleTypeThatThePrincipalNames_IsRead()
    {
        var caller = Caller.Of(Requests.Principal(
            """{"role_typ":"r","claims":[{"typ":"r","val":"Admin"},{"typ":"oid","val":"u"}]}"""));

        Assert.True(caller!.Is(Role.Admin));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" Admin")]
    [InlineData("admin")]
    [InlineData("Root")]
    [InlineData("")]
    [InlineData("Registrar,Auditor")]
    [InlineData("Admin,Admin")]
    public void Of_TextThatIsNoRole_GivesNone(string role)
    {
        var caller = Caller.Of(Requests.Claims(("roles", role), ("oid", "u")))!;

        Assert.DoesNotContain(Enum.GetValues<Role>(), caller.Is);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("e30")]
    [InlineData("bm8ganNvbg==")]
    public void Of_HeaderThatCannotBeRead_IsNobody(string header) =>
        Assert.Null(Caller.Of(Requests.With("X-MS-CLIENT-PRINCIPAL", header)));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"claims":null}""")]
    [InlineData("""{"claims":{}}""")]
    [InlineData("""{"claims":[1]}""")]
    [InlineData("""{"claims":[{}]}""")]
    [InlineData("""{"claims":[{"typ":"oid"}]}""")]
    [InlineData("""{"claims":[{"typ":"oid","val":7}]}""")]
    [InlineData("""{"claims":[{"typ":"oid","val":""}]}""")]
    [InlineData("""{"claims":[{"typ":"roles","val":"Admin"}]}""")]
    [InlineData("""{"role_typ":1,"claims":[{"typ":"oid","val":"u"}]}""")]
    public void Of_PrincipalOfAnotherShape_IsNobody(string json) => Assert.Null(Caller.Of(Requests.Principal(json)));

    [Fact]
    public void Of_NoHeader_IsNobody() => Assert.Null(Caller.Of(new DefaultHttpContext().Request));

    [Theory]
    [InlineData("oid")]
    [InlineData(LongId)]
    public void Of_IdNameAndParty_AreRead(string type)
    {
        var caller = Caller.Of(Requests.Claims((type, "u-7"), ("name", "Асель"), ("iin", "820101300307")))!;

        Assert.Equal(("u-7", "Асель", "820101300307"), (caller.Id, caller.Name, caller.Party));
    }

    [Fact]
    public void Of_IdInItsOwnHeader_ServesWhenNoClaimHasIt()
    {
        var request = Requests.Claims(("roles", "Holder"));
        request.Headers["X-MS-CLIENT-PRINCIPAL-ID"] = "u-8";

        var caller = Caller.Of(request)!;

        Assert.Equal(("u-8", "u-8"), (caller.Id, caller.Name));
    }

    [Theory]
    [InlineData(Role.Holder, "050440556852", true)]
    [InlineData(Role.Holder, "131040012349", true)]
    [InlineData(Role.Holder, "010240005554", false)]
    [InlineData(Role.Exchange, null, false)]
    [InlineData(Role.Auditor, null, true)]
    [InlineData(Role.Registrar, null, true)]
    [InlineData(Role.Authority, null, true)]
    [InlineData(Role.Admin, null, true)]
    public void Sees_WhatConcernsAParty_ByRoleOrParty(Role role, string? party, bool sees) =>
        Assert.Equal(sees, Requests.Caller(party, role).Sees("131040012349", "050440556852"));

    [Theory]
    [InlineData("Registrar", true)]
    [InlineData("Admin", false)]
    [InlineData("Auditor", false)]
    public void MayAct_WithAnotherRoleOfAnAuditor_NeverMay(string role, bool may)
    {
        var caller = Caller.Of(Requests.Claims(("roles", role), ("oid", "u")))!;
        var auditor = Caller.Of(Requests.Claims(("roles", role), ("roles", "Auditor"), ("oid", "u")))!;

        Assert.Equal((may, false), (caller.MayAct(Role.Registrar), auditor.MayAct(Role.Registrar, Role.Auditor)));
    }

    [Fact]
    public void Sees_WhatConcernsNobody_IsHiddenFromAHolderWithoutAParty() =>
        Assert.False(Requests.Caller(null, Role.Holder).Sees(null, null));
}
