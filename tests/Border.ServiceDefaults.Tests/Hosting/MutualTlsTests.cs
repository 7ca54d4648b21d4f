using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Tokens;
using Border.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class MutualTlsTests : IDisposable
{
    private static readonly GetCaseRequest Get = new() { Name = "cases/a" };

    private readonly TestCertificates _certificates = new();
    private string _actor = "";

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Call_WithACertificateOfTheAuthority_HasItsCommonNameAsActor()
    {
        await using var host = await StartAsync();
        using var channel = ChannelsOf(_certificates, "statistics").Open(host.Uri);

        await new CaseService.CaseServiceClient(channel).GetCaseAsync(Get, new Metadata { { "border-actor", "somebody-else" } });

        Assert.Equal("statistics", _actor);
    }

    [Fact]
    public async Task Call_WithACertificateOfAnotherAuthority_IsNotTaken()
    {
        using var others = new TestCertificates();
        await using var host = await StartAsync();
        var (certificate, key) = others.Issue("statistics");
        using var channel = ChannelsWith(new()
        {
            Certificate = certificate,
            Key = key,
            ClientCa = _certificates.AuthorityPath,
        }).Open(host.Uri);

        await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(Get).ResponseAsync);
        Assert.Equal("", _actor);
    }

    [Fact]
    public async Task Call_WithoutACertificate_IsNotTaken()
    {
        await using var host = await StartAsync();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        using var channel = GrpcChannel.ForAddress(host.Uri, new GrpcChannelOptions { HttpHandler = handler });

        await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(Get).ResponseAsync);
        Assert.Equal("", _actor);
    }

    [Fact]
    public async Task Call_ToAServerOfAnotherAuthority_IsNotMade()
    {
        using var others = new TestCertificates();
        await using var host = await StartAsync();
        using var channel = ChannelsOf(others, "statistics").Open(host.Uri);

        await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(Get).ResponseAsync);
        Assert.Equal("", _actor);
    }

    [Fact]
    public async Task Start_OnAllAddressesWithCertificates_Listens()
    {
        await using var host = await TestHost.StartAsync(
            args: ["--Listen:Url=https://0.0.0.0:0", .. _certificates.ArgumentsFor("cases")]);

        Assert.Equal("0.0.0.0", host.Uri.Host);
    }

    [Theory]
    [InlineData("http://192.0.2.1:5413")]
    [InlineData("http://cases:5413")]
    [InlineData("https://cases:5413")]
    public void Open_AddressThatNeedsCertificatesWithoutThem_Throws(string address) =>
        Assert.Throws<ArgumentException>(() => ChannelsWith(new()).Open(new Uri(address)));

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        new ScriptedCases
        {
            Get = (_, context) =>
            {
                _actor = context.Actor().Id;
                return Task.FromResult(new Case());
            },
        },
        args: ["--Listen:Url=https://127.0.0.1:0", .. _certificates.ArgumentsFor("cases")]);

    private static ServiceChannels ChannelsOf(TestCertificates certificates, string commonName)
    {
        var (certificate, key) = certificates.Issue(commonName);
        return ChannelsWith(new() { Certificate = certificate, Key = key, ClientCa = certificates.AuthorityPath });
    }

    private static ServiceChannels ChannelsWith(ServiceListenOptions listen) => new(Options.Create(listen), new OwnCalls(Options.Create(listen)));
}
