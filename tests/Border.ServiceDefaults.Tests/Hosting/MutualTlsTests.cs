using System.Net;
using System.Net.Sockets;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Tokens;
using Border.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
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
    public async Task Call_AfterTheFilesChanged_IsMadeWithTheNewCertificates()
    {
        await using var host = await StartAsync();
        var channels = ChannelsOf(_certificates, "statistics");
        Assert.True(await IsTakenAsync(channels, host));
        using var others = new TestCertificates();
        others.Issue("cases");
        others.Issue("statistics");
        using var folder = new ScratchFolder();
        var old = Copied("statistics", folder);

        // Not all at once, as it may well happen: between the two nothing fits.
        _certificates.ReplaceBy(others, "cases.pem", "statistics.pem");
        _certificates.ReplaceBy(others, "cases.key", "statistics.key", "ca.pem");
        var news = ChannelsOf(others, "statistics");
        await UntilAsync(() => IsTakenAsync(news, host));

        await UntilAsync(() => IsTakenAsync(channels, host));
        Assert.False(await IsTakenAsync(ChannelsWith(old), host));
    }

    [Theory]
    [InlineData("cases.key", "-----BEGIN PRIVATE KEY-----\nhalf")]
    [InlineData("cases.pem", "-----BEGIN CERTIFICATE-----\nhalf")]
    [InlineData("cases.pem", "")]
    [InlineData("ca.pem", "-----BEGIN CERTIFICATE-----\nhalf")]
    public async Task Call_AfterAFileWasHalfWritten_IsMadeWithTheLastThatFitted(string file, string content)
    {
        using var folder = new ScratchFolder();
        var theirs = ChannelsWith(Copied("statistics", folder));
        await using var host = await StartAsync();
        Assert.True(await IsTakenAsync(theirs, host));

        await File.WriteAllTextAsync(_certificates.PathOf(file), content);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        Assert.True(await IsTakenAsync(theirs, host));
    }

    [Fact]
    public async Task Call_WithoutACertificateWhereTokensAreNeeded_IsAskedForAToken()
    {
        var (certificate, key) = _certificates.Issue("cases");
        await using var host = await TestHost.StartAsync(args: [
            "--Listen:Url=https://127.0.0.1:0", $"--Listen:Certificate={certificate}", $"--Listen:Key={key}", "--Tokens:Issuer=http://127.0.0.1:9"]);

        Assert.Equal(StatusCode.Unauthenticated, await CodeWithoutACertificateAsync(host));
    }

    [Fact]
    public async Task Call_WhereTokensAreNeededAndServicesHaveCertificates_IsTakenFromBoth()
    {
        await using var host = await StartAsync("--Tokens:Issuer=http://127.0.0.1:9");

        Assert.True(await IsTakenAsync(ChannelsOf(_certificates, "statistics"), host));
        Assert.Equal("statistics", _actor);
        Assert.Equal(StatusCode.Unauthenticated, await CodeWithoutACertificateAsync(host));
        using var others = new TestCertificates();
        var (certificate, key) = others.Issue("statistics");
        Assert.False(await IsTakenAsync(ChannelsWith(new() { Certificate = certificate, Key = key, ClientCa = _certificates.AuthorityPath }), host));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_BetweenCertificatesOfAnIntermediate_IsTakenByTheRootAndByTheIntermediate(bool byRoot)
    {
        using var intermediate = new TestCertificates(_certificates);
        var authority = byRoot ? _certificates.AuthorityPath : intermediate.AuthorityPath;
        await using var host = await StartWithAsync(intermediate, authority);

        Assert.True(await IsTakenAsync(ChannelsWith(Listening(intermediate, "statistics", authority)), host));

        Assert.Equal("statistics", _actor);
    }

    [Fact]
    public async Task Call_WithACertificateOfAnIntermediateThatTheServerHasNot_IsTakenByTheRoot()
    {
        using var theirs = new TestCertificates(_certificates);
        await using var host = await StartAsync();

        Assert.True(await IsTakenAsync(ChannelsWith(Listening(theirs, "statistics", _certificates.AuthorityPath)), host));

        Assert.Equal("statistics", _actor);
    }

    [Fact]
    public async Task Call_WithACertificateOfAnotherIntermediate_IsNotTakenWhereOneIsNamed()
    {
        using var intermediate = new TestCertificates(_certificates);
        using var another = new TestCertificates(_certificates);
        using var root = new TestCertificates();
        using var forged = new TestCertificates(root);
        await using var host = await StartWithAsync(intermediate, intermediate.AuthorityPath);

        // They have the same names, and other keys.
        foreach (var others in (TestCertificates[])[another, forged, _certificates])
            Assert.False(await IsTakenAsync(ChannelsWith(Listening(others, "statistics", intermediate.AuthorityPath)), host));

        Assert.Equal("", _actor);
    }

    [Fact]
    public async Task Call_ToAServerOfAnotherIntermediate_IsNotMadeWhereOneIsNamed()
    {
        using var intermediate = new TestCertificates(_certificates);
        using var another = new TestCertificates(_certificates);
        await using var host = await StartWithAsync(another, _certificates.AuthorityPath);

        Assert.False(await IsTakenAsync(ChannelsWith(Listening(intermediate, "statistics", intermediate.AuthorityPath)), host));
    }

    [Fact]
    public async Task Call_BetweenCertificatesThatSayWhereTheirRootIs_IsTakenWithoutAskingThere()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var intermediate = new TestCertificates(_certificates, new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/root.crt"));
        await using var host = await StartWithAsync(intermediate, intermediate.AuthorityPath);

        Assert.True(await IsTakenAsync(ChannelsWith(Listening(intermediate, "statistics", intermediate.AuthorityPath)), host));

        Assert.False(silent.Pending());
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

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var patience = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < patience);
            await Task.Delay(100);
        }
    }

    private static async Task<bool> IsTakenAsync(ServiceChannels channels, TestHost host)
    {
        using var channel = channels.Open(host.Uri);
        try
        {
            await new CaseService.CaseServiceClient(channel).GetCaseAsync(Get);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    // A certificate of the authority, and the authority, as they are now.
    private ServiceListenOptions Copied(string commonName, ScratchFolder folder)
    {
        var (certificate, key) = _certificates.Issue(commonName);
        string Copy(string file)
        {
            var copy = Path.Combine(folder.Path, Path.GetFileName(file));
            File.Copy(file, copy);
            return copy;
        }

        return new() { Certificate = Copy(certificate), Key = Copy(key), ClientCa = Copy(_certificates.AuthorityPath) };
    }

    private static async Task<StatusCode> CodeWithoutACertificateAsync(TestHost host)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        using var channel = GrpcChannel.ForAddress(host.Uri, new GrpcChannelOptions { HttpHandler = handler });
        return (await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(Get).ResponseAsync)).StatusCode;
    }

    private Task<TestHost> StartAsync(params string[] more) => StartOnlyAsync([.. _certificates.ArgumentsFor("cases"), .. more]);

    private Task<TestHost> StartWithAsync(TestCertificates certificates, string authority)
    {
        var listen = Listening(certificates, "cases", authority);
        return StartOnlyAsync($"--Listen:Certificate={listen.Certificate}", $"--Listen:Key={listen.Key}", $"--Listen:ClientCa={authority}");
    }

    private Task<TestHost> StartOnlyAsync(params string[] args) => TestHost.StartAsync(
        new ScriptedCases
        {
            Get = (_, context) =>
            {
                _actor = context.Actor().Id;
                return Task.FromResult(new Case());
            },
        },
        args: ["--Listen:Url=https://127.0.0.1:0", .. args]);

    private static ServiceListenOptions Listening(TestCertificates certificates, string commonName, string authority)
    {
        var (certificate, key) = certificates.Issue(commonName);
        return new() { Certificate = certificate, Key = key, ClientCa = authority };
    }

    private static ServiceChannels ChannelsOf(TestCertificates certificates, string commonName)
    {
        var (certificate, key) = certificates.Issue(commonName);
        return ChannelsWith(new() { Certificate = certificate, Key = key, ClientCa = certificates.AuthorityPath });
    }

    private static ServiceChannels ChannelsWith(ServiceListenOptions listen) =>
        new(new TlsFiles(listen, TimeProvider.System, NullLogger.Instance), new OwnCalls(Options.Create(listen)));
}
