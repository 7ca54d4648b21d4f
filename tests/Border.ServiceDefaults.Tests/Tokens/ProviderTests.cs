using System.Net;
using System.Net.Sockets;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Tokens;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Tokens;

/// <summary>Tokens of a real OpenID provider, found by discovery.</summary>
public sealed class ProviderTests
{
    private readonly int _port = FreePort.Next();
    private Actor? _seen;

    [Fact]
    public async Task Call_WithAProvidersToken_HasItsRights()
    {
        await using var provider = await TestProvider.StartAsync(_port, "first");
        await using var host = await StartAsync(provider.Issuer);

        await CallAsync(host, await provider.TokenAsync());

        Assert.Equal(("supervisor-7", "U-5301", false), (_seen!.Id, _seen.Unit, _seen.IsLocalUser));
        Assert.Equal([Role.Supervisor], _seen.Roles.Each());
        Assert.Equal(["53.01"], _seen.Areas.Codes);
    }

    [Fact]
    public async Task Call_AfterTheProviderChangedItsKey_IsTakenWithTheNewAndNotWithTheOld()
    {
        string old;
        TestHost host;
        await using (var before = await TestProvider.StartAsync(_port, "first"))
        {
            host = await StartAsync(before.Issuer);
            old = await before.TokenAsync();
            await CallAsync(host, old);
        }

        await using (host)
        await using (var after = await TestProvider.StartAsync(_port, "second"))
        {
            await CallAsync(host, await after.TokenAsync());

            Assert.Equal(StatusCode.Unauthenticated, await RefusalAsync(host, old));
        }
    }

    [Fact]
    public async Task Call_WithATokenForAnotherAudience_IsRefused()
    {
        await using var provider = await TestProvider.StartAsync(_port, "first");
        await using var host = await StartAsync(provider.Issuer);

        Assert.Equal(StatusCode.Unauthenticated, await RefusalAsync(host, await provider.TokenAsync(resource: "urn:others")));
    }

    [Fact]
    public async Task Call_ByAClientWithoutRights_IsTakenWithNone()
    {
        await using var provider = await TestProvider.StartAsync(_port, "first");
        await using var host = await StartAsync(provider.Issuer);

        await RefusalAsync(host, await provider.TokenAsync("nobody"));

        Assert.True(_seen is null || _seen.Roles.IsEmpty);
    }

    [Fact]
    public async Task Call_WhileTheProviderIsAway_IsToldToComeBack()
    {
        await using var host = await StartAsync($"http://127.0.0.1:{_port}");

        Assert.Equal(StatusCode.Unavailable, await RefusalAsync(host, "a.b.c"));
    }

    [Fact]
    public async Task Call_AfterTheProviderWentAway_IsStillTaken()
    {
        string token;
        TestHost host;
        await using (var provider = await TestProvider.StartAsync(_port, "first"))
        {
            host = await StartAsync(provider.Issuer);
            token = await provider.TokenAsync();
            await CallAsync(host, token);
        }

        await using (host)
        {
            Assert.Equal(StatusCode.Unauthenticated, await RefusalAsync(host, token[..^2]));
            await CallAsync(host, token);
        }
    }

    [Fact]
    public async Task Keys_OldWhileTheProviderHangs_AreBelievedAfterWaitingForItOnce()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        ProviderKeys keys;
        IssuerKeys known;
        await using (var provider = await TestProvider.StartAsync(_port, "first"))
        {
            keys = new(Options.Create(new TokenOptions { Issuer = provider.Issuer }), clock, NullLogger<ProviderKeys>.Instance);
            known = await keys.GetAsync();
        }

        using (keys)
        {
            // It takes connections and says nothing.
            using var silent = new TcpListener(IPAddress.Loopback, _port);
            silent.Start();
            clock.Advance(TimeSpan.FromHours(2));

            var first = keys.GetAsync();
            Assert.False(first.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Same(known, await first);
            for (var call = 0; call < 3; call++)
            {
                var asked = keys.GetAsync();
                Assert.True(asked.IsCompleted);
                Assert.Same(known, await asked);
            }
        }
    }

    [Fact]
    public async Task Keys_OlderThanAllowedWhileTheProviderIsThere_AreNotBelievedOnceMore()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var provider = await TestProvider.StartAsync(_port, "first");
        using ProviderKeys keys = new(Options.Create(new TokenOptions { Issuer = provider.Issuer }), clock, NullLogger<ProviderKeys>.Instance);
        var known = await keys.GetAsync();
        clock.Advance(TimeSpan.FromHours(2));

        Assert.NotSame(known, await keys.GetAsync());
    }

    [Fact]
    public async Task Keys_HalfAsOldAsAllowedWhileTheProviderIsThere_AreSoonReadAnew()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var provider = await TestProvider.StartAsync(_port, "first");
        using ProviderKeys keys = new(Options.Create(new TokenOptions { Issuer = provider.Issuer }), clock, NullLogger<ProviderKeys>.Instance);
        var known = await keys.GetAsync();
        clock.Advance(TimeSpan.FromMinutes(30));

        while (ReferenceEquals(known, await keys.GetAsync()))
            await Task.Delay(20);
    }

    private Task<TestHost> StartAsync(string issuer) => TestHost.StartAsync(
        new ScriptedCases
        {
            Get = (_, context) =>
            {
                _seen = context.Actor();
                return Task.FromResult(new Case());
            },
        },
        args: [$"--Tokens:Issuer={issuer}", "--Tokens:Audience=urn:border", "--Tokens:KeysRefreshPause=00:00:00.100"]);

    private static async Task CallAsync(TestHost host, string token) =>
        await host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" }, new Metadata { { "authorization", $"Bearer {token}" } });

    private static async Task<StatusCode> RefusalAsync(TestHost host, string token)
    {
        try
        {
            await CallAsync(host, token);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
