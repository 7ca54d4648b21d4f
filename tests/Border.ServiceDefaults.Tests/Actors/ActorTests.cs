using System.Net;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Border.ServiceDefaults.Tests.Actors;

public sealed class ActorTests
{
    [Fact]
    public async Task Call_WithHeader_HasItsActor() =>
        Assert.Equal("officer-7", await SeenBy(new Metadata { { "border-actor", "officer-7" } }));

    [Fact]
    public async Task Call_WithoutHeader_IsLocal() => Assert.Equal("local", await SeenBy([]));

    [Fact]
    public async Task Call_WithTooLongAHeader_IsUnauthenticated()
    {
        var headers = new Metadata { { "border-actor", new string('a', 129) } };

        var error = await Assert.ThrowsAsync<RpcException>(() => SeenBy(headers));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData(null)]
    public async Task Identify_CallFromAnotherMachine_IsRefused(string? address)
    {
        var context = ContextFrom(address is null ? null : IPAddress.Parse(address));

        var refusal = await Assert.ThrowsAsync<RefusalException>(async () => await new LoopbackActors().IdentifyAsync(context));

        Assert.Equal(ErrorReason.ActorMissing, refusal.Reason);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Identify_CallFromThisMachine_IsLocal(string address) =>
        Assert.Equal(Actor.Local, await new LoopbackActors().IdentifyAsync(ContextFrom(IPAddress.Parse(address))));

    [Fact]
    public async Task Identify_NoCertificate_IsRefused() =>
        await Assert.ThrowsAsync<RefusalException>(async () => await new CertificateActors().IdentifyAsync(ContextFrom(IPAddress.Loopback)));

    [Fact]
    public async Task Identify_HeadersThatSayWhatTheCallerIs_AreBelieved()
    {
        var context = ContextFrom(
            IPAddress.Loopback, ("border-actor", "officer-7"), ("border-roles", "patrol_officer, supervisor"), ("border-areas", "53.01,54"), ("border-unit", "U-1"));

        var actor = await new LoopbackActors().IdentifyAsync(context);

        Assert.Equal(("officer-7", "U-1", false), (actor.Id, actor.Unit, actor.IsLocalUser));
        Assert.Equal([Role.PatrolOfficer, Role.Supervisor], actor.Roles.Each());
        Assert.Equal(["53.01", "54"], actor.Areas.Codes);
    }

    [Fact]
    public async Task Identify_HeadersWithoutRoles_IsTheLocalUserUnderAnotherName()
    {
        var actor = await new LoopbackActors().IdentifyAsync(ContextFrom(IPAddress.Loopback, ("border-actor", "officer-7")));

        Assert.Equal(Actor.Local with { Id = "officer-7" }, actor);
    }

    [Theory]
    [InlineData("border-areas", "53..1")]
    [InlineData("border-areas", "53,a b")]
    [InlineData("border-unit", "no unit")]
    public async Task Identify_HeaderThatCannotBe_IsRefused(string name, string value) =>
        await Assert.ThrowsAsync<RefusalException>(async () => await new LoopbackActors().IdentifyAsync(ContextFrom(IPAddress.Loopback, (name, value))));

    [Theory]
    [InlineData("")]
    [InlineData("a\n")]
    [InlineData("é")]
    public void TryParse_TextThatIsNoActor_GivesNull(string text) => Assert.Null(Actor.TryParse(text));

    [Fact]
    public void TryParse_LongestId_IsAnActor() => Assert.NotNull(Actor.TryParse(new string('~', 128)));

    private static async Task<string> SeenBy(Metadata headers)
    {
        var seen = "";
        await using var host = await TestHost.StartAsync(new ScriptedCases
        {
            Get = (_, context) =>
            {
                seen = context.Actor().Id;
                return Task.FromResult(new Case());
            },
        });
        await host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" }, headers);
        return seen;
    }

    private static HttpCallContext ContextFrom(IPAddress? address, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        foreach (var (name, value) in headers)
            http.Request.Headers[name] = value;
        http.Connection.RemoteIpAddress = address;
        return new HttpCallContext(http);
    }
}
