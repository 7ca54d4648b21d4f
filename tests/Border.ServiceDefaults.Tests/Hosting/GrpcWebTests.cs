using System.Net;
using System.Security.Cryptography.X509Certificates;
using Border.Cases.V1;
using Border.Feed.V1;
using Border.ServiceDefaults.Feeds;
using Border.Storage;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatusCode = Grpc.Core.StatusCode;

namespace Border.ServiceDefaults.Tests.Hosting;

/// <summary>Calls as browsers make them, by the stock client of .NET.</summary>
public sealed class GrpcWebTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly ScratchFolder _folder = new();

    public static TheoryData<GrpcWebMode, bool> Ways => new()
    {
        { GrpcWebMode.GrpcWeb, false },
        { GrpcWebMode.GrpcWebText, false },
        { GrpcWebMode.GrpcWeb, true },
        { GrpcWebMode.GrpcWebText, true },
    };

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Unary_InEachWay_IsAnswered(GrpcWebMode mode, bool isHttp1)
    {
        await using var host = await StartAsync(isHttp1);
        using var channel = Open(host.Uri, mode, isHttp1);

        var found = await new CaseService.CaseServiceClient(channel).GetCaseAsync(new() { Name = "cases/a" });

        Assert.Equal("cases/a", found.Name);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Unary_WithAWrongField_IsToldWhichByItsDetails(GrpcWebMode mode, bool isHttp1)
    {
        await using var host = await StartAsync(isHttp1);
        using var channel = Open(host.Uri, mode, isHttp1);

        // What another service may ask for too, which the certificate tells of.
        var error = await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(new()).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal("ERROR_REASON_INVALID_FIELDS", error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason);
        Assert.Equal("name", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations).Field);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ServerStreaming_InEachWay_GivesEventsAsTheyCome(GrpcWebMode mode, bool isHttp1)
    {
        await using var host = await StartWithFeedAsync(isHttp1);
        using var channel = Open(host.Uri, mode, isHttp1);
        using var call = new FeedService.FeedServiceClient(channel).Subscribe(new() { Feed = "cases" });

        await CommitAsync(host, "cases/a");
        var first = await NextAsync(call);
        await CommitAsync(host, "cases/b");

        Assert.Equal("cases/a", first.Record);
        Assert.Equal("cases/b", (await NextAsync(call)).Record);
    }

    [Fact]
    public async Task ServerStreaming_ThatFails_EndsWithItsStatus()
    {
        await using var host = await StartWithFeedAsync(isHttp1: false);
        using var channel = Open(host.Uri, GrpcWebMode.GrpcWeb, isHttp1: false);
        using var call = new FeedService.FeedServiceClient(channel).Subscribe(new() { Feed = "cases", AfterPosition = 99 });

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));

        Assert.Equal((StatusCode.OutOfRange, "ERROR_REASON_POSITION_AHEAD"), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason));
    }

    [Fact]
    public async Task Unary_AboveTheLimit_IsTooLarge()
    {
        await using var host = await StartAsync(isHttp1: false);
        using var channel = Open(host.Uri, GrpcWebMode.GrpcWeb, isHttp1: false);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => channel.UnaryAsync("border.cases.v1.CaseService", "RegisterCase", new byte[(4 * 1024 * 1024) + 1]));

        Assert.Equal((StatusCode.InvalidArgument, "ERROR_REASON_REQUEST_TOO_LARGE"), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason));
    }

    [Fact]
    public async Task Unary_BytesThatAreNoMessage_AreInvalidArgumentAndNoErrorOfOurs()
    {
        var log = new CapturedLog();
        await using var host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ILoggerProvider>(log));
        using var channel = Open(host.Uri, GrpcWebMode.GrpcWeb, isHttp1: false);

        var error = await Assert.ThrowsAsync<RpcException>(() => channel.UnaryAsync("border.cases.v1.CaseService", "RegisterCase", [0xff, 0xff]));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    // What a page in a browser could send to a name of its own that leads to this machine.
    [Fact]
    public async Task Http1_WithoutTls_IsNotServed()
    {
        await using var host = await StartAsync(isHttp1: false);
        using var channel = Open(host.Uri, GrpcWebMode.GrpcWeb, isHttp1: true);

        await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(channel).GetCaseAsync(new() { Name = "cases/a" }).ResponseAsync);
    }

    private Task<TestHost> StartAsync(bool isHttp1) => TestHost.StartAsync(args: Listening(isHttp1));

    private Task<TestHost> StartWithFeedAsync(bool isHttp1) => TestHost.StartAsync(
        configure: builder =>
        {
            builder.Services.AddDocumentStore("cases");
            builder.Services.AddFeed("cases", ["cases"], document => Any.Pack(new Case { Name = document.Name }).ToByteArray());
        },
        args: [$"--Storage:DataDirectory={_folder.Path}", .. Listening(isHttp1)]);

    private string[] Listening(bool isHttp1) => isHttp1 ? ["--Listen:Url=https://127.0.0.1:0", .. _certificates.ArgumentsFor("cases")] : [];

    private static Task<CommitOutcome> CommitAsync(TestHost host, string name) =>
        host.Services.GetRequiredKeyedService<IDocumentStore>("cases").CommitAsync(
            new CommitUnit
            {
                RequestId = name,
                ContentHash = [1],
                Collection = "cases",
                Record = name,
                Writes = [new DocumentWrite("cases", name, 0, "{}", [])],
                Events = [new EventDraft(name, 1, "registered", Any.Pack(new Case { Name = name }).ToByteArray())],
                Actor = "local",
                Audit = new() { Action = "collection", Method = "Register", Records = [name] },
                Time = DateTimeOffset.UnixEpoch,
            },
            CancellationToken.None);

    private static async Task<Event> NextAsync(AsyncServerStreamingCall<SubscribeResponse> call)
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Events is [var only])
                return only;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private GrpcChannel Open(Uri address, GrpcWebMode mode, bool isHttp1)
    {
        var inner = new SocketsHttpHandler();
        if (address.Scheme == Uri.UriSchemeHttps)
        {
            var (certificate, key) = _certificates.Issue("browser");
            using var fromPem = X509Certificate2.CreateFromPemFile(certificate, key);
            inner.SslOptions.ClientCertificates = [X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null)];
            inner.SslOptions.RemoteCertificateValidationCallback = (_, sent, _, _) => sent is not null;
        }

        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(mode, inner),
            HttpVersion = isHttp1 ? HttpVersion.Version11 : HttpVersion.Version20,
            HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            DisposeHttpClient = true,
        });
    }
}
